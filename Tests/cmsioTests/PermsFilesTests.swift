import Testing

@Suite("perms export, import and diff")
struct PermsFilesTests {
    private static let header = """
        # Who may receive what: the roles, users, API tokens and grants of a cmsio server, without any secret.
        # Written by 'cmsio perms export'. 'cmsio perms import FILE' adds what a server lacks; with --prune it also
        # removes what is not here. A list that is left out (roles, users or tokens) stays as it is.

        """

    /// A store with one of everything.
    private func filledFolder() async throws -> TestFolder {
        let folder = try TestFolder()
        for arguments in [
            ["role", "add", "editor"], ["grant", "role:editor", "api::article.article.update", "room:news #1"],
            ["user", "add", "Zoë", "--role", "editor"], ["user", "add", "yes"], ["user", "block", "yes"],
            ["token", "add", "ci", "api::article.article.*"], ["token", "add", "all", "--type", "full-access"],
        ] {
            let result = try await Program.run(["perms"] + arguments + ["--data", ".cmsio"], in: folder)
            #expect(result.status == 0, "\(result)")
        }
        return folder
    }

    private func perms(_ arguments: String..., in folder: TestFolder, input: String? = nil) async throws
        -> Program.Result
    {
        try await Program.run(["perms"] + arguments, in: folder, input: input)
    }

