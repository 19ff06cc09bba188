import TestStrapi
import Testing

@Suite("perms of a Strapi project", .timeLimit(.minutes(2)))
struct StrapiPermsTests {
    /// How the project is found: by a flag, by the folder's settings, or through the server that serves it.
    enum Way: CaseIterable, Sendable { case flag, file, server }

    /// Runs a command in one of the ways.
    private func asking(_ way: Way, _ body: ((String...) async throws -> Program.Result) async throws -> Void)
        async throws
    {
        let site = try await StrapiSite()
        if way == .file { try site.folder.write("strapi: cms\n", to: "cmsio.yaml") }
        let server = way == .server ? try await site.serve() : nil
        try await body { (words: String...) in
            try await Program.run(words + (way == .flag ? ["--strapi", "cms"] : []), in: site.folder)
        }
        try await server?.stop()
    }

    @Test("list, can, who, explain, user and token answer from the project's database", arguments: Way.allCases)
    func questions(way: Way) async throws {
        try await self.asking(way) { cmsio in
            let list = try await cmsio("perms", "list")
            #expect(list.status == 0, "\(list)")
            #expect(
                list.output.contains(
                    #"{"audience":"role:authenticated","grants":["article:update","author:find","connect"],"#
                        + #""id":1,"name":"authenticated","users":2}"#
                ),
                "\(list)"
            )
            #expect(try await cmsio("perms", "can", "role:public", "article:update").status == 0)
            #expect(try await cmsio("perms", "can", "user:ann", "author:find").status == 0)
            let blocked = try await cmsio("perms", "can", "user:bob", "article:update", "-o", "pretty")
            #expect(blocked.status == 1)
            #expect(
                blocked.output == "no: user 'bob' is blocked; Strapi's Content Manager lets the user in again\n",
                "\(blocked)"
            )
            let who = try await cmsio("perms", "who", "article", "delete")
            #expect(who.output.contains(#""audience":"role:editor","reason":"was granted article:delete""#), "\(who)")
            let explained = try await cmsio("perms", "explain", "article", "update", "--as", "role:public")
            #expect(explained.status == 0, "\(explained)")
            #expect(explained.output.contains("author"), "\(explained)")
            let users = try await cmsio("perms", "user", "list")
            #expect(
                users.output.contains(
                    #"{"blocked":true,"confirmed":true,"id":2,"name":"bob","role":"authenticated"}"#
                ),
                "\(users)"
            )
            let tokens = try await cmsio("perms", "token", "list")
            #expect(tokens.output.contains(#""audience":"token:old""#), "\(tokens)")
            #expect(tokens.output.contains(#""expired":true"#), "\(tokens)")
            let unknown = try await cmsio("perms", "can", "role:editr", "article:update")
            #expect(unknown.status == 65)
            #expect(unknown.errors.contains("did you mean 'role:editor'?"), "\(unknown)")
        }
    }

    @Test("nothing can be changed, and the refusal says where it can", arguments: Way.allCases)
    func changes(way: Way) async throws {
        try await self.asking(way) { cmsio in
            for words in [
                ["perms", "grant", "role:public", "article:delete"], ["perms", "revoke", "role:public", "connect"],
                ["perms", "role", "add", "writer"], ["perms", "user", "block", "ann"],
                ["perms", "token", "revoke", "ci"],
            ] {
                let result = try await cmsio(words[0], words[1], words[2], words[3])
                #expect(result.status == 77, "\(words): \(result)")
                #expect(result.errors.contains("change them in its admin panel, under Settings"), "\(result)")
            }
        }
    }

    @Test("for an event that nobody may receive, the way out is Strapi's")
    func nobody() async throws {
        let site = try await StrapiSite()
        let server = try await site.serve()
        let receipt = try await server.run("emit", "author", "create", #"{"id":1}"#, "-o", "pretty")
        #expect(receipt.status == 0)
        // The full-access token may.
        #expect(!receipt.errors.contains("Nobody"), "\(receipt)")
        try site.database.run("DELETE FROM strapi_api_tokens")
        try await server.waits(until: "token:full", may: ("author", "create"), false)
        let unheard = try await server.run("emit", "author", "create", #"{"id":1}"#, "-o", "pretty")
        #expect(unheard.errors == "Nobody may receive it; how somebody may: cmsio perms who author create\n")
        let who = try await server.run("perms", "who", "author", "create", "-o", "pretty")
        #expect(who.status == 1)
        #expect(who.output.contains("Strapi's admin panel lets somebody, under Settings"), "\(who)")
        let unknown = try await server.run("emit", "author", "feature", #"{"id":1}"#)
        #expect(unknown.status == 65)
        #expect(unknown.errors.contains("Strapi's admin panel gives one where the CMS has the action"), "\(unknown)")
        try await server.stop()
    }

    @Test("export writes them as a file of rights, and diff compares two of them")
    func files() async throws {
        let site = try await StrapiSite()
        let file = try await site.run("perms", "export", "--strapi", "cms")
        #expect(file.status == 0, "\(file)")
        try site.folder.write(file.output, to: "rights.yaml")
        #expect(try await site.run("perms", "diff", "rights.yaml", ".", "--strapi", "cms").status == 0)
        try site.database.takePermission(1)
        let difference = try await site.run("perms", "diff", "rights.yaml", ".", "--strapi", "cms", "-o", "pretty")
        #expect(difference.status == 1)
        #expect(difference.output.contains("-   article:update"), "\(difference)")
    }
}
