import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test(
        "names the near miss of a command",
        arguments: [
            (["emti", "article"], "unknown command 'cmsio emti'. Did you mean 'cmsio emit'?"),
            (
                ["perms", "grnat", "role:public"],
                "unknown command 'cmsio perms grnat'. Did you mean 'cmsio perms grant'?"
            ),
            (
                ["perms", "role", "ad", "editor"],
                "unknown command 'cmsio perms role ad'. Did you mean 'cmsio perms role add'?"
            ),
            (["-o", "json", "lisen"], "unknown command 'cmsio lisen'. Did you mean 'cmsio listen'?"),
            (["frobnicate"], "unknown command 'cmsio frobnicate'. Write serve, emit, raw, listen or perms."),
        ]
    )
    func nearMisses(arguments: [String], message: String) async throws {
        let result = try await Program.run(arguments, in: TestFolder())
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("cmsio: " + message))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "names the near miss of an option, even when something else is missing too",
        arguments: [
            (["emit", "--hepl"], "unknown option '--hepl'. Did you mean '--help'? See 'cmsio emit --help'."),
            (["raw", "x", "--rom", "y"], "unknown option '--rom'. Did you mean '--room'? See 'cmsio raw --help'."),
            (["emit", "-z"], "unknown option '-z'. See 'cmsio emit --help'."),
            (["--ouptut", "json", "perms"], "unknown option '--ouptut'. Did you mean '--output'?"),
        ]
    )
    func optionNearMisses(arguments: [String], message: String) async throws {
        let result = try await Program.run(arguments, in: TestFolder())
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("cmsio: " + message))
    }

    @Test(
        "ends with 64 and the usage for arguments that cannot be read",
        arguments: [
            ["emit"], ["emit", "article", "update", "{}", "-o", "xml"], ["listen", "-n", "0"], ["listen", "-W", "5"],
            ["listen", "--as", "role:public", "--token-file", "t"], ["serve", "--port", "70000"],
            ["serve", "--demo", "--schemas", "x"], ["raw", "x", "--to", "a", "-r", "b"],
        ]
    )
    func usageErrors(arguments: [String]) async throws {
        let result = try await Program.run(arguments, in: TestFolder())
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("cmsio: "))
        #expect(result.errors.contains("Usage: cmsio"))
    }

    @Test("prints help on standard output when asked, and on standard error with 64 when a command is missing")
    func help() async throws {
        let folder = try TestFolder()
        let asked = try await Program.run(["--help"], in: folder)
        #expect(asked.status == 0)
        #expect(asked.errors.isEmpty)
        let missing = try await Program.run([], in: folder)
        #expect(missing.status == 64)
        #expect(missing.output.isEmpty)
        #expect(missing.errors == asked.output)
    }

    @Test("takes global options before and after the command")
    func globalOptions() async throws {
        let folder = try TestFolder()
        let before = try await Program.run(["--data", "nowhere", "perms", "list"], in: folder)
        let after = try await Program.run(["perms", "list", "--data", "nowhere"], in: folder)
        let between = try await Program.run(["perms", "--data", "nowhere", "list"], in: folder)
        #expect(before.status == 66)
        #expect(before.errors.contains("'nowhere'"))
        #expect(after.errors == before.errors)
        #expect(between.errors == before.errors)
    }

    @Test("says that its output cannot be written, and nothing when only its reader has gone")
    func unwritable() async throws {
        let folder = try TestFolder()
        #expect(try await Program.run(["perms", "role", "add", "editor", "--data", "d"], in: folder).status == 0)
        let command = "\(try Program.path()) perms list --data d"
        let full = try await Program(shell: "\(command) > /dev/full", in: folder).end()
        #expect(full.status == 69)
        #expect(full.errors == "cmsio: cannot write the output: no space left on device.\n")
        let unread = try await Program(shell: "\(command) | true; exit ${PIPESTATUS[0]}", in: folder).end()
        #expect(unread.status == 0)
        #expect(unread.errors.isEmpty)
    }

    @Test("colours nothing that is piped, unless told to")
    func colors() async throws {
        let folder = try TestFolder()
        let plain = try await Program.run(
            ["perms", "can", "role:public", "connect", "--data", "d", "-o", "pretty"],
            in: folder
        )
        #expect(!plain.output.contains("\u{1B}"))
        #expect(!plain.errors.contains("\u{1B}"))
        let made = try await Program.run(["perms", "role", "add", "editor", "--data", "d"], in: folder)
        #expect(made.status == 0)
        let colored = try await Program.run(
            ["perms", "can", "role:public", "connect", "--data", "d", "-o", "pretty", "--color", "always"],
            in: folder
        )
        #expect(colored.output.contains("\u{1B}[32myes"))
    }
}
