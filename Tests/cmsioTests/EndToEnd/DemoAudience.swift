import JSONText
import Testing

/// The demo server, and what its audiences present and see.
struct DemoServer {
    let server: RunningServer
    var url: String { self.server.url }

    init() async throws {
        self.server = try await RunningServer(in: try TestFolder())
        try self.server.folder.write(Self.article, to: "data.json")
        try self.server.folder.write(Self.comment, to: "comment.json")
    }

    /// The article of the README, with a private field and relations at two levels.
    static let article = """
        {
          "id": 7,
          "documentId": "k2v9x0q8w1e7r6t5y4u3i2o1",
          "title": "Ten thousand sockets",
          "internalNotes": "Ask legal before Friday.",
          "author": { "id": 3, "name": "Ann", "email": "ann@example.com" },
          "category": { "id": 1, "name": "Engineering" },
          "comments": [{ "id": 41, "text": "First!", "ip": "203.0.113.9" }]
        }
        """

    static let comment =
        #"{"id":41,"text":"First!","ip":"203.0.113.9","article":{"id":7,"title":"Ten thousand sockets"}}"#

    /// The views of ``article``, by what stands after the title: each written by hand from the demo's grants.
    enum View {
        static let start = #"{"data":{"id":7,"documentId":"k2v9x0q8w1e7r6t5y4u3i2o1","title":"Ten thousand sockets""#
        static let author = #","author":{"id":3,"name":"Ann"}"#
        static let category = #","category":{"id":1,"name":"Engineering"}"#
        static let comments = #","comments":[{"id":41,"text":"First!"}]"#
        static let end = #"},"meta":{}}"#

        static let ofPublic = start + category + end
        static let ofCI = start + author + category + end
        static let ofMembers = start + author + category + comments + end
    }

    /// Runs a command that must succeed.
    ///
    /// - Returns: What it printed.
    @discardableResult
    func cmsio(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
        let result = try await Program.run(arguments, in: self.server.folder)
        #expect(result.status == 0, "\(arguments.joined(separator: " ")): \(result)", sourceLocation: sourceLocation)
        return result.output
    }

    /// A JSON object for CONNECT with the JWT of a new user of a role.
    func signIn(as role: String) async throws -> String {
        let name = "\(role)-user"
        try await self.cmsio("perms", "user", "add", name, "--role", role)
        return try await self.jwt(of: name)
    }

    func jwt(of user: String) async throws -> String {
        let output = try await self.cmsio("perms", "token", "mint", user, "-o", "json")
        return #"{"strategy":"jwt","token":\#(try Self.member("token", of: output))}"#
    }

    /// A JSON object for CONNECT with the secret of a new API token.
    func apiToken(_ arguments: String...) async throws -> String {
        let result = try await Program.run(
            ["perms", "token", "add"] + arguments + ["-o", "json"],
            in: self.server.folder
        )
        #expect(result.status == 0, "\(result)")
        return #"{"strategy":"api-token","token":\#(try Self.member("secret", of: result.output))}"#
    }

    /// The JSON text of a member of an object.
    private static func member(_ name: ExactString, of object: String) throws -> String {
        let document = try JSONDocument(parsing: object)
        let node = try #require(document.value(name, in: document.root), "no \(name) in \(object)")
        return String(decoding: document.text(node), as: UTF8.self)
    }
}
