import ArgumentParser
import JSONText

/// What kind of token a client presents.
enum TokenStrategy: String, ExpressibleByArgument, CaseIterable, Sendable {
    case jwt
    case apiToken = "api-token"
}

/// A token in a file: alone in the first line, or in the JSON that `perms token mint` and `perms token add` print.
struct TokenFile: Sendable {
    let path: String
    let token: String
    let strategy: TokenStrategy

    /// - Parameter strategy: Nil to tell by the token: a JWT has three parts with dots between them.
    /// - Throws: ``CommandFailure``
    init(_ path: String, strategy: TokenStrategy?) throws {
        self.path = path
        let line = try SecretFile.read(path, named: "the token file '\(path)'")
        self.token = try line.hasPrefix("{") ? Self.member(of: line, path) : line
        self.strategy = strategy ?? (self.token.split(separator: ".").count == 3 ? .jwt : .apiToken)
    }

    private static func member(of line: String, _ path: String) throws -> String {
        // What is wrong with it matters no more than that it has no token.
        let document = try? JSONDocument(parsing: line)
        let secret = document.flatMap { document in
            ["secret", "token"].lazy.compactMap { document.value($0, in: document.root).flatMap(document.string) }.first
        }
        guard let secret else {
            throw CommandFailure(
                .badConfiguration,
                "the token file '\(path)' has no token; write it alone into one line."
            )
        }
        return secret
    }
}
