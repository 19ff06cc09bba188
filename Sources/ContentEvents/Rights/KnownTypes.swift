import ContentModel
package import JSONText

/// The content types of the last `serve`, by which grants are read and written in the short form.
package struct KnownTypes: Sendable {
    private let singularNames: [ExactString: ExactString]
    private let uids: [ExactString: ExactString]

    package init(_ types: [(uid: ExactString, singularName: ExactString)]) {
        self.singularNames = Dictionary(types.map { ($0.uid, $0.singularName) }) { first, _ in first }
        // A short name means a type of the project's own: plugins have a 'user' and a 'role' as well.
        let own = types.filter { $0.uid.utf8.starts(with: "api::".utf8) && $0.singularName != "room" }
        self.uids = Dictionary(own.map { ($0.singularName, $0.uid) }) { first, _ in first }
    }

    /// `article:update`, where the type is known and has a short name; the whole id otherwise.
    package func shortForm(of grant: Grant) -> String {
        switch grant {
        case .connect, .room: grant.id.string
        case .action(let action, let uid): self.shortName(of: uid).map { "\($0):\(action)" } ?? grant.id.string
        case .everyAction(let uid): self.shortName(of: uid).map { "\($0):*" } ?? grant.id.string
        }
    }

    package func shortForms(of grants: some Sequence<Grant>) -> [String] {
        grants.map { ExactString(self.shortForm(of: $0)) }.sorted().map(\.string)
    }

    private func shortName(of uid: ExactString) -> ExactString? {
        self.singularNames[uid].flatMap { self.uids[$0] == uid ? $0 : nil }
    }

    /// Reads what somebody wrote: `article:update`, `article:*`, `api::article.article.update`,
    /// `api::article.article:update`, `connect` or `room:news-*`.
    package func grant(parsing text: String) throws(RightsError) -> Grant {
        if text == "connect" { return .connect }
        if text.utf8.starts(with: "room:".utf8) { return try Self.roomGrant(parsing: text) }
        let (type, action) = try Self.split(text)
        let uid = try self.uid(of: type)
        if action == "*" { return .everyAction(of: uid) }
        guard ContentAction.isWellFormed(action), !ContentAction.reserved.contains(action) else {
            throw RightsError(
                .badData,
                "\(quoted(action)) cannot be an action: it is empty, too long, has spaces or one of . : * ?, or belongs "
                    + "to Socket.IO. Name it otherwise."
            )
        }
        return .action(action, of: uid)
    }

    private static func roomGrant(parsing text: String) throws(RightsError) -> Grant {
        let glob = ExactString(utf8: text.utf8.dropFirst("room:".utf8.count))
        guard RawRoom.isCustomName(glob) else {
            throw RightsError(
                .usage,
                "\(quoted(glob)) fits no room that clients may join: write room: and a pattern of 1 to 256 bytes that "
                    + "does not begin with role:, token:, user: or socket:, as in room:news-*."
            )
        }
        return .room(glob)
    }

    /// The type as written, and the action.
    private static func split(_ text: String) throws(RightsError) -> (type: ExactString, action: ExactString) {
        let bytes = Array(text.utf8)
        let scope = bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == bytes[$0] }
        let rest = scope.map { $0 + 2 } ?? 0
        let colon = bytes[rest...].firstIndex(of: UInt8(ascii: ":"))
        let dot = scope == nil ? nil : bytes[rest...].lastIndex(of: UInt8(ascii: "."))
        guard let separator = colon ?? dot else {
            throw RightsError(
                .usage,
                "\(quoted(ExactString(text))) is no action: write article:update, article:*, "
                    + "api::article.article.update, connect or room:news-*."
            )
        }
        return (ExactString(utf8: bytes[..<separator]), ExactString(utf8: bytes[(separator + 1)...]))
    }

    /// - Throws: ``RightsError`` of bad data, with the near miss, for a type that is not known.
    package func uid(of name: ExactString) throws(RightsError) -> ExactString {
        if self.singularNames[name] != nil { return name }
        if let uid = self.uids[name] { return uid }
        if self.singularNames.isEmpty {
            // Nothing to check against before the first serve; what is written out whole can still be meant.
            if Self.isUID(name) { return name }
            throw RightsError(
                .badData,
                "the store knows no content type \(quoted(name)) yet: start 'cmsio serve' with the schemas once, or write "
                    + "the uid, as in api::article.article.update."
            )
        }
        let names = self.uids.keys.sorted()
        let candidates = name.string.contains("::") ? self.singularNames.keys.sorted() : names
        throw RightsError(
            .badData,
            "there is no content type \(quoted(name))\(NearMiss.question(for: name, among: candidates)) "
                + "Known are \(Self.list(names)), and by uid the built-in ones."
        )
    }

    /// `api::article.article`
    private static func isUID(_ name: ExactString) -> Bool {
        let parts = name.string.split(separator: "::", omittingEmptySubsequences: false)
        guard parts.count == 2, ["api", "plugin", "admin"].contains(parts[0]) else { return false }
        let names = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(names.count) && names.allSatisfy { ContentAction.isWellFormed(ExactString(String($0))) }
    }

    private static func list(_ names: [ExactString]) -> String {
        let shown = names.prefix(20).map(\.string).joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }
}
