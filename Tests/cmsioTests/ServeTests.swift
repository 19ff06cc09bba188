import Foundation
import Testing

@Suite("serve")
struct ServeTests {
    @Test(
        "keeps its folder private, says where it is, and cleans up when it is told to end",
        arguments: [SIGTERM, SIGINT]
    )
    func lifeCycle(signal: Int32) async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        #expect(try folder.mode(".cmsio") == 0o700)
        #expect(try folder.read(".cmsio/.gitignore") == "*\n")
        for secret in ["operator.key", "jwt.key"] {
            #expect(try folder.mode(".cmsio/\(secret)") == 0o600)
            #expect(try folder.read(".cmsio/\(secret)").wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
        }
        #expect(try folder.mode(".cmsio/server.json") == 0o600)
        #expect(
            try folder.read(".cmsio/server.json")
                == #"{"path":"/socket.io","pid":\#(server.program.pid),"url":"\#(server.url)"}"# + "\n"
        )
        let result = try await server.stop(signal)
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasSuffix("cmsio has ended.\n"))
        #expect(!folder.exists(".cmsio/server.json"))
        #expect(folder.exists(".cmsio/operator.key"))
    }

    @Test("says how many clients may be connected, and whether the system or the settings say so")
    func clients() async throws {
        let folder = try TestFolder()
        let start = try await RunningServer(in: folder).stop().errors
        #expect(start.contains(/clients +at most \d+ at a time \(the limit of open files is \d+\)\n/))
        let limited = try await RunningServer(["--demo", "--max-connections", "7"], in: folder).stop().errors
        #expect(limited.contains(/clients +at most 7 at a time \(--max-connections\)\n/))
    }
    @Test("ends with the terminal that it was started on")
    func terminalClosed() async throws {
        let folder = try TestFolder()
        var terminal: TerminalDescriptor? = try TerminalDescriptor(
            running: [try Program.path(), "serve", "--demo", "--port", "0"],
            at: folder.path,
            environment: Program.environment(with: [:]),
            columns: 80,
            rows: 24
        )
        let pid = try #require(terminal?.pid)
        var shown = ""
        while !shown.contains("emit article"), let bytes = terminal?.read(), !bytes.isEmpty {
            shown += String(decoding: bytes, as: UTF8.self)
        }
        terminal = nil
        let status = Watched<Int32?>(nil)
        Thread.detachNewThread {
            var ended: Int32 = -1
            waitpid(pid, &ended, 0)
            status.change { $0 = ended }
        }
        defer { kill(pid, SIGKILL) }
        let ended = try await status.wait(within: .seconds(20), for: \.self) { _, when in
            ProgramProblem(description: "the server did not end \(when)")
        }
        #expect(ended == 0)
        #expect(!folder.exists(".cmsio/server.json"))
    }

    @Test("keeps its keys from one start to the next, and makes the demonstration anew")
    func keys() async throws {
        let folder = try TestFolder()
        try await RunningServer(in: folder).stop()
        let (key, jwt) = (try folder.read(".cmsio/operator.key"), try folder.read(".cmsio/jwt.key"))
        let server = try await RunningServer(in: folder)
        _ = try await server.run("perms", "role", "add", "visitor")
        try await server.stop()
        #expect(try folder.read(".cmsio/operator.key") == key)
        #expect(try folder.read(".cmsio/jwt.key") == jwt)
        let again = try await RunningServer(in: folder)
        let roles = try await again.run("perms", "role", "list")
        #expect(roles.output.contains("role:editor"))
        #expect(!roles.output.contains("visitor"))
        try await again.stop()
        #expect(!folder.exists(".cmsio/cmsio.sqlite"), "the demonstration touched the store")
    }

    @Test("refuses a data folder that another server holds, and says which")
    func heldFolder() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        let second = try await Program.run(["serve", "--demo", "--port", "0"], in: folder)
        #expect(second.status == 69)
        #expect(
            second.errors
                == "cmsio: the data folder '.cmsio' is held by the process \(server.program.pid), which serves at "
                + "\(server.url). Stop it, or name another folder with --data.\n"
        )
        let still = try await server.run("perms", "list")
        #expect(still.status == 0, "the refused server disturbed the first: \(still)")
        try await server.stop()
    }

    @Test("starts in the folder of a server that was killed")
    func killed() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        server.program.signal(SIGKILL)
        _ = try await server.program.end()
        #expect(folder.exists(".cmsio/server.json"))
        let gone = try await Program.run(["raw", "hello"], in: folder)
        #expect(gone.status == 69)
        #expect(
            gone.errors
                == "cmsio: cannot reach the server at \(server.url): the process \(server.program.pid) that wrote "
                + "'\(folder.path)/.cmsio/server.json' is gone. Start 'cmsio serve' again.\n"
        )
        let next = try await RunningServer(in: folder)
        #expect(try await next.run("raw", "hello").status == 0)
        try await next.stop()
    }

    @Test("says in one line that its port is in use")
    func portInUse() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        let port = try #require(server.url.split(separator: ":").last.map(String.init))
        let second = try await Program.run(["serve", "--port", port, "--data", "other"], in: folder)
        #expect(second.status == 69)
        #expect(
            second.errors
                == "cmsio: cannot listen on 127.0.0.1:\(port): the port is in use. "
                + "Stop what uses it, or choose another port with --port.\n"
        )
        #expect(!folder.exists("other/server.json"))
        try await server.stop()
    }

    @Test("starts without schemas, and says first that emit knows no type")
    func noSchemas() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer([], in: folder)
        #expect(try await server.run("raw", "hello").status == 0)
        let emitted = try await server.run("emit", "article", "update", "{}")
        #expect(emitted.status == 65)
        let result = try await server.stop()
        #expect(
            result.errors.hasPrefix(
                "warning: no schemas in ./schemas: emit knows no type; try --demo, --schemas or --strapi.\ncmsio "
            )
        )
    }

    @Test("serves the types of a folder of schemas")
    func schemas() async throws {
        let folder = try TestFolder()
        try folder.write(
            #"{"info":{"singularName":"note","pluralName":"notes"},"attributes":{"text":{"type":"string"}}}"#,
            to: "schemas/note.json"
        )
        let server = try await RunningServer([], in: folder)
        let granted = try await server.run("perms", "grant", "role:public", "note:create")
        #expect(granted.status == 0, "\(granted)")
        let emitted = try await server.run("emit", "note", "create", #"{"id":1,"text":"hi"}"#)
        #expect(emitted.status == 0)
        #expect(emitted.output.contains(#""event":"note:create""#))
        let result = try await server.stop()
        #expect(result.errors.contains("types     note (from ./schemas)"))
    }

    @Test("takes the JWT secret from the environment, and then makes no key")
    func secretFromEnvironment() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder, environment: ["CMSIO_JWT_SECRET": "short"])
        #expect(!folder.exists(".cmsio/jwt.key"))
        #expect(folder.exists(".cmsio/operator.key"))
        let result = try await server.stop()
        #expect(!result.errors.contains("short"))
    }

    @Test("refuses a data folder of another user", .enabled(if: geteuid() == 0, "only root can give a folder away"))
    func foreignFolder() async throws {
        let folder = try TestFolder()
        try await RunningServer(in: folder).stop()
        #expect(chown(folder.path(".cmsio"), 65534, 65534) == 0)
        for arguments in [["serve", "--demo", "--port", "0"], ["perms", "list"], ["raw", "hello"]] {
            let result = try await Program.run(arguments, in: folder)
            #expect(result.status == 77)
            #expect(result.errors.contains("belongs to another user and is not trusted"))
        }
    }
}
