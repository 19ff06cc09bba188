import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

/// Where the server does not do what the reference server was seen to do, with the reason in each name.
@Suite("On purpose unlike the reference server,", .timeLimit(.minutes(1)))
struct DeliberateDifferenceTests {
    /// The response to a request that asks to become a WebSocket.
    private func upgrade(_ server: TestServer, _ query: String, headers: [String: String] = [:]) async throws
        -> RawResponse
    {
        let connection = try await server.connection()
        try await connection.send(RawWebSocket.request("/socket.io/?\(query)", headers: headers))
        return try await connection.response()
    }

    @Test("an upgrade of another revision gets 400 and not a 101 with text behind it, which clients take for frames")
    func revision() async throws {
        try await TestServer.run { server in
            let response = try await self.upgrade(server, "EIO=3&transport=websocket")
            #expect(response.status == 400)
            #expect(response.body == "Unsupported protocol version")
        }
    }

    @Test("an upgrade with transport polling gets 400 and not a 101 that is closed, so that the client learns why")
    func pollingUpgrade() async throws {
        try await TestServer.run { server in
            let client = try await server.openPolling()
            for query in ["EIO=4&transport=polling", "EIO=4&transport=polling&sid=\(client.sid)"] {
                let response = try await self.upgrade(server, query)
                #expect(response.status == 400)
                #expect(response.body == "Bad request")
            }
            #expect(try await client.post("40").body == "ok")
        }
    }

    @Test("who may not connect gets 403 and the reason by WebSocket too, and not 400, so that it does not try again")
    func forbidden() async throws {
        try await TestServer.run { server in
            let headers = ["Origin": "http://evil.example"]
            let response = try await self.upgrade(server, "EIO=4&transport=websocket", headers: headers)
            #expect(response.status == 403)
            #expect(response.body == #"{"code":4,"message":"Forbidden"}"#)
        }
    }

    @Test("a body that is no payload gets 400 and not ok, because its packets were not taken", arguments: ["", "x"])
    func badBody(body: String) async throws {
        try await TestServer.run { server in
            let client = try await server.joinPolling()
            #expect(try await client.post(body).status == 400)
        }
    }

    @Test("a close packet over a WebSocket ends the session at once and not at the next heartbeat")
    func closePacket() async throws {
        try await TestServer.run { server in
            let webSocket = try await server.join()
            try await webSocket.send("1")
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
        }
    }

    @Test("a breach of RFC 6455 is closed with its code and not without one, so that the client's log says why")
    func closeCode() async throws {
        try await TestServer.run { server in
            let webSocket = try await server.join()
            try await webSocket.connection.send([0x81, 0x01, 0x34])
            #expect(try await webSocket.next() == .close(code: .protocolError, reason: ""))
        }
    }

    @Test("a path without its slash matches no longer name, so that /socket.io-admin is nobody's by accident")
    func longerName() async throws {
        try await TestServer.run(configuration: .test { $0.requiresTrailingSlash = false }) { server in
            let response = try await server.request("GET", "/socket.io-admin?EIO=4&transport=polling")
            #expect(response.status == 404)
        }
    }

    @Test("an unknown namespace is refused to Socket.IO 2 with text, which is what its own servers say")
    func unknownNamespace() async throws {
        try await TestServer.run(configuration: EngineIO3Tests.allowed) { server in
            let target = "/socket.io/?EIO=3&transport=websocket"
            let webSocket = try await RawWebSocket.upgrade(server.connection(), target)
            _ = try await webSocket.text()
            _ = try await webSocket.text()
            try await webSocket.send("40/nowhere,")
            #expect(try await webSocket.text() == #"44/nowhere,"Invalid namespace""#)
        }
    }

    @Test("a message sent without compression stays so on a WebSocket too, and not by polling alone")
    func perMessage() async throws {
        try await TestServer.run(configuration: CompressionTests.deflating, setUp: CompressionTests.setUp) { server in
            let webSocket = try await RawWebSocket.upgrade(
                server.connection(),
                "/engine.io/?EIO=4&transport=websocket",
                headers: ["Sec-WebSocket-Extensions": "permessage-deflate"]
            )
            _ = try await webSocket.text()
            try await webSocket.send("4no")
            #expect(try await webSocket.text() == "4\(CompressionTests.long)")
        }
    }
}
