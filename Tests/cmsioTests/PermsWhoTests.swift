import Testing

@Suite("perms who and list")
struct PermsWhoTests {
    @Test("who counts the sockets of each audience while a server runs, and says so when none does")
    func counts() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let token = try await server.run("perms", "token", "add", "mine", "article:update", "-o", "pretty")
        try server.folder.write(token.output, to: "mine")
        let listener = try Program(
            ["listen", "--token-file", "mine", "--strategy", "api-token"],
            in: server.folder
        )
        _ = try await listener.line(with: "listening as ")
        let who = try await server.run("perms", "who", "article", "update", "-o", "pretty")
        #expect(who.status == 0)
        #expect(
            who.output == """
                article:update would go to 6 audiences, 1 socket connected
                AUDIENCE            SOCKETS  WHY
                role:public               0  was granted article:update
                role:authenticated        0  was granted article:update
                role:editor               0  was granted article:update
                token:ci                  0  was granted article:update
                token:full                0  is a full-access token
                token:mine                1  was granted article:update

                """
        )
        let nobody = try await server.run("perms", "who", "comment", "aprove")
        #expect(nobody.status == 1)
        #expect(
            nobody.output
                == #"{"action":"aprove","audiences":[],"event":"comment:aprove","kind":"recipients","#
                + #""note":"'cmsio perms grant role:public comment:aprove' lets somebody.","sockets":0,"#
                + #""type":"api::comment.comment"}"# + "\n"
        )
        listener.signal(2)
        _ = try await listener.end()
        try await server.stop()
    }

    @Test("who and explain take type and action as one word too")
    func oneWord() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let who = try await server.run("perms", "who", "article:publish")
        #expect(who.output == (try await server.run("perms", "who", "article", "publish")).output)
        #expect(who.output.contains(#""event":"article:publish""#))
        for data in [[], [#"{"id":1}"#]] {
            let one = try await Program.run(["perms", "explain", "article:update"] + data, in: server.folder)
            let two = try await Program.run(["perms", "explain", "article", "update"] + data, in: server.folder)
            #expect(one.status == 0 && one.output == two.output, "\(one)")
        }
        let more = try await server.run("perms", "who", "article:publish", "update")
        #expect(more.status == 64)
        #expect(more.errors.contains("'article:publish' names the action already; leave out 'update'."))
        try await server.stop()
    }

    @Test("who answers from the store without a server, without counts")
    func store() async throws {
        let folder = try TestFolder()
        let grant = ["perms", "grant", "role:public", "api::article.article.update", "--data", ".cmsio"]
        #expect(try await Program.run(grant, in: folder).status == 0)
        let who = try await Program.run(["perms", "who", "api::article.article", "publish"], in: folder)
        #expect(who.status == 0)
        #expect(who.errors == "No server runs here, so sockets are not counted.\n")
        #expect(
            who.output
                == #"{"action":"publish","audiences":[{"audience":"role:public","reason":"was granted "#
                + #"api::article.article.update, which decides api::article.article.publish"}],"#
                + #""event":"api::article.article.publish","kind":"recipients","type":"api::article.article"}"# + "\n"
        )
        let nobody = try await Program.run(
            ["perms", "who", "api::article.article", "delete", "-o", "pretty"],
            in: folder
        )
        #expect(nobody.status == 1)
        #expect(
            nobody.output
                == "nobody may receive api::article.article.delete. "
                + "'cmsio perms grant role:public api::article.article.delete' lets somebody.\n"
        )
        let unknown = try await Program.run(["perms", "who", "article", "update"], in: folder)
        #expect(unknown.status == 65)
    }

    @Test("list is a matrix of audiences by types, or only a part of it")
    func list() async throws {
        let server = try await RunningServer(in: try TestFolder())
        let list = try await server.run("perms", "list", "-o", "pretty")
        #expect(
            list.output.hasPrefix(
                """
                AUDIENCE            article  author  category  comment  ALSO
                role:public         cud      -       f         -        -
                role:authenticated  cud      f       f         f        -
                role:editor         cud      f       f         cudf     -
                token:ci            cud      f       f         -        -
                token:full          *        *       *         *        everything
                * all, c create, u update, d delete, f find

                TOKEN       TYPE         EXPIRES
                token:ci    custom       never

                """
            ),
            "\(list.output)"
        )
        let part = try await server.run("perms", "list", "comment", "-o", "pretty")
        #expect(
            part.output.hasPrefix(
                """
                AUDIENCE            comment  ALSO
                role:authenticated  f        -
                role:editor         cudf     -
                token:full          *        everything

                """
            ),
            "\(part.output)"
        )
        let one = try await server.run("perms", "list", "token:ci")
        #expect(one.output.hasPrefix(#"{"kind":"overview","roles":[],"tokens":[{"audience":"token:ci","#))
        let none = try await server.run("perms", "list", "role:editr")
        #expect(none.status == 65)
        #expect(none.errors.contains("did you mean 'role:editor'?"))
        try await server.stop()
    }
}
