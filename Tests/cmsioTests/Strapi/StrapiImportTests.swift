import TestStrapi
import Testing

@Suite("perms import --strapi", .timeLimit(.minutes(2)))
struct StrapiImportTests {
    @Test("copies a project's rights into a store of one's own, previewed first", arguments: [4, 5])
    func copied(version: Int) async throws {
        let site = try await StrapiSite(.init(engine: .sqlite, version: version))
        try site.database.run("UPDATE up_users SET username = 'Cat Lee' WHERE username = 'cat'")
        #expect(try await site.run("perms", "role", "list", "--data", "own").status == 66)
        #expect(try await site.run("perms", "role", "add", "writer", "--data", "own").status == 0)

        let words = ["perms", "import", "--strapi", "cms", "--data", "own", "-o", "pretty"]
        let preview = try await Program.run(words + ["--dry-run"], in: site.folder)
        #expect(preview.status == 0, "\(preview)")
        #expect(preview.output.contains("+ role:editor\n+   api::article.article.delete\n+   connect\n"), "\(preview)")
        #expect(preview.output.contains("+ user:bob\n+   role authenticated\n+   blocked\n"), "\(preview)")
        #expect(preview.output.contains("+ token:reader\n+   type read-only\n+   connect\n"), "\(preview)")
        #expect(preview.errors.contains("warning: user 'Cat Lee' is called 'Cat-Lee' here.\n"), "\(preview)")
        #expect(preview.errors.hasSuffix("Nothing was changed: --dry-run.\n"))

        let copied = try await Program.run(words, in: site.folder)
        #expect(copied.status == 0, "\(copied)")
        // The secrets of the new tokens, which are no longer Strapi's.
        let secrets = copied.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(secrets.map { $0.first ?? "" } == ["token:ci", "token:full", "token:reader"], "\(copied)")
        #expect(secrets.allSatisfy { $0.last?.count == 64 })

        let export = try await site.run("perms", "export", "--data", "own")
        #expect(export.output.contains("  Cat-Lee:\n    role: editor\n"), "\(export)")
        #expect(export.output.contains("  ci:\n    type: custom\n    expires: 2030-03-17T17:46:40Z\n"), "\(export)")
        #expect(export.output.contains("  writer:\n"), "what the project does not have stays without --prune")
        #expect(!export.output.contains("dan:") && !export.output.contains("old:"))

        let again = try await Program.run(words, in: site.folder)
        #expect(again.output.isEmpty, "\(again)")
        #expect(
            again.errors.hasSuffix(
                "There is nothing to change. 1 role is here that the import does not name; --prune removes it.\n"
            ),
            "\(again)"
        )
        let pruned = try await Program.run(words + ["--prune", "-y"], in: site.folder)
        #expect(pruned.status == 0 && pruned.errors.contains("- role:writer\n"), "\(pruned)")
        let server = try await RunningServer(["--data", "own", "--schemas", "cms"], in: site.folder)
        let can = try await Program.run(
            ["perms", "can", "user:Cat-Lee", "article:delete", "--data", "own"],
            in: site.folder
        )
        #expect(can.status == 0, "\(can)")
        try await server.stop()
    }

    @Test("works on the own store though the settings name the project")
    func leaving() async throws {
        let site = try await StrapiSite()
        try site.folder.write("strapi: cms\ndata: own\n", to: "cmsio.yaml")
        let result = try await site.run("perms", "import", "--strapi", "cms")
        #expect(result.status == 0, "\(result)")
        #expect(result.output.hasPrefix(#"{"applied":true,"#))
        #expect(site.folder.exists("own/cmsio.sqlite"))
    }

    @Test("takes a file or a project, not both, and says what is not there")
    func refused() async throws {
        let site = try await StrapiSite()
        for words in [["f.yaml", "--strapi", "cms"], []] {
            let result = try await Program.run(["perms", "import"] + words, in: site.folder)
            #expect(result.status == 64)
            #expect(
                result.errors.contains("name either a file of 'cmsio perms export' or, with '--strapi',"),
                "\(result)"
            )
        }
        let missing = try await site.run("perms", "import", "--strapi", "gone", "--data", "own")
        #expect(missing.status == 66, "\(missing)")
        try site.database.take(away: true)
        let away = try await site.run("perms", "import", "--strapi", "cms", "--data", "own")
        #expect(away.status == 78 && away.output.isEmpty, "\(away)")
        #expect(away.errors.contains("there is no database '"), "\(away)")
    }
}
