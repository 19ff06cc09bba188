import JSONText
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("Clients of Socket.IO 2", .timeLimit(.minutes(1)))
struct EngineIO3Tests {
    static let polling = "/socket.io/?EIO=3&transport=polling"
    static let webSocket = "/socket.io/?EIO=3&transport=websocket"
    static let allowed = SocketIOServerConfiguration.test { $0.allowsEngineIO3 = true }

    /// Sends events back, says what auth came, and refuses at `/denied`.
    static func setUp(_ server: SocketIOServer) {
        for name in ["/", "/custom"] as [ExactString] {
            server.namespace(name).onConnect { socket in
                socket.on("echo") { message in
                    socket.emit(SocketIOEvent("back", arguments: message.texts, attachments: message.attachments))
                }
                socket.on("ask") { $0.acknowledge([json("1")]) }
                let auth = socket.handshake.auth.map { $0.text($0.root) } ?? json("{}")
                socket.emit(SocketIOEvent("auth", arguments: [json("\"\(socket.id.string)\""), auth]))
            }
        }
        server.namespace("/denied").use { _ in throw ConnectError(message: "no", data: json(#"{"code":401}"#)) }
        server.namespace("/blocked").use { _ in throw ConnectError(message: "not \"you\"") }
    }

    /// Opens a session by polling, and reads what the server says first.
    private func open(_ server: TestServer, query: String = "") async throws -> (sid: String, target: String) {
        let response = try await server.request("GET", Self.polling + query)
        let sid = String(response.body.split(separator: "\"")[3])
        #expect(response.body.hasPrefix("118:0{"))
        let target = "\(Self.polling)\(query)&sid=\(sid)"
        var received = ""
        while !received.contains("auth") { received += try await server.request("GET", target).body }
        let auth = #"42["auth","\#(sid)",{}]"#
        #expect(received == "2:40\(auth.utf8.count):\(auth)")
        return (sid, target)
    }

    @Test(
        "are refused with a clean answer unless they are allowed, by polling and by WebSocket",
        arguments: ["EIO=3&", "EIO=5&", ""]
    )
    func refused(version: String) async throws {
        try await TestServer.run(setUp: Self.setUp) { server in
            let response = try await server.request("GET", "/socket.io/?\(version)transport=polling")
            #expect(response.status == 400)
            #expect(response.body == #"{"code":5,"message":"Unsupported protocol version"}"#)
            let refused = await #expect(throws: RawWebSocket.Refused.self) {
                try await RawWebSocket.upgrade(server.connection(), "/socket.io/?\(version)transport=websocket")
            }
            #expect(refused?.response.status == 400)
            #expect(refused?.response.body == "Unsupported protocol version")
        }
    }

    @Test("name no revision, or one that nobody knows, and are taken for them all the same", arguments: ["EIO=5&", ""])
    func unnamed(version: String) async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let body = try await server.request("GET", "/socket.io/?\(version)transport=polling").body
            #expect(body.hasPrefix("118:0{"))
        }
    }

