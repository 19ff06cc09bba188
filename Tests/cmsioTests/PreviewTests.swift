import Foundation
import JSONText
import TestClients
import Testing

@Suite("What would be sent, to whom and why", .timeLimit(.minutes(2)))
struct PreviewTests {
    private static let entry =
        #"{"id":1,"title":"Hello","internalNotes":"n","author":{"name":"Ann","email":"ann@example.org"}}"#
    private static let publicView = #"{"data":{"id":1,"title":"Hello"},"meta":{}}"#

    @Test("emit --dry-run prints what each audience would get, and nothing arrives")
    func dryRun() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let client = try await ForeignClient.python(url: server.url)
        let result = try await server.run("emit", "article", "update", Self.entry, "--dry-run")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(
            result.output.hasPrefix(
                #"{"event":"article:update","fromSchema":false,"sockets":1,"audiences":[{"audience":"role:public","#
                    + #""reason":"role:public was granted article:update","receives":true,"sockets":1,"view":0},"#
            )
        )
        #expect(
            result.output.contains(
                #""views":[{"audiences":["role:public"],"view":\#(Self.publicView),"dropped":[{"path":"internalNotes","#
                    + #""reason":"it is private","rule":"private"},"#
            )
        )
        #expect(!result.output.contains(#""fields""#) && !result.output.contains(#""diff""#))
        let receipt = try await server.run("emit", "article", "update", Self.entry)
        #expect(receipt.output.contains(#""offset":1,"#), "a dry run uses up no offset")
        #expect(try await client.event("article:update") == [Self.publicView], "what was shown is what arrives")
        try await client.close()
        try await server.stop()
    }

    @Test("emit --dry-run prints for reading who gets what and why, and what nobody gets")
    func dryRunForReading() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let result = try await server.run("emit", "article", "update", Self.entry, "--dry-run", "-o", "pretty")
        let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.first == "article:update would be sent to 0 sockets; nothing was sent")
        #expect(
            lines[2...3] == [
                "AUDIENCE            SOCKETS  WHY",
                "role:public               0  role:public was granted article:update",
            ]
        )
        let view = try #require(lines.firstIndex(of: "role:public"))
        #expect(
            lines[(view + 1)...].prefix(8) == [
                "{", #"  "data": {"#, #"    "id": 1,"#, #"    "title": "Hello""#, "  },", #"  "meta": {}"#, "}",
                "dropped: internalNotes (private), author (unreadable-relation)",
            ]
        )
        try await server.stop()
    }

    @Test("emit --diff is a diff for reading, piped too, and JSON for who asks for it")
    func diff() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let text = try await server.run("emit", "article", "update", Self.entry, "--dry-run", "--diff")
        #expect(text.output.contains("--- the data\n+++ role:public\n@@ -1,9 +1,7 @@\n"))
        #expect(text.output.contains("\n-  \"internalNotes\": \"n\",\n"))
        #expect(text.output.contains("\n+++ role:authenticated, role:editor, token:ci, token:full\n"))
        #expect(!text.output.contains("\u{1B}"))
        let coloured = try await server.run(
            "emit",
            "article",
            "update",
            Self.entry,
            "--dry-run",
            "--diff",
            "--color",
            "always"
        )
        #expect(coloured.output.contains("\u{1B}[31m-  \"internalNotes\": \"n\",\u{1B}[0m"))
        let json = try await server.run("emit", "article", "update", Self.entry, "--dry-run", "--diff", "-o", "json")
        #expect(json.output.contains(#""diff":["--- the data","+++ role:public","@@ -1,9 +1,7 @@"," {","#))
        try await server.stop()
    }

    @Test("emit --explain and --diff without --dry-run show it and send it")
    func explainAndSend() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let pretty = try await server.run("emit", "article", "update", Self.entry, "--explain", "-o", "pretty")
        #expect(pretty.output.hasPrefix("FIELD          role:public          role:authenticated, role:editor, "))
        #expect(pretty.output.contains("\nauthor.email   unreadable-relation  private\n"))
        #expect(pretty.output.contains("\n\narticle:update sent to 0 sockets (id "))
        let json = try await server.run("emit", "article", "update", Self.entry, "--explain")
        let lines = json.output.split(separator: "\n")
        #expect(lines.count == 2, "the preview, then the receipt")
        #expect(lines[0].contains(#""fields":[{"outcome":"kept","path":"id"},"#))
        #expect(lines[1].contains(#""offset":2,"#))
        try await server.stop()
    }

    @Test("previews show one event, and no lines are sent by who asks for one")
    func linesAndPreviews() async throws {
        let folder = try TestFolder()
        try folder.write(#"{"type":"article","action":"update","data":{}}"#, to: "events")
        let result = try await Program.run(["emit", "--lines", "events", "--diff"], in: folder)
        #expect(result.status == 64 && result.errors.contains("leave out '--lines'"), "\(result)")
    }

    @Test("perms explain shows each field of the schema for each audience")
    func explainSchema() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let result = try await server.run("perms", "explain", "article", "update", "-o", "pretty")
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n").map(String.init)
        let head = try #require(lines.first { $0.hasPrefix("FIELD") })
        #expect(
            head
                == "FIELD               role:public          role:authenticated, role:editor  token:ci             token:full"
        )
        #expect(
            lines.contains(
                "author.email        unreadable-relation  private                          private              private"
            )
        )
        #expect(
            lines.contains(
                "comments[].ip       unreadable-relation  private                          unreadable-relation  private"
            )
        )
        #expect(lines.contains("unreadable-relation  it is a relation, and needs the right api::author.author.find"))
        let json = try await server.run("perms", "explain", "article", "update")
        #expect(json.output.contains(#""fromSchema":true"#) && !json.output.contains(#""view":{"#))
        try await server.stop()
    }

    @Test("perms explain --as shows what one of them gets, or why nothing")
    func explainAs() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let ann = try await server.run(
            "perms",
            "explain",
            "article",
            "update",
            "-",
            "--as",
            "user:ann",
            input: Self.entry
        )
        #expect(
            ann.output.contains(
                #""views":[{"audiences":["user:ann"],"view":{"data":{"id":1,"title":"Hello","author":{"name":"Ann"}},"meta":{}}"#
            )
        )
        let nobody = try await server.run(
            "perms",
            "explain",
            "article",
            "publish",
            Self.entry,
            "--as",
            "token:ci",
            "-o",
            "pretty"
        )
        #expect(nobody.status == 0)
        let revoked = try await server.run("perms", "revoke", "token:ci", "article:update")
        #expect(revoked.status == 0)
        let nothing = try await server.run(
            "perms",
            "explain",
            "article",
            "update",
            Self.entry,
            "--as",
            "token:ci",
            "-o",
            "pretty"
        )
        #expect(nothing.output.contains("gets nothing: token:ci has no grant for article:update; "))
        #expect(!nothing.output.contains("FIELD"))
        try await server.stop()
    }

    @Test("perms explain works without a server, on the store and the schemas of the settings, and counts no sockets")
    func offline() async throws {
        let folder = try TestFolder()
        try folder.write(
            #"{"info":{"singularName":"note","pluralName":"notes"},"attributes":{"text":{"type":"text"},"#
                + #""pin":{"type":"string","private":true}}}"#,
            to: "schemas/note.json"
        )
        let server = try await RunningServer([], in: folder)
        #expect(try await server.run("perms", "grant", "role:public", "note:update").status == 0)
        let online = try await server.run("perms", "explain", "note", "update", #"{"text":"t","pin":"1"}"#)
        try await server.stop()
        let offline = try await Program.run(
            ["perms", "explain", "note", "update", #"{"text":"t","pin":"1"}"#],
            in: folder
        )
        #expect(offline.status == 0, "\(offline)")
        #expect(online.output.replacing(#","sockets":0"#, with: "") == offline.output)
        #expect(offline.output.contains(#""view":{"data":{"text":"t"},"meta":{}}"#))
    }

    @Test(
        "what is not known is refused with the near miss",
        arguments: [
            (["perms", "explain", "artcle", "update"], "did you mean 'article'?"),
            (["perms", "explain", "article", "updat"], "Did you mean 'update'?"),
            (["perms", "explain", "article", "update", "--as", "role:pubic"], "did you mean 'role:public'?"),
            (["perms", "explain", "article", "update", #"{"data":{}}"#], "this looks like an API response"),
            (["emit", "artcle", "update", "{}", "--dry-run"], "did you mean 'article'?"),
        ]
    )
    func refusals(arguments: [String], message: String) async throws {
        let server = try await RunningServer(in: try TestFolder())
        let result = try await Program.run(arguments, in: server.folder)
        #expect(result.status == 65 && result.output.isEmpty, "\(result)")
        #expect(result.errors.hasPrefix("cmsio: ") && result.errors.contains(message), "\(result)")
        try await server.stop()
    }
}
