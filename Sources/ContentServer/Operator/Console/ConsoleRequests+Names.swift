import ContentEvents
import ContentModel
import JSONText
import SocketIONIO

extension ConsoleRequests {
    /// How many names of a kind an answer has at most.
    private static let mostOfAKind = 500

    /// - Parameter request: `{type?}`: the type whose fields are asked for.
    func knownNames(_ request: OperatorRequest) async throws -> KnownNames {
        try request.allow(["type"])
        let catalog = self.catalog.current
        let type = try request.optionalName("type").flatMap(catalog.contentType)
        let rights = self.directory.rights
        let members = await self.members.members.values
        let latest = members.sorted { $0.socket.handshake.issued > $1.socket.handshake.issued }
        var users: [String] = []
        if case .users(let list) = try await self.administration.perform(.userList) { users = list.users.map(\.name) }
        return KnownNames(
            types: Array(Self.types(catalog, rights).prefix(Self.mostOfAKind)),
            audiences: rights.audiences.prefix(Self.mostOfAKind).map(\.label.string),
            users: Array(users.prefix(Self.mostOfAKind)),
            rooms: Set(members.flatMap(\.membership.allCustomRooms)).sorted().prefix(Self.mostOfAKind).map(\.string),
            events: self.traffic.recentNames.map(\.string),
            sockets: latest.prefix(Self.mostOfAKind).map(\.socket.id.string),
            fields: type.map { FieldPaths(of: $0, in: catalog).paths } ?? []
        )
    }

    private static func types(_ catalog: ContentCatalog, _ rights: Rights) -> [KnownType] {
        let granted = Set(rights.audiences.flatMap(\.permissions.actions))
        return catalog.contentTypes.filter(\.isOfProject).map { type in
            let beginning = "\(type.uid)."
            let own = granted.filter { $0.utf8.starts(with: beginning.utf8) }
                .map { ExactString(String($0.string.dropFirst(beginning.count))) }
                .filter { ContentAction.isWellFormed($0) && !Self.readingActions.contains($0) }
            let actions = ContentAction.builtIn + own.filter { !ContentAction.builtIn.contains($0) }.sorted()
            return KnownType(
                name: type.singularName.string,
                uid: type.uid.string,
                actions: actions.map(\.string)
            )
        }
    }

    /// Rights to read, which nobody emits.
    private static let readingActions: Set<ExactString> = ["find", "findOne"]
}