    @Test("are joined to / at once, whose socket has the session's id, and talk by polling")
    func talkByPolling() async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let (_, target) = try await self.open(server)
            let event = #"42["echo","€😀"]"#
            let post = try await server.request("POST", target, body: "\(event.utf16.count):\(event)")
            #expect(post.body == "ok")
            let back = #"42["back","€😀"]"#
            #expect(try await server.request("GET", target).body == "\(back.utf16.count):\(back)")
            #expect(try await server.request("POST", target, body: "10:420[\"ask\"]").body == "ok")
            #expect(try await server.request("GET", target).body == "6:430[1]")
        }
    }

    @Test("get binary in an octet-stream body, and send it so")
    func binaryPolling() async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let (_, target) = try await self.open(server)
            let head = #"451-["echo",{"_placeholder":true,"num":0}]"#
            var body: [UInt8] = [0] + "\(head.utf8.count)".utf8.map { $0 - 48 } + [255] + Array(head.utf8)
            body += [1, 4, 255, 4, 7, 8, 9]
            let connection = try await server.connection()
            var text = "POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
            text += "Content-Length: \(body.count)\r\n\r\n"
            try await connection.send(Array(text.utf8) + body)
            #expect(try await connection.response().body == "ok")
            let response = try await server.request("GET", target)
            #expect(response["content-type"] == "application/octet-stream")
            let back = #"451-["back",{"_placeholder":true,"num":0}]"#
            let expected: [UInt8] = [0] + "\(back.utf8.count)".utf8.map { $0 - 48 } + [255] + Array(back.utf8)
            #expect(response.bytes == expected + [1, 4, 255, 4, 7, 8, 9])
        }
    }

    @Test("that take no binary get it as base64, and send it so")
    func base64Polling() async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let (_, target) = try await self.open(server, query: "&b64=1")
            let head = #"451-["echo",{"_placeholder":true,"num":0}]"#
            let body = "\(head.utf8.count):\(head)6:b4BwgJ"
            #expect(try await server.request("POST", target, body: body).body == "ok")
            let response = try await server.request("GET", target)
            #expect(response["content-type"] == "text/plain; charset=UTF-8")
            #expect(response.body == body.replacing("echo", with: "back"))
        }
    }

    @Test("ping, and are answered; who is silent for interval and timeout together is closed")
    func heartbeat() async throws {
        var configuration = Self.allowed
        configuration.pingInterval = .milliseconds(100)
        configuration.pingTimeout = .milliseconds(200)
        try await TestServer.run(configuration: configuration, setUp: Self.setUp) { server in
            let webSocket = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            #expect(try await webSocket.text().hasPrefix("0{"))
            #expect(try await webSocket.text() == "40")
            _ = try await webSocket.text()
            try await webSocket.send("2")
            #expect(try await webSocket.text() == "3")
            #expect(try await webSocket.next() == .close(code: nil, reason: ""))
        }
    }

    @Test("talk over a WebSocket, whose binary frames begin with the type")
    func overWebSocket() async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let webSocket = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            let open = try await webSocket.text()
            #expect(open.contains(#""upgrades":[]"#))
            #expect(try await webSocket.text() == "40")
            #expect(try await webSocket.text() == #"42["auth","\#(open.split(separator: "\"")[3])",{}]"#)
            try await webSocket.send(#"451-["echo",{"_placeholder":true,"num":0}]"#)
            try await webSocket.send([4, 7, 8, 9])
            #expect(try await webSocket.text() == #"451-["back",{"_placeholder":true,"num":0}]"#)
            #expect(try await webSocket.next() == .binary([4, 7, 8, 9]))
        }
    }

    @Test("join other namespaces, with the name's query as auth; ids there are the session's behind the name")
    func namespaces() async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let webSocket = try await RawWebSocket.upgrade(server.connection(), Self.webSocket)
            let sid = try await webSocket.text().split(separator: "\"")[3]
            _ = try await webSocket.text()
            _ = try await webSocket.text()
            try await webSocket.send("40/custom?token=a%20b&x=1,")
            #expect(try await webSocket.text() == "40/custom,")
            #expect(try await webSocket.text() == #"42/custom,["auth","/custom#\#(sid)",{"token":"a b","x":"1"}]"#)
            try await webSocket.send("40/denied,")
            #expect(try await webSocket.text() == #"44/denied,{"code":401}"#)
            try await webSocket.send("40/blocked,")
            #expect(try await webSocket.text() == #"44/blocked,"not \"you\"""#)
            try await webSocket.send("40/nowhere,")
            #expect(try await webSocket.text() == #"44/nowhere,"Invalid namespace""#)
        }
    }

    @Test("move from polling to a WebSocket")
    func upgrade() async throws {
        try await TestServer.run(configuration: Self.allowed, setUp: Self.setUp) { server in
            let (sid, _) = try await self.open(server)
            let webSocket = try await RawWebSocket.upgrade(server.connection(), "\(Self.webSocket)&sid=\(sid)")
            try await webSocket.send("2probe")
            #expect(try await webSocket.text() == "3probe")
            try await webSocket.send("5")
            try await webSocket.send(#"42["echo"]"#)
            #expect(try await webSocket.text() == #"42["back"]"#)
        }
    }

    @Test("learn of the end by polling: a waiting poll gets a noop when they close, in their framing")
    func close() async throws {
        try await TestServer.run(group: TestLoops.one, configuration: Self.allowed, setUp: Self.setUp) { server in
            let (_, target) = try await self.open(server)
            let waiting = try await server.connection()
            try await waiting.sendRequest("GET", target)
            #expect(try await server.request("POST", target, body: "1:1").body == "ok")
            #expect(try await waiting.response().body == "1:6")
        }
    }
}
