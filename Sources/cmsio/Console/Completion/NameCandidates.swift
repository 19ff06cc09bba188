package import ContentServer

/// The names that can go on where something is half typed.
package struct NameCandidates: Sendable {
    private let names: KnownNames

    package init(_ names: KnownNames) {
        self.names = names
    }

    /// - Parameters:
    ///   - kind: Of what is typed.
    ///   - partial: What is there of it.
    ///   - type: The content type that stands before it, if one does.
    /// - Returns: Whole words, in an order for reading; each begins with `partial`.
    package func find(_ kind: NameKind, beginning partial: String, type: String? = nil) -> [String] {
        guard kind == .pattern, partial.hasPrefix("!") else {
            return self.all(kind, type: type, isQualified: partial.contains("::")).filter { $0.hasPrefix(partial) }
        }
        return self.find(.pattern, beginning: String(partial.dropFirst())).map { "!\($0)" }
    }

    /// - Parameter isQualified: Whether types are named by their uids.
    private func all(_ kind: NameKind, type: String?, isQualified: Bool) -> [String] {
        switch kind {
        case .type: self.names.types.map { isQualified ? $0.uid : $0.name }
        case .action: self.actions(of: type)
        case .grant: self.grants(isQualified: isQualified)
        case .audience: self.names.audiences
        case .who: self.names.audiences + self.names.users.map { "user:\($0)" }
        case .role: self.bare("role:")
        case .token: self.bare("token:")
        case .user: self.names.users
        case .room: self.names.audiences + self.names.rooms
        case .customRoom: self.names.rooms
        case .pattern: self.patterns
        case .event: self.names.events
        case .socket: self.names.sockets
        case .assignment: self.names.fields.map { "\($0)=" }
        case .field: self.names.fields.filter { !$0.contains(".") }
        }
    }

    private func actions(of type: String?) -> [String] {
        self.names.types.first { $0.name == type || $0.uid == type }?.actions ?? []
    }

    /// Without the rights to what follows the right to update.
    private func grants(isQualified: Bool) -> [String] {
        let types = self.names.types.flatMap { type in
            let actions = type.actions.filter { $0 != "publish" && $0 != "unpublish" } + ["find", "findOne", "*"]
            return actions.map { isQualified ? "\(type.uid).\($0)" : "\(type.name):\($0)" }
        }
        return types + ["connect"] + self.names.rooms.map { "room:\($0)" }
    }

    private var patterns: [String] {
        let ofTypes = self.names.types.flatMap { type in
            ["\(type.name):*"] + type.actions.map { "\(type.name):\($0)" }
        }
        return ofTypes + self.names.events.filter { !ofTypes.contains($0) }
    }

    private func bare(_ prefix: String) -> [String] {
        self.names.audiences.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}
