import Foundation
import SocketIONIO
import TestClients
import Testing

@Suite("The browser's client", .timeLimit(.minutes(1)))
struct ClientFilesTests {
    /// Runs `body` with a server that hands out the files, each with its name as contents.
    private func serve(_ files: [String: String], body: (TestServer) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "client-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let configuration = SocketIOServerConfiguration.test {
            $0.clientFiles = folder.path
            $0.origins = .any
        }
        try await TestServer.run(configuration: configuration, body: body)
    }

    static let script = String(repeating: "io();", count: 100)

    @Test("is served with its type, a tag, and the fields that browsers look for")
    func serves() async throws {
        try await self.serve(["socket.io.js": Self.script, "socket.io.min.js.map": "{}"]) { server in
            let script = try await server.request("GET", "/socket.io/socket.io.js?x=1")
            #expect(script.status == 200)
            #expect(script.body == Self.script)
            #expect(script["content-type"] == "application/javascript; charset=utf-8")
            #expect(script["cache-control"] == "public, max-age=0")
            #expect(script["access-control-allow-origin"] == "*")
            let map = try await server.request("GET", "/socket.io/socket.io.min.js.map")
            #expect(map.body == "{}")
            #expect(map["content-type"] == "application/json; charset=utf-8")
        }
    }

    @Test("is not sent again to who has it: 304 for its tag, strong or weak, and 200 for another")
    func notModified() async throws {
        try await self.serve(["socket.io.js": Self.script]) { server in
            let path = "/socket.io/socket.io.js"
            let tag = try #require(try await server.request("GET", path)["etag"])
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                let response = try await server.request("GET", path, headers: ["If-None-Match": known])
                #expect(response.status == 304)
                #expect(response["etag"] == tag)
                #expect(response.body == "")
            }
            #expect(try await server.request("GET", path, headers: ["If-None-Match": "\"other\""]).status == 200)
        }
    }

    @Test("is compressed for who accepts it, with the folder's own forms where it has them")
    func compressed() async throws {
        try await self.serve(["socket.io.js": Self.script, "socket.io.js.br": "as brotli"]) { server in
            let path = "/socket.io/socket.io.js"
            let brotli = try await server.request("GET", path, headers: ["Accept-Encoding": "gzip, deflate, br"])
            #expect(brotli["content-encoding"] == "br")
            #expect(brotli.body == "as brotli")
            let gzip = try await server.request("GET", path, headers: ["Accept-Encoding": "gzip"])
            #expect(gzip["content-encoding"] == "gzip")
            let stream = Array(gzip.bytes.dropFirst(10).dropLast(8))
            #expect(try Zlib.expand(stream, limit: 500) == Array(Self.script.utf8))
            #expect(gzip["vary"] == "Accept-Encoding")
        }
    }

    @Test(
        "is all that is served: other files, also in the folder, are requests for Engine.IO",
        arguments: ["secret.txt", "socket.io.min.js", "../socket.io.js", "socket.io.js.br"]
    )
    func nothingElse(name: String) async throws {
        try await self.serve(["socket.io.js": Self.script, "secret.txt": "x", "socket.io.js.br": "x"]) { server in
            let response = try await server.request("GET", "/socket.io/\(name)")
            #expect(response.status == 400)
            #expect(response.body == #"{"code":0,"message":"Transport unknown"}"#)
        }
    }

    @Test("is missed at the start, not by the first browser, when the folder has none of it")
    func missing() async throws {
        let error = await #expect(throws: SocketIOServerError.self) { try await self.serve([:]) { _ in } }
        guard case .noClientFiles = error?.reason else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
    }
}
