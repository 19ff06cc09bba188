import Foundation
import Testing

@Suite("Completion in shells", .timeLimit(.minutes(2)))
struct ShellCompletionTests {
    /// A server's folder, with the completion script of a shell in it.
    private func folder(of server: RunningServer, shell: String) async throws -> TestFolder {
        let script = try await server.run("--generate-completion-script", shell)
        #expect(script.status == 0)
        try server.folder.write(script.output, to: "_cmsio")
        return server.folder
    }

    private func terminal(_ command: [String], in folder: TestFolder) throws -> PseudoTerminal {
        let path = (try Program.path() as NSString).deletingLastPathComponent
        return try PseudoTerminal(
            command,
            at: folder.path,
            environment: ["PATH": "\(path):/usr/bin:/bin", "PS1": "$ ", "HOME": folder.path],
            columns: 100
        )
    }

    private func type(_ words: String, becomes line: String, in shell: PseudoTerminal) async throws {
        shell.send("\u{15}\(words)\t")
        try await shell.wait("'\(line)'") { $0.beforeCursor.hasSuffix(line) }
    }

    @Test("bash completes types, actions, roles, rooms and events from the running server")
    func bash() async throws {
        let server = try await RunningServer(in: TestFolder())
        _ = try await server.run("raw", "maintenance", "-y")
        let shell = try self.terminal(
            ["/bin/bash", "--norc", "--noprofile", "-i"],
            in: await self.folder(of: server, shell: "bash")
        )
        // Bash parts words at colons unless it is told not to.
        shell.send("source ./_cmsio; COMP_WORDBREAKS=${COMP_WORDBREAKS//:}; echo rea''dy\r")
        try await shell.wait(for: "\nready")
        try await self.type("cmsio emit art", becomes: "cmsio emit article ", in: shell)
        try await self.type("cmsio emit article up", becomes: "cmsio emit article update ", in: shell)
        try await self.type("cmsio listen --as role:ed", becomes: "cmsio listen --as role:editor ", in: shell)
        try await self.type("cmsio perms can token:c", becomes: "cmsio perms can token:ci ", in: shell)
        try await self.type("cmsio raw maint", becomes: "cmsio raw maintenance ", in: shell)
    }

    @Test("zsh completes them, too")
    func zsh() async throws {
        let server = try await RunningServer(in: TestFolder())
        let shell = try self.terminal(["/usr/bin/zsh", "-f", "-i"], in: await self.folder(of: server, shell: "zsh"))
        shell.send("fpath=(. $fpath); autoload -U compinit; compinit -u -D; echo rea''dy\r")
        try await shell.wait(for: "\nready")
        try await self.type("cmsio emit art", becomes: "cmsio emit article ", in: shell)
        try await self.type("cmsio perms can role:ed", becomes: "cmsio perms can role:editor ", in: shell)
    }

    @Test("fish completes them, too")
    func fish() async throws {
        let server = try await RunningServer(in: TestFolder())
        let folder = try await self.folder(of: server, shell: "fish")
        let shell = try self.terminal(["/usr/bin/fish", "--no-config", "-i"], in: folder)
        shell.send("source ./_cmsio; echo rea''dy\r")
        try await shell.wait(for: "\nready")
        try await self.type("cmsio emit art", becomes: "cmsio emit article ", in: shell)
        try await self.type("cmsio perms can role:ed", becomes: "cmsio perms can role:editor ", in: shell)
    }

    @Test("without a server nothing is offered, and nothing said")
    func noServer() async throws {
        let result = try await Program.run(
            ["---completion", "emit", "--", "positional@0", "2", "3", "cmsio", "emit", "art"],
            in: TestFolder()
        )
        #expect(result.status == 0)
        #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == "" && result.errors == "")
    }

    @Test("a server that says nothing is not waited for")
    func silentServer() async throws {
        let folder = try TestFolder()
        let silent = try SilentServer()
        try folder.write("key\n", to: "key")
        let words = ["cmsio", "emit", "-s", silent.url, "--key-file", "key", "art"]
        let result = try await Program(
            [try Program.path(), "---completion", "emit", "--", "positional@0", "6", "3"] + words,
            at: folder.path,
            input: nil,
            environment: [:]
        ).end(within: .seconds(5))
        #expect(result.status == 0)
        #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == "" && result.errors == "")
    }
}
