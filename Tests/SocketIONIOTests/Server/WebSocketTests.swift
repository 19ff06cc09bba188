import JSONText
import NIOCore
import NIOPosix
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("WebSockets", .timeLimit(.minutes(1)))
struct WebSocketTests {
    @Test("open a session, join a namespace, send and receive")
    func conversation() async throws {
        try await TestServer.run(setUp: echo) { server in
            let target = "/socket.io/?EIO=4&transport=websocket"
            let webSocket = try await RawWebSocket.upgrade(server.connection(), target)
            let open = try await webSocket.text()
            #expect(open.hasPrefix(#"0{"sid":""#))
            #expect(open.contains(#""upgrades":[]"#))
            try await webSocket.send("40")
            #expect(try await webSocket.text().hasPrefix(#"40{"sid":""#))
            try await webSocket.send(#"42["message","€"]"#)
            #expect(try await webSocket.text() == #"42["message-back","€"]"#)
        }
    }

    @Test("answer the key of RFC 6455's example as it says")
    func acceptKey() async throws {
        try await TestServer.run { server in
            let connection = try await server.connection()
            try await connection.send(RawWebSocket.request("/socket.io/?EIO=4&transport=websocket"))
            let response = try await connection.response()
            #expect(response.status == 101)
            #expect(response["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(response["upgrade"] == "websocket")
            #expect(response["connection"] == "Upgrade")
        }
    }

    @Test("may be any request of a connection, not only its first")
    func laterRequest() async throws {
        try await TestServer.run(setUp: echo) { server in
            let connection = try await server.connection()
            #expect(try await connection.request("GET", "/nothing").status == 404)
            #expect(try await connection.request("GET", TestServer.handshake).status == 200)
            let webSocket = try await RawWebSocket.upgrade(connection, "/socket.io/?EIO=4&transport=websocket")
            _ = try await webSocket.text()
            try await webSocket.send("40")
            #expect(try await webSocket.text().hasPrefix("40{"))
        }
    }

    @Test("take frames that came together with the request")
    func earlyFrames() async throws {
        try await TestServer.run { server in
            let connection = try await server.connection()
            let request = Array(RawWebSocket.request("/socket.io/?EIO=4&transport=websocket").utf8)
            try await connection.send(request + WebSocketFrame.masked(.text, payload: Array("40".utf8), mask: 5))
            #expect(try await connection.response().status == 101)
            let webSocket = RawWebSocket(connection: connection)
            _ = try await webSocket.text()
            #expect(try await webSocket.text().hasPrefix("40{"))
        }
    }

    @Test(
        "are refused in words that clients look at",
        arguments: [
            ("EIO=4&transport=abc", "Transport unknown"), ("EIO=4&transport=websocket&sid=nope", "Session ID unknown"),
            ("EIO=3&transport=websocket", "Unsupported protocol version"),
            ("transport=websocket", "Unsupported protocol version"), ("EIO=4&transport=polling", "Bad request"),
        ]
    )
    func refusals(query: String, message: String) async throws {
        try await TestServer.run { server in
            let connection = try await server.connection()
            try await connection.send(RawWebSocket.request("/socket.io/?\(query)"))
            let response = try await connection.response()
            #expect(response.status == 400)
            #expect(response["content-type"] == "text/html")
            #expect(response["connection"] == "close")
            #expect(response.body == message)
            try await connection.untilClosed()
        }
    }

    @Test("are refused without a key, and in another version")
    func badHandshake() async throws {
        try await TestServer.run { server in
            let start =
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            let noKey = try await server.connection()
            try await noKey.send(start + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: abc\r\n\r\n")
            #expect(try await noKey.response().status == 400)
            let oldVersion = try await server.connection()
            try await oldVersion.send(start + "Sec-WebSocket-Version: 8\r\n\r\n")
            let response = try await oldVersion.response()
            #expect(response.status == 426)
            #expect(response["sec-websocket-version"] == "13")
        }
    }

    @Test("answer a ping with its own payload, and a close with a close")
    func controlFrames() async throws {
        try await TestServer.run { server in
            let webSocket = try await server.join()
            try await webSocket.connection.send(WebSocketFrame.masked(.ping, payload: [1, 2, 3], mask: 9))
            #expect(try await webSocket.next() == .pong([1, 2, 3]))
            let payload = WebSocketFrame.closePayload(code: .normal, reason: "bye")
            try await webSocket.connection.send(WebSocketFrame.masked(.close, payload: payload, mask: 9))
            #expect(try await webSocket.next() == .close(code: .normal, reason: ""))
            try await webSocket.connection.untilClosed()
            #expect(await server.server.namespace("/").sockets().isEmpty)
            #expect(server.server.connectionCount == 0)
        }
    }

    @Test("are closed with 1009 when a message is over the limit, before it is read, and the client hears of it")
    func tooBig() async throws {
        try await TestServer.run(configuration: .test { $0.maxPayload = 1000 }) { server in
            let webSocket = try await server.join()
            try await webSocket.send("4" + String(repeating: "x", count: 1000))
            #expect(try await webSocket.next() == .close(code: .messageTooBig, reason: ""))
        }
    }

    @Test("are closed with 1002 and 1007 when the client breaks the protocol")
    func protocolErrors() async throws {
        try await TestServer.run { server in
            let unmasked = try await server.join()
            try await unmasked.connection.send([0x81, 0x01, 0x34])
            #expect(try await unmasked.next() == .close(code: .protocolError, reason: ""))
            let noText = try await server.join()
            try await noText.connection.send(WebSocketFrame.masked(.text, payload: [0x34, 0xFF], mask: 9))
            #expect(try await noText.next() == .close(code: .notUTF8, reason: ""))
        }
    }

    @Test(
        "are closed without a code when the client breaks the rules of Engine.IO or Socket.IO",
        arguments: [
            "", "x", "2", "44{}", #"42/other,["message"]"#, #"42["connect"]"#, "42[", "40",
            "451-[\"message\"]|42[\"message\"]",
        ]
    )
    func brokenRules(packets: String) async throws {
        try await TestServer.run(setUp: echo) { server in
            let webSocket = try await server.join()
            for packet in packets.split(separator: "|", omittingEmptySubsequences: false) {
                try await webSocket.send(String(packet))
            }
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
            // Asks every event loop, which has let it go by the time it answers.
            #expect(await server.server.namespace("/").sockets().isEmpty)
            #expect(server.server.connectionCount == 0)
        }
    }

    @Test("carry binary as frames of their own, and as base64 for clients that ask for it")
    func binary() async throws {
        try await TestServer.run(setUp: echo) { server in
            let head = #"451-["message",{"_placeholder":true,"num":0}]"#
            let answer = #"451-["message-back",{"_placeholder":true,"num":0}]"#
            let plain = try await server.join()
            try await plain.send(head)
            try await plain.send([1, 2, 3])
            #expect(try await plain.text() == answer)
            #expect(try await plain.next() == .binary([1, 2, 3]))
            try await plain.send(head)
            try await plain.send("bAQID")
            #expect(try await plain.text() == answer)
            #expect(try await plain.next() == .binary([1, 2, 3]))
            let base64 = try await server.openWebSocket(query: "&b64=1")
            try await base64.send("40")
            _ = try await base64.text()
            try await base64.send(head)
            try await base64.send([1, 2, 3])
            #expect(try await base64.text() == answer)
            #expect(try await base64.text() == "bAQID")
        }
    }
}

@Suite("The upgrade from polling to a WebSocket", .timeLimit(.minutes(1)))
struct UpgradeTests {
    private func probe(_ server: TestServer, _ client: PollingClient) async throws -> RawWebSocket {
        let target = "/socket.io/?EIO=4&transport=websocket&sid=\(client.sid)"
        let webSocket = try await RawWebSocket.upgrade(server.connection(), target)
        try await webSocket.send("2probe")
        #expect(try await webSocket.text() == "3probe")
        return webSocket
    }

    @Test(
        "flushes the poll that waits, then carries everything, in order, wherever its connection came in",
        arguments: 0..<4
    )
    func upgrade(attempt: Int) async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            let webSocket = try await self.probe(server, client)
            #expect(try await client.poll().body == "6")
            _ = try await client.post(#"42["message","queued"]"#)
            try await webSocket.send("5")
            #expect(try await webSocket.text() == #"42["message-back","queued"]"#)
            for number in 0..<20 { try await webSocket.send(#"42["message",\#(number)]"#) }
            for number in 0..<20 { #expect(try await webSocket.text() == #"42["message-back",\#(number)]"#) }
            let poll = try await client.poll()
            #expect(poll.body == #"{"code":3,"message":"Bad request"}"#)
            let post = try await client.post("40")
            #expect(post.body == #"{"code":3,"message":"Bad request"}"#)
            #expect(server.server.connectionCount == 1)
        }
    }

    @Test("answers a poll that waits when the probe comes")
    func waitingPoll() async throws {
        try await TestServer.run(group: TestLoops.one, setUp: echo) { server in
            let client = try await server.joinPolling()
            let poll = try await server.connection()
            try await poll.sendRequest("GET", client.target)
            _ = try await self.probe(server, client)
            #expect(try await poll.response().body == "6")
        }
    }

    @Test("leaves the session on polling when the WebSocket says anything else")
    func notAProbe() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            let target = "/socket.io/?EIO=4&transport=websocket&sid=\(client.sid)"
            let webSocket = try await RawWebSocket.upgrade(server.connection(), target)
            try await webSocket.send("4hello")
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
            _ = try await client.post(#"42["message",1]"#)
            #expect(try await client.poll().body == #"42["message-back",1]"#)
        }
    }

    @Test("leaves the session on polling when the WebSocket goes, and lets it try again")
    func probeGone() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            let webSocket = try await self.probe(server, client)
            try await webSocket.connection.send(WebSocketFrame.masked(.close, payload: [], mask: 9))
            try await webSocket.connection.untilClosed()
            let again = try await self.probe(server, client)
            try await again.send("5")
            try await again.send(#"42["message",1]"#)
            #expect(try await again.text() == #"42["message-back",1]"#)
        }
    }

    @Test("takes one WebSocket; another is closed and disturbs nothing")
    func second() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            let first = try await self.probe(server, client)
            let target = "/socket.io/?EIO=4&transport=websocket&sid=\(client.sid)"
            let second = try await RawWebSocket.upgrade(server.connection(), target)
            #expect(try await second.next() == .close(code: nil, reason: ""))
            try await first.send("5")
            let third = try await RawWebSocket.upgrade(server.connection(), target)
            #expect(try await third.next() == .close(code: nil, reason: ""))
            try await first.send(#"42["message",1]"#)
            #expect(try await first.text() == #"42["message-back",1]"#)
        }
    }

    @Test("is given up when it takes too long; the session stays on polling")
    func timeout() async throws {
        try await TestServer.run(configuration: .test { $0.upgradeTimeout = .milliseconds(50) }, setUp: echo) {
            server in
            let client = try await server.joinPolling()
            let target = "/socket.io/?EIO=4&transport=websocket&sid=\(client.sid)"
            let webSocket = try await RawWebSocket.upgrade(server.connection(), target)
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
            _ = try await client.post(#"42["message",1]"#)
            #expect(try await client.poll().body == #"42["message-back",1]"#)
        }
    }
}
