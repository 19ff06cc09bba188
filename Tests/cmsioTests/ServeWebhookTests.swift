import Testing

@Suite("serve takes webhooks")
struct ServeWebhookTests {
    private static let schema = #"""
        {
            "info": {"singularName": "note", "pluralName": "notes"}, "options": {"draftAndPublish": true},
            "attributes": {"text": {"type": "string"}}
        }
        """#

    private static func folder() throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write(Self.schema, to: "schemas/note.json")
        try folder.write("the-secret\n", to: "webhook.secret")
        return folder
    }

    private static let publish = #"""
        {"event":"entry.publish","model":"note","uid":"api::note.note","entry":{"id":1,"documentId":"d","text":"hi",\#
        "updatedAt":"2024-03-02T11:30:00.000Z","publishedAt":"2024-03-02T11:30:01.000Z"}}
        """#

    private static let draft = Self.publish.replacing("entry.publish", with: "entry.update").replacing(
        #""2024-03-02T11:30:01.000Z""#,
        with: "null"
    )

    @Test(
        "with a secret from a file or the environment, and says where",
        arguments: [
            (["--webhook-secret-file", "webhook.secret"], [:], "the-secret"),
            ([], ["CMSIO_WEBHOOK_SECRET": "other-secret"], "other-secret"),
            (
                ["--webhook-secret-file", "webhook.secret"], ["CMSIO_WEBHOOK_SECRET": "other-secret"],
                "the-secret"
            ),
        ]
    )
    func secret(options: [String], environment: [String: String], secret: String) async throws {
        let server = try await RunningServer(options, in: Self.folder(), environment: environment)
        _ = try await server.run("perms", "grant", "role:public", "note:update")
        let listener = try Program(["listen", "--as", "role:public", "-n", "1"], in: server.folder)
        _ = try await listener.line(with: "listening as ")
        #expect(try await server.postWebhook(Self.publish, secret: "guess") == 401)
        #expect(try await server.postWebhook(Self.draft, secret: secret) == 200)
        #expect(try await server.postWebhook(Self.publish, secret: secret) == 200)
        let output = try await listener.end().output
        #expect(output.hasPrefix(#"{"event":"note:publish","#), "\(output)")
        #expect(output.contains(#""data":{"id":1,"documentId":"d","text":"hi","#), "\(output)")
        let result = try await server.stop()
        #expect(result.errors.contains("webhooks  taken from Strapi at \(server.url)/hooks/strapi\n"))
        #expect(!result.errors.contains("-secret\n"), "the talk shows a secret: \(result)")
    }

    @Test("not without one, and says so once where there are types of a project")
    func off() async throws {
        let server = try await RunningServer([], in: Self.folder())
        #expect(try await server.postWebhook(Self.publish, secret: "the-secret") == 404)
        let errors = try await server.stop().errors
        #expect(errors.split(separator: "webhooks  off; --webhook-secret-file takes those of Strapi\n").count == 2)
        #expect(try await RunningServer(in: TestFolder()).stop().errors.contains("webhooks") == false)
    }

    @Test("refuses to start with a secret file that is not there or empty")
    func badFile() async throws {
        let folder = try Self.folder()
        let missing = try await Program.run(["serve", "--port", "0", "--webhook-secret-file", "none"], in: folder)
        #expect(missing.status == 66)
        #expect(missing.errors.hasSuffix("cmsio: the webhook secret file 'none' does not exist; check the path.\n"))
        try folder.write("\n", to: "webhook.secret")
        let empty = try await Program.run(
            ["serve", "--port", "0", "--webhook-secret-file", "webhook.secret"],
            in: folder
        )
        #expect(empty.status == 78)
    }

    @Test("with --drafts, those too; with --publish-needs, published to others")
    func rules() async throws {
        let options = ["--webhook-secret-file", "webhook.secret", "--drafts", "--webhook-hold", "10ms"]
        let server = try await RunningServer(options + ["--publish-needs", "find"], in: Self.folder())
        for role in ["writer", "reader"] { _ = try await server.run("perms", "role", "add", role) }
        _ = try await server.run("perms", "grant", "role:writer", "note:update")
        _ = try await server.run("perms", "grant", "role:reader", "note:find")
        let writer = try Program(["listen", "--as", "role:writer", "-n", "1"], in: server.folder)
        let reader = try Program(["listen", "--as", "role:reader", "-n", "1"], in: server.folder)
        for listener in [writer, reader] { _ = try await listener.line(with: "listening as ") }
        #expect(try await server.postWebhook(Self.draft, secret: "the-secret") == 200)
        #expect(try await writer.end().output.hasPrefix(#"{"event":"note:update","#))
        #expect(try await server.postWebhook(Self.publish, secret: "the-secret") == 200)
        #expect(try await reader.end().output.hasPrefix(#"{"event":"note:publish","#))
        let can = try await server.run("perms", "can", "role:writer", "note:publish")
        #expect(can.status == 1, "\(can)")
        try await server.stop()
    }

    @Test("--print-config shows its settings, and never the secret")
    func printConfig() async throws {
        let result = try await Program.run(
            ["serve", "--print-config", "--drafts", "--webhook-hold", "500ms", "--publish-needs", "publish"],
            in: TestFolder(),
            environment: ["CMSIO_WEBHOOK_SECRET": "the-secret"]
        )
        #expect(result.status == 0)
        #expect(result.output.contains(#""webhook-secret":{"value":"(set)","from":"CMSIO_WEBHOOK_SECRET"}"#))
        #expect(result.output.contains(#""drafts":{"value":"true","from":"--drafts"}"#))
        #expect(result.output.contains(#""webhook-hold":{"value":"500ms","from":"--webhook-hold"}"#))
        #expect(result.output.contains(#""publish-needs":{"value":"publish","from":"--publish-needs"}"#))
        #expect(!result.output.contains("the-secret"))
    }
}
