import Foundation
import Testing

@Suite("The console without a terminal", .timeLimit(.minutes(1)))
struct ConsoleScriptTests {
    @Test("carries out the lines of standard input, and skips comments and empty ones")
    func lines() async throws {
        let server = try await RunningServer(in: TestFolder())
        let result = try await server.run(
            input: """
                # what a release does
                emit article update {"id": 1, "title": "Hello"}

                cmsio perms can role:public article:update
                status   # in the end
                """
        )
        #expect(result.status == 0, "\(result)")
        #expect(result.errors == "")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.contains(#""event":"article:update""#) == true)
        #expect(lines.last?.contains(#""accepted":1"#) == true)
    }

    static let failures: [(input: String, status: Int32, line: Int)] = [
        ("status\nemit artcle update {}\nraw never", 65, 2),
        ("\n# c\nbogus\nraw never", 64, 3),
        ("perms can role:public article:nope\nraw never", 1, 1),
        ("raw 'x\nraw never", 64, 1),
        ("emit article update -\nraw never", 64, 1),
        ("listen -n 1 -W 10ms\nraw never", 75, 1),
        ("join role:public --audience role:public\nraw never", 65, 1),
        ("join news\nraw never", 64, 1),
    ]

    @Test("stops at the first line that fails, with its number and its status", arguments: failures)
    func failure(input: String, status: Int32, line: Int) async throws {
        let server = try await RunningServer(in: TestFolder())
        let result = try await server.run(input: input)
        #expect(result.status == status, "\(result)")
        #expect(result.errors.hasSuffix("cmsio: stopped at line \(line), which ended with status \(status).\n"))
        #expect(!result.output.contains("never"))
    }

    @Test("quit ends it, and what follows is not done")
    func quit() async throws {
        let server = try await RunningServer(in: TestFolder())
        let result = try await server.run(input: "quit\nbogus\n")
        #expect(result.status == 0)
        #expect(result.output == "" && result.errors == "")
    }

    @Test("options on the command line count for each line, which may say otherwise")
    func options() async throws {
        let server = try await RunningServer(in: TestFolder())
        let result = try await server.run("-o", "pretty", input: "rooms\nrooms -o json\n")
        #expect(result.output == "no rooms with anybody in them\n{\"rooms\":[],\"total\":0}\n")
        let elsewhere = try await Program.run(
            ["-s", server.url, "--key-file", server.folder.path(".cmsio/operator.key")],
            in: TestFolder(),
            input: "rooms"
        )
        #expect(elsewhere.output == "{\"rooms\":[],\"total\":0}\n")
    }

    @Test("without input it is help, 64")
    func nothing() async throws {
        let result = try await Program.run([], in: TestFolder())
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.contains("SUBCOMMANDS"))
    }

    @Test("the commands of the console are no commands of the shell")
    func notInTheShell() async throws {
        let result = try await Program.run(["sockets"], in: TestFolder())
        #expect(result.status == 64)
    }

    @Test("sockets, rooms, join, leave and disconnect work on who is connected")
    func sockets() async throws {
        let server = try await RunningServer(in: TestFolder())
        _ = try await server.run("perms", "token", "add", "web", "article:update")
        let secret = try await server.run("perms", "token", "add", "app", "article:update")
        let token = try #require(secret.output.firstMatch(of: /"secret":"([0-9a-f]+)"/)?.output.1)
        try server.folder.write("\(token)\n", to: "app.token")
        let client = try Program(["listen", "--token-file", "app.token"], in: server.folder)
        _ = try await client.line(with: "listening as")

        let before = try await server.run(
            input: "sockets --audience token:app\njoin news --audience token:app\nrooms\n"
        )
        let lines = before.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3, "\(before)")
        #expect(lines[0].contains(#""audience":"token:app""#) && lines[0].contains(#""total":1"#))
        #expect(lines[1] == #"{"room":"news","sockets":1}"#)
        #expect(lines[2].contains(#"{"kind":"custom","members":1,"name":"news"}"#))
        let pretty = try await server.run("-o", "pretty", input: "sockets --room news\nrooms\nstatus\n")
        for text in ["token:app", "websocket", "news", "ROOMS AND NARROWING", "custom", "token:app 1", "deliveries"] {
            #expect(pretty.output.contains(text), "\(text)")
        }
        #expect(!pretty.output.contains(token))

        let after = try await server.run(
            input:
                "leave news --audience token:app\ndisconnect --audience token:app --code maintenance --message 'at ten'\n"
        )
        #expect(after.output == "{\"room\":\"news\",\"sockets\":1}\n{\"sockets\":1}\n")
        let end = try await client.end()
        #expect(end.status == 77)
        #expect(end.errors.contains("at ten"))
    }
}
