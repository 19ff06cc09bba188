import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("Compression", .timeLimit(.minutes(1)))
struct CompressionTests {
    static let polling = "/engine.io/?EIO=4&transport=polling"
    static let long = String(repeating: "long ", count: 400)

    /// Sends a long message that may be compressed for `yes`, one that may not for `no`, and what it got otherwise.
    static func setUp(_ server: SocketIOServer) {
        server.engine("/engine.io") { socket in
            socket.onMessage { message in
                switch message {
                case .text("yes"): socket.send(.text(self.long))
                case .text("twice"): for _ in 0..<2 { socket.send(.text(self.long)) }
                case .text("no"): socket.send(.text(self.long), isCompressed: false)
                case .text, .binary: socket.send(message)
                }
            }
        }
    }

    /// Has a message sent, and polls for it.
    private func poll(_ server: TestServer, _ message: String, accepting coding: String) async throws -> RawResponse {
        let sid = try await server.request("GET", Self.polling).body.split(separator: "\"")[3]
        let target = "\(Self.polling)&sid=\(sid)"
        _ = try await server.request("POST", target, body: "4\(message)")
        return try await server.request("GET", target, headers: ["Accept-Encoding": coding])
    }

    @Test("of answers to polls, as gzip (10 bytes of header, 8 at the end) or deflate (2 and 4)")
    func polls() async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            for (coding, header, trailer) in [("gzip", 10, 8), ("deflate", 2, 4)] {
                let response = try await self.poll(server, "yes", accepting: coding)
                #expect(response["content-encoding"] == coding)
                #expect(response.bytes.count < 200)
                let stream = Array(response.bytes.dropFirst(header).dropLast(trailer))
                #expect(try Zlib.expand(stream, limit: 10_000) == Array("4\(Self.long)".utf8))
            }
        }
    }

    @Test("of answers to polls, whether they bring one message or several")
    func several() async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            let sid = try await server.request("GET", Self.polling).body.split(separator: "\"")[3]
            let target = "\(Self.polling)&sid=\(sid)"
            _ = try await server.request("POST", target, body: "4twice")
            var messages: [Substring] = []
            while messages.count < 2 {
                let response = try await server.request("GET", target, headers: ["Accept-Encoding": "gzip"])
                #expect(response["content-encoding"] == "gzip")
                let stream = Array(response.bytes.dropFirst(10).dropLast(8))
                let payload = try Zlib.expand(stream, limit: 10_000)
                messages += String(decoding: payload, as: UTF8.self).split(separator: "\u{1E}")
            }
            #expect(messages == ["4\(Self.long)", "4\(Self.long)"])
        }
    }

    @Test("is left out for short answers, for clients that take none, and for packets sent without")
    func uncompressed() async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            for (message, coding) in [("short", "gzip"), ("yes", "br"), ("yes", "gzip;q=0"), ("no", "gzip")] {
                let response = try await self.poll(server, message, accepting: coding)
                #expect(response["content-encoding"] == nil)
                #expect(response.body == (message == "short" ? "4short" : "4\(Self.long)"))
            }
        }
    }

    @Test("of answers to polls can be switched off")
    func off() async throws {
        let configuration = SocketIOServerConfiguration.test { $0.httpCompressionThreshold = nil }
        try await TestServer.run(configuration: configuration, setUp: Self.setUp) { server in
            let response = try await self.poll(server, "yes", accepting: "gzip")
            #expect(response["content-encoding"] == nil)
        }
    }

    // MARK: WebSocket

    /// Opens a WebSocket that offers permessage-deflate.
    ///
    /// - Returns: What the server answered to the offer, too.
    private func open(_ server: TestServer, offer: String = "permessage-deflate") async throws
        -> (webSocket: RawWebSocket, answer: String?)
    {
        let connection = try await server.connection()
        let target = "/engine.io/?EIO=4&transport=websocket"
        try await connection.send(RawWebSocket.request(target, headers: ["Sec-WebSocket-Extensions": offer]))
        let response = try await connection.response()
        let webSocket = RawWebSocket(connection: connection)
        _ = try await webSocket.text()
        return (webSocket, response["sec-websocket-extensions"])
    }

    /// The first byte and the payload of the next frame, one of at most 125 bytes or at least 126.
    private func frame(_ webSocket: RawWebSocket) async throws -> (first: UInt8, payload: [UInt8]) {
        try await webSocket.connection.read { bytes in
            guard bytes.count >= 4 else { return nil }
            let isLong = bytes[1] == 126
            let start = isLong ? 4 : 2
            let length = isLong ? Int(bytes[2]) << 8 | Int(bytes[3]) : Int(bytes[1])
            guard bytes.count >= start + length else { return nil }
            return ((bytes[0], Array(bytes[start..<start + length])), start + length)
        }
    }

    /// A client's frame with the bit of compressed messages set.
    private func compressed(_ payload: [UInt8]) -> [UInt8] {
        var frame = WebSocketFrame.masked(.text, payload: payload, mask: 0x0403_0201)
        frame[0] |= 0x40
        return frame
    }

    static let deflating = SocketIOServerConfiguration.test {
        $0.messageCompressionThreshold = 1024
        $0.maxPayload = 100_000
    }

    @Test("of WebSocket messages is not agreed on by default, nor when the client does not offer it")
    func notAgreed() async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            let (webSocket, answer) = try await self.open(server)
            #expect(answer == nil)
            try await webSocket.connection.send(self.compressed([0x32, 0]))
            #expect(try await webSocket.next() == .close(code: .protocolError, reason: ""))
        }
        try await TestServer.run(configuration: Self.deflating, setUp: Self.setUp) { server in
            let (_, answer) = try await self.open(server, offer: "x-other")
            #expect(answer == nil)
        }
    }

    @Test("of WebSocket messages keeps no state between them, leaves short ones alone and those sent without")
    func sending() async throws {
        try await TestServer.run(configuration: Self.deflating, setUp: Self.setUp) { server in
            let (webSocket, answer) = try await self.open(server)
            #expect(answer == "permessage-deflate; server_no_context_takeover; client_no_context_takeover")
            for _ in 0..<2 {
                try await webSocket.send("4yes")
                let (first, payload) = try await self.frame(webSocket)
                #expect(first == 0xC1)
                #expect(payload.count < 100)
                let message = try Zlib.expand(payload + [0, 0, 0xFF, 0xFF], limit: 10_000)
                #expect(message == Array("4\(Self.long)".utf8))
            }
            try await webSocket.send("4no")
            #expect(try await self.frame(webSocket).first == 0x81)
            try await webSocket.send("4short")
            #expect(try await self.frame(webSocket) == (0x81, Array("4short".utf8)))
        }
    }

    @Test("goes along when a session moves to a WebSocket")
    func upgraded() async throws {
        try await TestServer.run(configuration: Self.deflating, setUp: Self.setUp) { server in
            let sid = try await server.request("GET", Self.polling).body.split(separator: "\"")[3]
            let webSocket = try await RawWebSocket.upgrade(
                server.connection(),
                "/engine.io/?EIO=4&transport=websocket&sid=\(sid)",
                headers: ["Sec-WebSocket-Extensions": "permessage-deflate"]
            )
            try await webSocket.send("2probe")
            #expect(try await webSocket.text() == "3probe")
            try await webSocket.send("5")
            try await webSocket.send("4yes")
            #expect(try await self.frame(webSocket).first == 0xC1)
        }
    }

    @Test("of a client's messages is undone: RFC 7692's examples, here with an Engine.IO packet around them")
    func receiving() async throws {
        try await TestServer.run(configuration: Self.deflating, setUp: Self.setUp) { server in
            let (webSocket, _) = try await self.open(server)
            // '4Hello' in a block without compression.
            try await webSocket.connection.send(self.compressed([0, 6, 0, 0xF9, 0xFF] + Array("4Hello".utf8) + [0]))
            #expect(try await webSocket.text() == "4Hello")
            try await webSocket.send("4plain")
            #expect(try await webSocket.text() == "4plain")
        }
    }

    @Test(
        "that expands beyond the limit is closed with 1009, one that cannot be undone and one that is no text with 1007",
        arguments: [(0, WebSocketCloseCode.messageTooBig), (1, .notUTF8), (2, .notUTF8)]
    )
    func bad(which: Int, code: WebSocketCloseCode) async throws {
        try await TestServer.run(configuration: Self.deflating, setUp: Self.setUp) { server in
            let (webSocket, _) = try await self.open(server)
            let bomb = Zlib.compress([UInt8](repeating: 0x34, count: 100_001), as: .raw) ?? []
            let payloads = [Array(bomb.dropLast(4)), [0xFF, 0xFF, 0xFF], [0, 2, 0, 0xFD, 0xFF, 0x34, 0xFF, 0]]
            #expect(payloads[which].count < 1000)
            try await webSocket.connection.send(self.compressed(payloads[which]))
            #expect(try await webSocket.next() == .close(code: code, reason: ""))
        }
    }
}
