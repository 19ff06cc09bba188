import Foundation
import Testing

@Suite("perms")
struct PermsTests {
    /// Commands in their order; each says the same with and without a server.
    static let script: [[String]] = [
        ["role", "add", "editor"],
        ["grant", "role:editor", "article:*", "room:news-*"],
        ["grant", "role:public", "article:update", "article:feature"],
        ["revoke", "role:public", "article:feature", "article:delete"],
        ["can", "role:editor", "article:delete"],
        ["can", "role:public", "article:delete"],
        ["user", "add", "ann", "--role", "editor"],
        ["can", "user:ann", "article:create"],
        ["user", "block", "ann"],
        ["user", "unblock", "1"],
        ["user", "move", "ann", "authenticated"],
        ["user", "list"],
        ["token", "list"],
        ["role", "list"],
        ["list"],
        ["grant", "role:nobody", "article:update"],
        ["user", "add", "ann"],
        ["user", "remove", "ann"],
        ["role", "remove", "editor"],
        ["role", "remove", "public"],
        ["list"],
    ]

    private static let schema =
        #"{"info":{"singularName":"article","pluralName":"articles"},"attributes":{"title":{"type":"string"}}}"#

    @Test(
        "answers alike through a server and on the store, for programs and for reading",
        arguments: ["json", "pretty"]
    )
    func bothWays(format: String) async throws {
        let (online, offline) = (try TestFolder(), try TestFolder())
        for folder in [online, offline] { try folder.write(Self.schema, to: "schemas/article.json") }
        // Once started, so that the store knows the types.
        try await RunningServer([], in: offline).stop()
        let server = try await RunningServer([], in: online)
        for arguments in Self.script {
            let line = ["perms"] + arguments + ["-o", format]
            let (one, other) = (try await Program.run(line, in: online), try await Program.run(line, in: offline))
            #expect(one.status == other.status, "\(arguments): \(one) \(other)")
            #expect(one.output == other.output, "\(arguments)")
            #expect(one.errors == other.errors, "\(arguments)")
        }
        try await server.stop()
    }

    @Test("can is a status: 0 for yes, 1 for no")
    func verdicts() async throws {
        let folder = try TestFolder()
        #expect(try await Program.run(["perms", "role", "add", "editor", "--data", "d"], in: folder).status == 0)
        let yes = try await Program.run(
            ["perms", "can", "role:editor", "connect", "--data", "d", "-o", "pretty"],
            in: folder
        )
        #expect(yes.status == 0)
        #expect(yes.output.hasPrefix("yes: "))
        let no = try await Program.run(
            ["perms", "can", "role:editor", "room:x", "--data", "d", "-o", "pretty"],
            in: folder
        )
        #expect(no.status == 1)
        #expect(no.output.hasPrefix("no: "))
        #expect(no.errors.isEmpty)
    }

    @Test("makes a folder for a change that names one, and none for a question")
    func folders() async throws {
        let folder = try TestFolder()
        let question = try await Program.run(["perms", "list", "--data", "d"], in: folder)
        #expect(question.status == 66)
        #expect(!folder.exists("d"))
        let change = try await Program.run(["perms", "role", "add", "editor", "--data", "d"], in: folder)
        #expect(change.status == 0, "\(change)")
        #expect(try folder.mode("d") == 0o700)
        #expect(try folder.mode("d/cmsio.sqlite") == 0o600)
        let without = try await Program.run(["perms", "role", "add", "editor"], in: folder)
        #expect(without.status == 66)
        #expect(!folder.exists(".cmsio"))
    }

    @Test("asks for a start of the server in a folder that has no store yet")
    func noStore() async throws {
        let folder = try TestFolder()
        try await RunningServer(in: folder).stop()
        let result = try await Program.run(["perms", "list"], in: folder)
        #expect(result.status == 66)
        #expect(
            result.errors
                == "cmsio: there is no store in '\(folder.path)/.cmsio' yet; the rights of 'serve --demo' ended with it, "
                + "and come again with the next one; start 'cmsio serve' there, or grant something first.\n"
        )
        #expect(!folder.exists(".cmsio/cmsio.sqlite"))
        try FileManager.default.removeItem(atPath: folder.path(".cmsio/demo.sqlite"))
        let other = try await Program.run(["perms", "list"], in: folder)
        #expect(other.errors.contains("yet; start 'cmsio serve' there, or grant something first.\n"), "\(other)")
    }

    @Test("mints tokens on the store that a server started later accepts")
    func mintOffline() async throws {
        let folder = try TestFolder()
        #expect(try await Program.run(["perms", "user", "add", "ann", "--data", ".cmsio"], in: folder).status == 0)
        let minted = try await Program.run(["perms", "token", "mint", "ann"], in: folder)
        #expect(minted.status == 0, "\(minted)")
        try folder.write(minted.output, to: "ann.jwt")
        let server = try await RunningServer([], in: folder)
        let listener = try Program(["listen", "--token-file", "ann.jwt", "-n", "1"], in: folder)
        _ = try await listener.line(with: "listening as ")
        #expect(try await server.run("raw", "hello", "-r", "role:authenticated").status == 0)
        #expect(try await listener.end().output.hasPrefix(#"{"event":"hello","#))
        try await server.stop()
    }

    @Test("prints a new token's secret alone, for reading; what is said about it goes elsewhere")
    func secret() async throws {
        let folder = try TestFolder()
        let added = try await Program.run(["perms", "token", "add", "ci", "--data", "d", "-o", "pretty"], in: folder)
        #expect(added.status == 0)
        #expect(added.output.split(separator: "\n").count == 1)
        #expect(added.errors == "token:ci was added. Keep its secret, nothing can tell it again:\n")
        let secret = added.output.filter { $0 != "\n" }
        let listed = try await Program.run(["perms", "token", "list", "--data", "d"], in: folder)
        #expect(!listed.output.contains(secret))
    }
}
