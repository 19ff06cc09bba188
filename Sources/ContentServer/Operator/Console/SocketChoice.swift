import ContentEvents
import ContentModel
import JSONText
import SocketIONIO

/// Which sockets an operator means.
enum SocketChoice: Sendable {
    case everyone
    case ids(Set<ExactString>)
    case room(ExactString)
    case audience(AudienceID)
    case user(Int64)

    func includes(_ member: Members.Member) -> Bool {
        switch self {
        case .everyone: true
        case .ids(let ids): ids.contains(member.socket.id)
        case .room(let name): member.membership.allCustomRooms.contains(name)
        case .audience(let audience): member.membership.identity.audience == audience
        case .user(let user): member.membership.identity.user == user
        }
    }
}

extension ConsoleRequests {
    /// Reads `sockets` (ids), `room` and `audience`, of which a request may have one.
    ///
    /// - Parameter hasRoom: Whether `room` says who is meant, and not where to.
    /// - Returns: nil when there is none of them.
    /// - Throws: ``EmitError`` for a socket, role, token or user that is not there.
    func choice(in request: OperatorRequest, readingRoom hasRoom: Bool) async throws -> SocketChoice? {
        let ids = try request.names("sockets")
        let room = hasRoom ? try request.optionalName("room") : nil
        let label = try request.optionalName("audience")
        let given = [ids.isEmpty ? nil : "sockets", room.map { _ in "room" }, label.map { _ in "audience" }]
            .compactMap { $0 }
        guard given.count <= 1 else {
            throw EmitError(.usage, "\(given.joined(separator: " and ")) both say which sockets are meant: keep one")
        }
        if let label { return try await self.choice(labelled: label) }
        if let room {
            let isLabel = room.utf8.starts(with: "role:".utf8) || room.utf8.starts(with: "token:".utf8)
            return isLabel ? try await self.choice(labelled: room) : .room(room)
        }
        guard !ids.isEmpty else { return nil }
        let known = await self.members.members
        if let unknown = ids.first(where: { known[$0] == nil }) {
            throw EmitError(.badData, "there is no socket '\(unknown)': 'sockets' lists those that are connected")
        }
        return .ids(Set(ids))
    }

    /// - Parameter label: `role:editor`, `token:ci`, or `user:ann`.
    private func choice(labelled label: ExactString) async throws -> SocketChoice {
        let rights = self.directory.rights
        if let audience = rights.audience(labelled: label) { return .audience(audience.id) }
        let text = label.string
        if text.utf8.starts(with: "user:".utf8) {
            return .user(
                try await self.directory.user(called: ExactString(String(text.dropFirst("user:".count)))).user.id
            )
        }
        throw EmitError(.badData, "there is no '\(label)'\(NearMiss.audienceQuestion(for: label, in: rights))")
    }
}
