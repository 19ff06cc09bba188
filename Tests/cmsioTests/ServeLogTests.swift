import Foundation
import JSONText
import SocketIONIO
import Testing
import cmsio

@Suite("What serve says", .timeLimit(.minutes(1)))
struct ServeLogTests {
    /// A client with a token that counts for nothing, which is refused.
    private static func knock(_ server: RunningServer) async throws {
        try server.folder.write("nothing\n", to: "bad.token")
        let client = try await server.run("listen", "--token-file", "bad.token", "--strategy", "api-token", "-W", "5s")
        #expect(client.status == 77)
    }

    @Test("is one line for each notable thing, and none for a connection")
    func notable() async throws {
        let server = try await RunningServer(in: TestFolder())
        try await Self.knock(server)
        #expect(try await server.run("perms", "grant", "role:public", "article:feature").status == 0)
        _ = try await server.program.line(with: "rights changed")
        let lines = try await server.stop().errors.split(separator: "\n").drop { !$0.contains("emit article") }
            .dropFirst()
        #expect(lines.count == 3, "\(lines)")
        #expect(
            lines[lines.startIndex].contains(/^\d\d:\d\d:\d\d client refused address=127.0.0.1 code=invalid-token$/)
        )
        #expect(lines[lines.startIndex + 1].contains(/^\d\d:\d\d:\d\d rights changed audiences=5$/))
        #expect(lines.last == "cmsio has ended.")
    }

    @Test("is each connection and why it ended with --verbose")
    func verbose() async throws {
        let server = try await RunningServer(["--demo", "-v"], in: TestFolder())
        _ = try await server.program.line(with: "emit article")
        try server.folder.write(try #require(Self.fullAccessToken(server)), to: "full.token")
        let client = try Program(["listen", "--token-file", "full.token"], in: server.folder)
        let connected = try await server.program.line(with: "client connected")
        #expect(connected.contains(/address=127.0.0.1 audience=token:full socket=\S+$/))
        client.signal(SIGINT)
        _ = try await client.end()
        let ended = try await server.program.line(with: "client disconnected")
        #expect(ended.contains(/reason=(client namespace disconnect|transport close) socket=\S+$/))
        try await server.stop()
    }

    /// The one that the demonstration prints.
    private static func fullAccessToken(_ server: RunningServer) -> String? {
        let lines = server.program.text(.errors).split(separator: "\n")
        return lines.firstIndex { $0.contains("API token full") }.map { String(lines[$0 + 1].drop { $0 == " " }) }
    }

    @Test("is one JSON object a line with --log-format json, without the secrets of the demonstration")
    func json() async throws {
        let folder = try TestFolder()
        let program = try Program(
            ["serve", "--demo", "--port", "0"],
            in: folder,
            environment: ["CMSIO_LOG_FORMAT": "json", "CMSIO_PROT": "1"]
        )
        let serving = try JSONDocument(parsing: try await program.line(with: #""message":"serving""#))
        let metadata = try #require(serving.value("metadata", in: serving.root))
        #expect(serving.value("url", in: metadata).flatMap(serving.string)?.hasPrefix("http://127.0.0.1:") == true)
        program.signal(SIGTERM)
        let result = try await program.end()
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        let lines = result.errors.split(separator: "\n").map(String.init)
        #expect(lines.first?.contains(#""level":"warning","message":"CMSIO_PROT is set"#) == true)
        #expect(lines.last?.contains(#""level":"notice","message":"ended","metadata":{}"#) == true)
        for line in lines {
            let entry = try JSONDocument(parsing: line)
            #expect(
                entry.members(entry.root).compactMap { entry.string($0.key) } == [
                    "time", "level", "message", "metadata",
                ]
            )
            let time = entry.value("time", in: entry.root).flatMap(entry.string)
            #expect(time?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
        #expect(!result.errors.contains("JWT of"))
    }

    @Test("is JSON when it cannot start, too")
    func jsonFailure() async throws {
        let result = try await Program.run(["serve", "--log-format", "json", "--schemas", "nowhere"], in: TestFolder())
        #expect(result.status == 66)
        let entry = try JSONDocument(parsing: result.errors)
        #expect(entry.value("level", in: entry.root).flatMap(entry.string) == "error")
        #expect(result.errors.contains("there is no folder of schemas 'nowhere'"))
    }

    @Test("is nothing but errors with --quiet")
    func quiet() async throws {
        let folder = try TestFolder()
        let program = try Program(["serve", "--demo", "--port", "0", "-q"], in: folder)
        while !folder.exists(".cmsio/server.json") { await Task.yield() }
        program.signal(SIGTERM)
        #expect(try await program.end().errors.isEmpty)
    }

    @Test("is five lines a second of each kind, and a count of the others")
    func flood() {
        let flood = LogFlood()
        let start = ContinuousClock.now
        let admitted = (0..<20).map { flood.admit("client refused", at: start + .milliseconds($0 * 10)) }
        #expect(admitted == Array(repeating: 0, count: 5) + Array(repeating: nil, count: 15))
        #expect(flood.admit("rights changed", at: start) == 0)
        #expect(flood.admit("client refused", at: start + .seconds(1)) == 15)
        #expect(flood.admit("client refused", at: start + .seconds(1)) == 0)
    }
}
