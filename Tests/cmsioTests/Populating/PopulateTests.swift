import Foundation
import SocketIONIO
import Testing

@Suite("serve --populate")
struct PopulateTests {
    private static func folder() throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write(
            #"""
            {
                "info": {"singularName": "note", "pluralName": "notes"}, "options": {"draftAndPublish": true},
                "attributes": {
                    "text": {"type": "string"},
                    "writer": {"type": "relation", "relation": "manyToOne", "target": "api::writer.writer"}
                }
            }
            """#,
            to: "schemas/note.json"
        )
        try folder.write(
            #"""
            {
                "info": {"singularName": "writer", "pluralName": "writers"},
                "attributes": {"name": {"type": "string"}, "email": {"type": "email", "private": true}}
            }
            """#,
            to: "schemas/writer.json"
        )
        try folder.write("the-secret\n", to: "webhook.secret")
        try folder.write("the-token\n", to: "strapi.token")
        return folder
    }

    private static let times = #""updatedAt":"2024-03-02T11:30:00.000Z","publishedAt":"2024-03-02T11:30:01.000Z""#

    private static func publish(_ id: String) -> String {
        #"""
        {"event":"entry.publish","model":"note","uid":"api::note.note","entry":{"id":7,\#(id)"text":"told",\#(Self.times)}}
        """#
    }

    private static let five = publish(#""documentId":"abc","#)

    private static func serve(
        _ strapi: String,
        _ options: [String] = [],
        environment: [String: String] = [:]
    ) async throws -> RunningServer {
        let server = try await RunningServer(
            ["--webhook-secret-file", "webhook.secret", "--populate", "note=writer", "--strapi-url", strapi] + options,
            in: Self.folder(),
            environment: environment
        )
        _ = try await server.run("perms", "role", "add", "member")
        _ = try await server.run("perms", "grant", "role:member", "note:update", "writer:find")
        return server
    }

    /// What a member is told of a webhook.
    private static func told(_ webhooks: String..., by server: RunningServer) async throws -> [String] {
        let listener = try Program(["listen", "--as", "role:member", "-n", "\(webhooks.count)"], in: server.folder)
        _ = try await listener.line(with: "listening as ")
        for webhook in webhooks { #expect(try await server.postWebhook(webhook, secret: "the-secret") == 200) }
        return try await listener.end().output.split(separator: "\n").map(String.init)
    }

    // MARK: What arrives

    @Test("reads an entry of Strapi 5 with its relations, which arrive sanitized")
    func five() async throws {
        let answer = #"""
            {"data":{"id":7,"documentId":"abc","text":"read",\#(Self.times),\#
            "writer":{"id":1,"name":"Ann","email":"a@x"}},"meta":{}}
            """#
        try await FakeStrapi.serve { _ in
            FakeStrapi.json(answer)
        } _: { strapi in
            let server = try await Self.serve(strapi.url + "/cms/", ["--strapi-token-file", "strapi.token"])
            let told = try await Self.told(Self.five, by: server)
            #expect(told.first?.contains(#""text":"read""#) == true, "\(told)")
            #expect(told.first?.contains(#""writer":{"id":1,"name":"Ann"}"#) == true, "\(told)")
            #expect(
                strapi.requests == [
                    FakeStrapi.Request(
                        path: "/cms/api/notes/abc",
                        query: ["populate[writer]=true", "status=published"],
                        authorization: "Bearer the-token"
                    )
                ]
            )
            let errors = try await server.stop().errors
            #expect(errors.contains("populate  note=writer from \(strapi.url)/cms/\n"), "\(errors)")
            #expect(!errors.contains("the-token"))
        }
    }

    @Test("reads an entry of Strapi 4 out of its envelopes, with a token from the environment")
    func four() async throws {
        let answer = #"""
            {"data":{"id":7,"attributes":{"text":"read",\#(Self.times),\#
            "writer":{"data":{"id":1,"attributes":{"name":"Ann","email":"a@x"}}}}},"meta":{}}
            """#
        try await FakeStrapi.serve { _ in
            FakeStrapi.json(answer)
        } _: { strapi in
            let server = try await Self.serve(strapi.url, environment: ["CMSIO_STRAPI_TOKEN": "other-token"])
            let told = try await Self.told(Self.publish(""), by: server)
            #expect(told.first?.contains(#""writer":{"id":1,"name":"Ann"}"#) == true, "\(told)")
            #expect(strapi.requests.map(\.path) == ["/api/notes/7"])
            #expect(strapi.requests.map(\.authorization) == ["Bearer other-token"])
            try await server.stop()
        }
    }

    @Test(
        "lets the event go out as it came where Strapi refuses, follows no redirect, and says why once",
        arguments: [(401, "check the token"), (404, "the entry is gone"), (500, "answers 500"), (302, "not followed")]
    )
    func refused(status: Int, reason: String) async throws {
        let refusal = SocketIOHTTPResponse(status: status, headers: status == 302 ? ["Location": "/elsewhere"] : [:])
        try await FakeStrapi.serve { _ in
            refusal
        } _: { strapi in
            let server = try await Self.serve(strapi.url)
            let later = Self.five.replacing(":30:0", with: ":40:0")
            let told = try await Self.told(Self.five, later, by: server)
            #expect(told.map { $0.contains(#""text":"told""#) } == [true, true], "\(told)")
            #expect(strapi.requests.map(\.path) == ["/api/notes/abc", "/api/notes/abc"])
            let errors = try await server.stop().errors
            #expect(errors.components(separatedBy: reason).count == 2, "\(errors)")
        }
    }

    @Test("lets the event go out where Strapi is not there, never answers, or answers something else")
    func unreachable() async throws {
        let silent = try SilentServer()
        let silence = try await Self.serve(silent.url)
        #expect(try await Self.told(Self.five, by: silence).first?.contains(#""text":"told""#) == true)
        #expect(try await silence.stop().errors.contains("did not answer within 5 s"))

        let gone = try await Self.serve("http://127.0.0.1:1")
        #expect(try await Self.told(Self.five, by: gone).first?.contains(#""text":"told""#) == true)
        #expect(try await gone.stop().errors.contains("cannot be reached (connection refused)"))

        try await FakeStrapi.serve { _ in
            FakeStrapi.json("<html>")
        } _: { strapi in
            let other = try await Self.serve(strapi.url)
            #expect(try await Self.told(Self.five, by: other).first?.contains(#""text":"told""#) == true)
            #expect(try await other.stop().errors.contains("no entry of Strapi's REST API; check --strapi-url"))
        }
    }

    @Test("does not read what an operator emits")
    func operators() async throws {
        try await FakeStrapi.serve { _ in
            FakeStrapi.json("{}")
        } _: { strapi in
            let server = try await Self.serve(strapi.url)
            let listener = try Program(["listen", "--as", "role:member", "-n", "1"], in: server.folder)
            _ = try await listener.line(with: "listening as ")
            _ = try await server.run("emit", "note", "update", #"{"id":7,"documentId":"abc","text":"told"}"#)
            #expect(try await listener.end().output.contains(#""text":"told""#))
            #expect(strapi.requests.isEmpty)
            try await server.stop()
        }
    }

    // MARK: What it is told

    @Test(
        "is refused at the start for what cannot be read, with the way out",
        arguments: [
            (["--populate", "note"], 64, "write a type and what to read with it, as in article=author,category"),
            (["--populate", "note=*", "--populate", "note=writer"], 64, "'*' stands for all of the first level"),
            (["--strapi-url", "https://example.org"], 64, "connect to a proxy on this machine that speaks https"),
            (["--strapi-url", "http://a/?b"], 64, "leave out the query"),
            (["--populate", "nota=writer"], 78, "the project has no content type 'nota'; did you mean 'note'?"),
            (["--populate", "note=writr"], 78, "api::note.note has no attribute 'writr'; did you mean 'writer'?"),
            (
                ["--populate", "note=*", "--strapi-token-file", "none"], 66,
                "the Strapi token file 'none' does not exist"
            ),
            (["--populate", "note=*", "--strapi-token-file", "odd.token"], 78, "has bytes that no API token"),
        ]
    )
    func refused(options: [String], status: Int32, problem: String) async throws {
        let folder = try Self.folder()
        try folder.write("a b\n", to: "odd.token")
        let common = ["serve", "--port", "0", "--webhook-secret-file", "webhook.secret"]
        let result = try await Program.run(common + options, in: folder)
        #expect(result.status == status, "\(result)")
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(problem), "\(result)")
        guard status != 64 else { return }
        let check = try await Program.run(common + options + ["--check"], in: folder)
        #expect(check.status == 78)
        #expect(check.output.contains(problem), "\(check)")
    }

    @Test("is a setting like all others, a list in the file, and never shows the token")
    func settings() async throws {
        let folder = try Self.folder()
        try folder.write("populate: [note=writer]\nstrapi-token-file: strapi.token\n", to: "cmsio.yaml")
        let result = try await Program.run(
            ["serve", "--print-config"],
            in: folder,
            environment: ["CMSIO_STRAPI_TOKEN": "hunter2", "CMSIO_STRAPI_URL": "localhost:1337/cms"]
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.output.contains(#""populate":{"value":"note=writer","from":"cmsio.yaml:1"}"#))
        #expect(
            result.output.contains(#""strapi-url":{"value":"http://localhost:1337/cms","from":"CMSIO_STRAPI_URL"}"#),
            "\(result)"
        )
        #expect(result.output.contains(#""strapi-token":{"value":"(set)","from":"CMSIO_STRAPI_TOKEN"}"#))
        #expect(!result.output.contains("hunter2"))
        let check = try await Program.run(["serve", "--check", "-o", "json", "--port", "0"], in: folder)
        #expect(check.status == 0, "\(check)")
        #expect(
            check.output.contains(
                #"{"check":"populate","ok":true,"found":"note=writer from http://127.0.0.1:1337/"}"#
            ),
            "\(check)"
        )
    }

    @Test("says that it is of no use where no webhooks are taken")
    func noWebhooks() async throws {
        let server = try await RunningServer(["--populate", "note=writer"], in: Self.folder())
        #expect(
            try await server.stop().errors.contains(
                "--populate reads the entries of webhooks, and none are taken; add --webhook-secret-file."
            )
        )
    }
}
