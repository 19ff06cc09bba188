import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("An endpoint's handlers", .timeLimit(.minutes(1)))
struct EngineHooksTests {
    static let upgrade = "/socket.io/?EIO=4&transport=websocket"

    @Test("for requests refuse with a message of their own, by polling and by WebSocket")
    func refuse() async throws {
        try await TestServer.run {
            $0.engine.allowRequest { request in
                guard request.headers["X-Key"] == "open" else { throw ConnectError(message: #"no "key""#) }
            }
        } body: { server in
            let response = try await server.request("GET", TestServer.handshake)
            #expect(response.status == 403)
            #expect(response.body == #"{"code":4,"message":"no \"key\""}"#)
            let refused = await #expect(throws: RawWebSocket.Refused.self) { try await server.openWebSocket() }
            #expect(refused?.response.status == 403)
            #expect(refused?.response.body == #"{"code":4,"message":"no \"key\""}"#)
            let headers = ["X-Key": "open"]
            #expect(try await server.request("GET", TestServer.handshake, headers: headers).status == 200)
            _ = try await server.openWebSocket(headers: headers)
        }
    }

    @Test("for requests say Forbidden with any other error, and are asked in order until one refuses")
    func order() async throws {
        struct Other: Error {}
        let asked = AsyncStream.makeStream(of: Int.self)
        try await TestServer.run {
            $0.engine.allowRequest { _ in asked.continuation.yield(1) }
            $0.engine.allowRequest { _ in
                asked.continuation.yield(2)
                throw Other()
            }
            $0.engine.allowRequest { _ in asked.continuation.yield(3) }
        } body: { server in
            let body = try await server.request("GET", TestServer.handshake).body
            #expect(body == #"{"code":4,"message":"Forbidden"}"#)
        }
        asked.continuation.finish()
        #expect(await asked.stream.reduce(into: []) { $0.append($1) } == [1, 2])
    }

    @Test("for requests are not asked about a session that is open, nor about another path")
    func onlyHandshakes() async throws {
        try await TestServer.run {
            $0.namespace("/").onConnect { _ in }
            $0.engine.allowRequest { request in
                if request.query.contains(where: { $0.name == "sid" }) { throw ConnectError(message: "asked") }
            }
            $0.engine("/bare") { _ in }.allowRequest { _ in throw ConnectError(message: "never") }
        } body: { server in
            let client = try await server.openPolling()
            #expect(try await client.post("40").body == "ok")
            #expect(try await server.request("GET", "/bare/?EIO=4&transport=polling").status == 403)
        }
    }

    @Test("for requests are asked before the version is judged, as the reference server does")
    func beforeVersion() async throws {
        try await TestServer.run {
            $0.engine.allowRequest { _ in throw ConnectError(message: "no") }
        } body: { server in
            let response = try await server.request("GET", "/socket.io/?EIO=3&transport=polling")
            #expect(response.body == #"{"code":4,"message":"no"}"#)
        }
    }

    @Test("for errors hear of each refusal with its code, its words and what led to it")
    func connectionErrors() async throws {
        let errors = AsyncStream.makeStream(of: EngineIOConnectionError.self)
        try await TestServer.run {
            $0.engine.onConnectionError { errors.continuation.yield($0) }
        } body: { server in
            let requests = [
                ("GET", "EIO=4&transport=tcp", 0, ["transport": "tcp"]),
                ("GET", "EIO=4&transport=polling&sid=nope", 1, ["sid": "nope"]),
                ("POST", "EIO=4&transport=polling", 2, ["method": "POST"]),
                ("GET", "EIO=4&transport=websocket", 3, ["name": "TRANSPORT_HANDSHAKE_ERROR"]),
                ("GET", "EIO=3&transport=polling", 5, ["protocol": "3"]),
            ]
            var received = errors.stream.makeAsyncIterator()
            for (method, query, code, context) in requests {
                _ = try await server.request(method, "/socket.io/?\(query)")
                let error = await received.next()
                #expect(error?.code == code)
                #expect(error?.context == context)
                #expect(error?.request.url == "/socket.io/?\(query)")
            }
            _ = await #expect(throws: RawWebSocket.Refused.self) {
                try await server.openWebSocket(headers: ["Origin": "http://evil.example"])
            }
            let error = await received.next()
            #expect(error?.code == 4)
            #expect(error?.message == "Forbidden")
            #expect(error?.context == ["origin": "http://evil.example"])
        }
    }

    @Test("for fields change the first answer of a session, and every later one, by polling and on the 101")
    func fields() async throws {
        try await TestServer.run {
            $0.namespace("/").onConnect { _ in }
            $0.engine.onInitialHeaders { headers, request in headers.add("X-First", request.url) }
            $0.engine.onHeaders { headers, _ in headers.add("X-Every", "yes") }
        } body: { server in
            let first = try await server.request("GET", TestServer.handshake)
            #expect(first["x-first"] == TestServer.handshake)
            #expect(first["x-every"] == "yes")
            let client = try await server.openPolling()
            let post = try await client.post("40")
            #expect(post["x-first"] == nil)
            #expect(post["x-every"] == "yes")
            #expect(try await client.poll()["x-every"] == "yes")
            let connection = try await server.connection()
            try await connection.send(RawWebSocket.request(Self.upgrade))
            let upgrade = try await connection.response()
            #expect(upgrade.status == 101)
            #expect(upgrade["x-first"] == Self.upgrade)
            #expect(upgrade["x-every"] == "yes")
            #expect(try await server.request("GET", "/socket.io/?EIO=4")["x-every"] == nil)
        }
    }

    @Test("for fields cannot break the answer apart")
    func injection() async throws {
        try await TestServer.run {
            $0.engine.onHeaders { headers, _ in
                headers.add("X-Bad", "a\r\nX-Worse: b")
                headers.add("Content-Length", "1")
                headers.add("Transfer-Encoding", "chunked")
            }
        } body: { server in
            let response = try await server.request("GET", TestServer.handshake)
            #expect(response.status == 200)
            #expect(response["x-bad"] == nil)
            #expect(response["x-worse"] == nil)
            #expect(response["transfer-encoding"] == nil)
            #expect(response["content-length"] == "\(response.body.utf8.count)")
            #expect(response.body.hasSuffix("}"))
        }
    }
}
