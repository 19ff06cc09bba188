import JSONText
import NIOCore
import NIOPosix
import SocketIONIO
import TestClients
import Testing

@Suite("Events of requests that do not wait for one another's answers", .timeLimit(.minutes(1)))
struct BurstTests {
    /// Has each request send an event with its path as the argument.
    private static func sender(_ server: SocketIOServer, before: @escaping @Sendable (String) async -> Void = { _ in })
        -> SocketIOServer.RequestHandler
    {
        { request in
            let event = SocketIOEvent("e", arguments: [json("\"\(request.path)\"")])
            _ = await server.namespace("/").emit(event).reached()
            await before(request.path)
            return SocketIOHTTPResponse(status: 200, body: json(request.path))
        }
    }

    private static func requests(_ paths: [String]) -> String {
        paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
    }

    @Test("arrive once each, in the order of the requests, as do the answers")
    func order() async throws {
        try await TestServer.run(group: TestLoops.one) { server in
            server.server.onRequest(Self.sender(server.server))
            let webSocket = try await server.join()
            let connection = try await server.connection()
            for burst in 0..<20 {
                let paths = (0..<8).map { "/\(burst)/\($0)" }
                try await connection.send(Self.requests(paths))
                for path in paths {
                    #expect(try await webSocket.text() == #"42["e","\#(path)"]"#)
                    #expect(try await connection.response().body == path)
                }
            }
        }
    }

    @Test("arrive although the answer to one of the requests is long in coming, or never comes")
    func slowAnswer() async throws {
        let gate = Gate()
        try await TestServer.run(group: TestLoops.one) { server in
            let sender = Self.sender(server.server) { path in
                if path == "/slow" { await gate.wait() }
            }
            server.server.onRequest(sender)
            let webSocket = try await server.join()
            let connection = try await server.connection()
            try await connection.send(Self.requests(["/quick", "/slow", "/next"]))
            for path in ["/quick", "/slow"] { #expect(try await webSocket.text() == #"42["e","\#(path)"]"#) }
            let broken = try await server.connection()
            try await broken.send(Self.requests(["/slow", "/next"]))
            #expect(try await webSocket.text() == #"42["e","/slow"]"#)
            try await broken.close()
            gate.open()
            #expect(try await webSocket.text() == #"42["e","/next"]"#)
            #expect(try await connection.response().body == "/quick")
        }
    }

    @Test("arrive in order at each socket that they are for, when sockets of many rooms get them in one turn")
    func rooms() async throws {
        let rooms = ["a", "b", "c"]
        try await TestServer.run(group: TestLoops.one, setUp: Crowd.setUp) { server in
            let namespace = server.server.namespace("/")
            var crowd = Crowd()
            for member in 0..<8 {
                let joined = rooms.indices.filter { member & 1 << $0 != 0 }.map { rooms[$0] }
                try await crowd.join("\(member)", rooms: joined, to: server)
            }
            var expected: [String: [String]] = [:]
            var emits: [(to: [ExactString], except: [ExactString])] = []
            for number in 0..<200 {
                // Each set of rooms in turn, and each set of those left out: bits as those of the members.
                let (to, except) = (number % 8, number / 8 % 8)
                let names = { (bits: Int) in rooms.indices.filter { bits & 1 << $0 != 0 }.map { ExactString(rooms[$0]) }
                }
                emits.append((names(to), names(except)))
                for member in 0..<8 where (to == 0 || member & to != 0) && member & except == 0 {
                    expected["\(member)", default: []].append("\(number)")
                }
            }
            // On the event loop, so that none is sent before the last is there.
            try await TestLoops.one.any().submit { [emits] in
                for (number, emit) in emits.enumerated() {
                    namespace.emit(.numbered(number), to: emit.to, except: emit.except)
                }
            }.get()
            #expect(try await crowd.readArguments(endedBy: namespace) == expected)
        }
    }
}