    @Test("export writes YAML without secrets, the same bytes each time")
    func export() async throws {
        let folder = try await self.filledFolder()
        let export = try await self.perms("export", in: folder)
        #expect(export.status == 0)
        #expect(export.errors.isEmpty)
        #expect(
            export.output == Self.header + """
                roles:
                  authenticated:
                    grants:
                      - connect
                  editor:
                    grants:
                      - api::article.article.update
                      - connect
                      - "room:news #1"
                  public:
                    grants:
                      - connect
                users:
                  "Zoë":
                    role: editor
                  "yes":
                    role: authenticated
                    blocked: true
                tokens:
                  all:
                    type: full-access
                    grants:
                      - connect
                  ci:
                    type: custom
                    grants:
                      - api::article.article.*
                      - connect

                """
        )
        let file = try await self.perms("export", "perms.yaml", in: folder)
        #expect(file.output.isEmpty)
        #expect(file.errors == "Wrote 'perms.yaml': roles 3, users 2, tokens 2.\n")
        #expect(try folder.read("perms.yaml") == export.output)
        let nowhere = try await self.perms("export", "no/perms.yaml", in: folder)
        #expect(nowhere.status == 66)
        #expect(nowhere.errors.hasPrefix("cmsio: cannot write 'no/perms.yaml'"))
    }

    @Test(
        "export, imported into an empty store, is exported the same, as YAML and as JSON",
        arguments: ["pretty", "json"]
    )
    func roundTrip(format: String) async throws {
        let folder = try await self.filledFolder()
        let yaml = try await self.perms("export", in: folder).output
        let file = try await self.perms("export", "-o", format, in: folder).output
        let imported = try await self.perms("import", "-", "--data", "new", "-o", "json", in: folder, input: file)
        #expect(imported.status == 0, "\(imported)")
        #expect(try await self.perms("export", "--data", "new", in: folder).output == yaml)
        let difference = try await self.perms("diff", ".", "new", in: folder)
        #expect(difference.status == 0)
        #expect(difference.output == #"{"equal":true,"from":".","kind":"difference","subjects":[],"to":"new"}"# + "\n")
    }

    @Test("a token that there is not is made, and its secret printed once, alone on standard output")
    func newToken() async throws {
        let folder = try await self.filledFolder()
        try folder.write("tokens:\n  new:\n    expires: 2999-01-01T00:00:00Z\n    grants: [connect]\n", to: "t.yaml")
        let added = try await self.perms("import", "t.yaml", "-o", "pretty", in: folder)
        #expect(added.status == 0, "\(added)")
        let words = added.output.split(whereSeparator: \.isWhitespace)
        #expect(words.count == 2 && words[0] == "token:new" && words[1].count == 64, "\(added)")
        #expect(
            added.errors == """
                + token:new
                +   type custom
                +   expires 2999-01-01T00:00:00Z
                +   connect
                Keep the secrets of the new tokens, nothing can tell them again.

                """
        )
        let again = try await self.perms("import", "t.yaml", "-o", "json", in: folder)
        #expect(again.output == #"{"applied":true,"equal":true,"kind":"import","subjects":[],"tokens":[]}"# + "\n")
        let leftover = "2 tokens are here that the import does not name; --prune removes them."
        #expect(again.errors == "There is nothing to change. \(leftover)\n")
    }

    @Test("says what is here that the import does not name, when there is nothing else to change")
    func leftover() async throws {
        let folder = try await self.filledFolder()
        let file = try await self.perms("export", in: folder).output
        _ = try await self.perms("role", "add", "extra", in: folder)
        _ = try await self.perms("grant", "role:public", "room:a", "room:b", in: folder)
        let imported = try await self.perms("import", "-", in: folder, input: file)
        let leftover = "1 role, 2 grants are here that the import does not name; --prune removes them."
        #expect(imported.errors == "There is nothing to change. \(leftover)\n")
        let planned = try await self.perms("import", "-", "--dry-run", in: folder, input: file)
        #expect(planned.errors == "Nothing would change. \(leftover)\n")
    }

    @Test("a dry run prints what would change, for reading and for programs, and changes nothing")
    func dryRun() async throws {
        let folder = try await self.filledFolder()
        let before = try await self.perms("export", in: folder).output
        try folder.write("roles:\n  editor:\n    grants: [connect, 'room:x']\n", to: "r.yaml")
        let reading = try await self.perms("import", "r.yaml", "--dry-run", "-o", "pretty", in: folder)
        #expect(reading.status == 0)
        #expect(reading.output == "  role:editor\n+   room:x\n")
        #expect(reading.errors == "Nothing was changed: --dry-run.\n")
        let json = try await self.perms("import", "r.yaml", "--dry-run", "--prune", in: folder, input: nil)
        // With --prune the other roles would go, two of which cannot.
        #expect(json.status == 65)
        try folder.write("users: {}\n", to: "u.yaml")
        let pruned = try await self.perms("import", "u.yaml", "--dry-run", "--prune", in: folder)
        #expect(
            pruned.output
                == #"{"applied":false,"equal":false,"kind":"import","subjects":["#
                + #"{"added":[],"change":"removed","removed":["role editor"],"subject":"user:Zoë"},"#
                + #"{"added":[],"change":"removed","removed":["role authenticated","blocked"],"subject":"user:yes"}"#
                + #"],"tokens":[]}"# + "\n"
        )
        #expect(try await self.perms("export", in: folder).output == before)
    }

    @Test("removes nothing without --prune, and with it only after a yes")
    func pruning() async throws {
        let folder = try await self.filledFolder()
        let before = try await self.perms("export", in: folder).output
        try folder.write("users: {}\n", to: "u.yaml")
        #expect(try await self.perms("import", "u.yaml", in: folder).status == 0)
        #expect(try await self.perms("export", in: folder).output == before)
        let unasked = try await self.perms("import", "u.yaml", "--prune", in: folder)
        #expect(unasked.status == 64)
        #expect(unasked.output.isEmpty)
        #expect(unasked.errors.hasSuffix("look at it with --dry-run, then add --yes.\n"))
        #expect(try await self.perms("export", in: folder).output == before)
        #expect(try await self.perms("import", "u.yaml", "--prune", "-y", "-q", in: folder).status == 0)
        #expect(try await self.perms("export", in: folder).output.contains("users: {}\n"))
    }

    static let mistakes: [(text: String, message: String)] = [
        (
            "roles:\n  editor:\n    grant: [connect]\n",
            "f.yaml:3: unknown key 'grant' in role 'editor'; did you mean 'grants'?"
        ),
        ("rules: {}\n", "f.yaml:1: unknown key 'rules' in the file; did you mean 'roles'?"),
        ("roles: [public]\n", "f.yaml:1: 'roles' must be a mapping; write 'key: value', a line each."),
        (
            "roles:\n  editor:\n    grants: connect\n",
            "f.yaml:3: 'grants' of role 'editor' must be a list; write '- ' before each."
        ),
        (
            "roles:\n  editor:\n    grants:\n      - connect\n      - room:role:x\n",
            "f.yaml:5: 'role:x' fits no room that clients may join"
        ),
        (
            "users:\n  cat:\n    role: edtor\n",
            "f.yaml:2: user 'cat' has the role 'edtor', which there is not; did you mean 'editor'?"
        ),
        ("users:\n  cat: {blocked: maybe}\n", "f.yaml:2: 'blocked' of user 'cat' must be true or false, not 'maybe'."),
        ("tokens:\n  x:\n    type: costum\n", "f.yaml:3: token 'x' cannot be of type 'costum'; did you mean 'custom'?"),
        (
            "tokens:\n  x:\n    expires: tomorrow\n",
            "f.yaml:3: token 'x' cannot expire at 'tomorrow'; write a time as in 2027-01-31T12:00:00Z."
        ),
        (
            "tokens:\n  ci:\n    type: full-access\n",
            "f.yaml:2: token 'ci' is of type custom, and whoever has its secret"
        ),
        ("users:\n  ann: {}\n  ann: {}\n", "'ann' is set twice; keep one."),
        ("roles: [\n", "f.yaml:2: this is not YAML: "),
        ("# empty\n", "f.yaml: there are no rights in it; 'cmsio perms export' writes a file to begin with."),
    ]

    @Test("a mistake in the file is told with its line and the near miss, and nothing is changed", arguments: mistakes)
    func mistake(text: String, message: String) async throws {
        let folder = try await self.filledFolder()
        let before = try await self.perms("export", in: folder).output
        try folder.write(text, to: "f.yaml")
        let result = try await self.perms("import", "f.yaml", in: folder)
        #expect(result.status == 65, "\(result)")
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(try await self.perms("export", in: folder).output == before)
    }

    @Test("reads short names where the store knows the types, with the near miss of one it does not know")
    func shortNames() async throws {
        let server = try await RunningServer(in: try TestFolder())
        try server.folder.write(
            "roles:\n  public:\n    grants:\n      - author:find\n      - artcle:update\n",
            to: "f.yaml"
        )
        let wrong = try await server.run("perms", "import", "f.yaml")
        #expect(wrong.status == 65)
        #expect(wrong.errors.hasPrefix("cmsio: f.yaml:5: there is no content type 'artcle'; did you mean 'article'?"))
        #expect(try await server.run("perms", "can", "role:public", "author:find", "-q").status == 1)
        try server.folder.write("roles:\n  public:\n    grants: [author:find]\n", to: "f.yaml")
        #expect(try await server.run("perms", "import", "f.yaml").status == 0)
        #expect(try await server.run("perms", "can", "role:public", "author:find", "-q").status == 0)
        let difference = try await server.run("perms", "diff", "role:public", "role:authenticated", "-o", "pretty")
        #expect(difference.status == 1)
        #expect(difference.output == "--- role:public\n+++ role:authenticated\n+   comment:find\n")
        try await server.stop()
    }

    @Test("diff compares files, data folders, the rights here, and two audiences")
    func diff() async throws {
        let folder = try await self.filledFolder()
        #expect(try await self.perms("export", "old.yaml", in: folder).status == 0)
        #expect(try await self.perms("revoke", "role:editor", "room:news #1", in: folder).status == 0)
        #expect(try await self.perms("user", "remove", "yes", in: folder).status == 0)
        for operand in [".", ".cmsio", folder.path] {
            let result = try await self.perms("diff", "old.yaml", operand, "-o", "pretty", in: folder)
            #expect(result.status == 1)
            #expect(
                result.output == """
                    --- old.yaml
                    +++ \(operand)
                      role:editor
                    -   room:news #1
                    - user:yes
                    -   role authenticated
                    -   blocked

                    """
            )
        }
        let quiet = try await self.perms("diff", "old.yaml", ".", "-q", in: folder)
        #expect(quiet.status == 1 && quiet.output.isEmpty && quiet.errors.isEmpty)
        let audiences = try await self.perms("diff", "role:public", "token:all", in: folder)
        #expect(audiences.status == 1)
        #expect(
            audiences.output
                == #"{"equal":false,"from":"role:public","kind":"difference","subjects":[{"added":["everything"],"#
                + #""change":"changed","removed":[],"subject":"role:public token:all"}],"to":"token:all"}"# + "\n"
        )
    }

    static let incomparable: [(operands: [String], status: Int32)] = [
        (["role:public", "."], 64), (["user:ann", "role:public"], 64), (["missing.yaml", "."], 66),
        (["empty", "."], 66),
        (["bad.yaml", "."], 65), (["role:nobody", "role:public"], 65),
    ]

    @Test("diff refuses what cannot be compared, by its kind", arguments: incomparable)
    func refusals(operands: [String], status: Int32) async throws {
        let folder = try await self.filledFolder()
        try folder.write("roles: 7\n", to: "bad.yaml")
        try folder.write("", to: "empty/x")
        let result = try await Program.run(["perms", "diff"] + operands, in: folder)
        #expect(result.status == status, "\(result)")
        #expect(result.output.isEmpty)
    }
}
