package import ContentEvents
import ContentModel
import Foundation
import JSONText

/// A file of rights, as `perms export` writes it and people change it.
package struct RightsFile: Sendable {
    typealias Written = FileMapping.Written

    struct Role: Sendable {
        let name: String
        let grants: [Written]
    }

    struct Token: Sendable {
        let name: String
        let type: TokenType
        let expires: UTCSecond?
        let grants: [Written]
    }

    /// As it was named.
    let path: String
    let roles: [Role]?
    let users: [RightsState.User]?
    let tokens: [Token]?
    /// Where each role, user and token is, by label (`role:editor`).
    private let lines: [String: Int]

    /// - Parameter path: Where the text is from, for messages.
    /// - Throws: ``CommandFailure`` with the line of what cannot be read.
    package init(path: String, text: String) throws {
        let root: FileMapping
        do {
            root = try FileMapping(try YAMLText.compose(text), named: "the file", in: path)
        } catch let problem as YAMLText.Problem {
            throw FileMapping.failure(path, problem.line, problem.text)
        }
        try root.allow(["roles", "users", "tokens"])
        var lines: [String: Int] = [:]
        self.path = path
        self.roles = try root.mapping("roles").map { try Self.read($0, "role", &lines, Self.role) }
        self.users = try root.mapping("users").map { try Self.read($0, "user", &lines, Self.user) }
        self.tokens = try root.mapping("tokens").map { list in
            try Self.read(list, "token", &lines) { try Self.token($0, $1, in: path) }
        }
        self.lines = lines
        guard !root.keys.isEmpty else {
            throw FileMapping.failure(
                path,
                nil,
                "there are no rights in it; 'cmsio perms export' writes a file to begin with"
            )
        }
    }

    /// Reads the file, or standard input for `-`.
    ///
    /// - Throws: ``CommandFailure``
    init(reading path: String) throws {
        let name = path == "-" ? "standard input" : path
        let bytes = try InputData.readBytes(path, as: "rights")
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FileMapping.failure(name, nil, "the text is not UTF-8; save it as UTF-8")
        }
        try self.init(path: name, text: text)
    }

    /// What the file asks for, with every grant as its id.
    ///
    /// - Parameters:
    ///   - types: Tell what `article:update` means.
    ///   - base: Grants that somebody has already may be named by ids of types that are no longer known.
    /// - Throws: ``CommandFailure`` with the line of a grant that there cannot be.
    package func proposal(_ types: KnownTypes, base: RightsState?) throws -> ProposedRights {
        ProposedRights(
            roles: try self.roles?.map { role in
                let held = base?.roles.first { $0.name == role.name }?.grants ?? []
                return RightsState.Role(name: role.name, grants: try self.ids(role.grants, types, held: held))
            },
            users: self.users,
            tokens: try self.tokens?.map { token in
                let held = base?.tokens.first { $0.name == token.name }?.grants ?? []
                let grants = try self.ids(token.grants, types, held: held)
                return RightsState.Token(name: token.name, type: token.type, expires: token.expires, grants: grants)
            }
        )
    }

    /// What a problem of the import means for whoever wrote the file.
    func failure(_ problem: ImportProblem) -> CommandFailure {
        FileMapping.failure(self.path, problem.subject.flatMap { self.lines[$0] }, problem.text)
    }

    private func ids(_ grants: [Written], _ types: KnownTypes, held: [String]) throws -> [String] {
        try grants.map { written in
            if held.contains(written.text) { return written.text }
            do throws(RightsError) {
                return try types.grant(parsing: written.text).id.string
            } catch {
                throw CommandFailure(.badData, "\(self.path):\(written.line): \(error.message)")
            }
        }
    }

    /// Reads each entry of a list, and keeps where it is.
    private static func read<Entry>(
        _ list: FileMapping,
        _ thing: String,
        _ lines: inout [String: Int],
        _ entry: (String, FileMapping) throws -> Entry
    ) throws -> [Entry] {
        var entries: [Entry] = []
        for key in list.keys {
            lines["\(thing):\(key.text)"] = key.line
            guard let mapping = try list.mapping(key.text, named: "\(thing) '\(key.text)'") else { continue }
            entries.append(try entry(key.text, mapping))
        }
        return entries
    }

    private static func role(_ name: String, _ entry: FileMapping) throws -> Role {
        try entry.allow(["grants"])
        return Role(name: name, grants: try entry.texts("grants"))
    }

    private static func user(_ name: String, _ entry: FileMapping) throws -> RightsState.User {
        try entry.allow(["role", "blocked", "confirmed"])
        return RightsState.User(
            name: name,
            role: try entry.text("role")?.text ?? "authenticated",
            isBlocked: try entry.truth("blocked") ?? false,
            isConfirmed: try entry.truth("confirmed") ?? true
        )
    }

    private static func token(_ name: String, _ entry: FileMapping, in path: String) throws -> Token {
        try entry.allow(["type", "expires", "grants"])
        let type = try entry.text("type")
        let expires = try entry.text("expires")
        if let type, TokenType(rawValue: type.text) == nil {
            let types = TokenType.allCases.map(\.rawValue)
            let wayOut = NearMiss.find(type.text, among: types).map { "did you mean '\($0)'?" }
            let problem = "token '\(name)' cannot be of type '\(type.text)'"
            throw FileMapping.failure(
                path,
                type.line,
                "\(problem); \(wayOut ?? "write \(types.joined(separator: ", "))")"
            )
        }
        if let expires, UTCSecond(parsing: expires.text) == nil {
            let problem = "token '\(name)' cannot expire at '\(expires.text)'"
            throw FileMapping.failure(path, expires.line, "\(problem); write a time as in 2027-01-31T12:00:00Z")
        }
        return Token(
            name: name,
            type: type.flatMap { TokenType(rawValue: $0.text) } ?? .custom,
            expires: expires.flatMap { UTCSecond(parsing: $0.text) },
            grants: try entry.texts("grants")
        )
    }
}
