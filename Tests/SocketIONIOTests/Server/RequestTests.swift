import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("Requests to the server", .timeLimit(.minutes(1)))
struct RequestTests {
    @Test("open a session with a handshake of exactly five keys")
    func handshake() async throws {
        try await TestServer.run { server in
            let response = try await server.request("GET", TestServer.handshake)
            #expect(response.status == 200)
            #expect(response["content-type"] == "text/plain; charset=UTF-8")
            #expect(response["cache-control"] == "no-store")
            #expect(response["access-control-allow-origin"] == nil)
            #expect(response.body.hasPrefix(#"0{"sid":""#))
            let rest = #"","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#
            #expect(response.body.hasSuffix(rest))
            let sid = response.body.dropFirst(#"0{"sid":""#.count).dropLast(rest.count)
            #expect(sid.utf8.count == 20)
            #expect(sid.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
            #expect(server.server.connectionCount == 1)
        }
    }

    @Test("offer no upgrade when WebSockets are switched off")
    func noUpgrade() async throws {
        try await TestServer.run(
            configuration: .test { configuration in
                configuration.transports = [.polling]
                configuration.pingInterval = .milliseconds(300)
            }
        ) { server in
            let response = try await server.request("GET", TestServer.handshake)
            #expect(response.body.contains(#""upgrades":[],"pingInterval":300,"#))
        }
    }

    @Test(
        "get the error that a client of the reference server would see",
        arguments: [
            ("GET", "?EIO=4", 400, #"{"code":0,"message":"Transport unknown"}"#),
            ("GET", "?EIO=4&transport=tcp", 400, #"{"code":0,"message":"Transport unknown"}"#),
            ("GET", "other.js", 400, #"{"code":0,"message":"Transport unknown"}"#),
            ("GET", "?EIO=4&transport=polling&sid=nope", 400, #"{"code":1,"message":"Session ID unknown"}"#),
            ("POST", "?EIO=4&transport=polling", 400, #"{"code":2,"message":"Bad handshake method"}"#),
            ("OPTIONS", "?EIO=4&transport=polling", 400, #"{"code":2,"message":"Bad handshake method"}"#),
            ("GET", "?EIO=4&transport=websocket", 400, #"{"code":3,"message":"Bad request"}"#),
            ("GET", "?EIO=3&transport=polling", 400, #"{"code":5,"message":"Unsupported protocol version"}"#),
        ]
    )
    func refusals(method: String, query: String, status: Int, body: String) async throws {
        try await TestServer.run { server in
            let response = try await server.request(method, "/socket.io/\(query)")
            #expect(response.status == status)
            #expect(response["content-type"] == "application/json")
            #expect(response.body == body)
        }
    }

    @Test("to the path without its slash are not for Socket.IO")
    func noSlash() async throws {
        try await TestServer.run { server in
            let withoutSlash = try await server.request("GET", "/socket.io?EIO=4&transport=polling")
            #expect(withoutSlash.status == 404)
            let elsewhere = try await server.request("GET", "/elsewhere")
            #expect(elsewhere.status == 404)
        }
    }

    @Test("with HEAD get no body")
    func head() async throws {
        try await TestServer.run { server in
            let connection = try await server.connection()
            try await connection.sendRequest("HEAD", TestServer.handshake)
            let response = try await connection.read { RawResponse.parse($0, hasBody: false) }
            #expect(response.status == 400)
            #expect(try await connection.request("GET", TestServer.handshake).status == 200)
        }
    }

    @Test("may follow each other on one connection, also without waiting for the answers")
    func pipelining() async throws {
        try await TestServer.run(
            http: { request in
                SocketIOHTTPResponse(status: 200, body: Array(request.path.utf8))
            },
            body: { server in
                let connection = try await server.connection()
                for path in ["/a", "/b"] { try await connection.sendRequest("GET", path) }
                try await connection.sendRequest("POST", "/c", body: "xyz")
                try await connection.sendRequest("GET", TestServer.handshake)
                try await connection.sendRequest("GET", "/d")
                for expected in ["/a", "/b", "/c"] { #expect(try await connection.response().body == expected) }
                #expect(try await connection.response().body.hasPrefix("0{"))
                #expect(try await connection.response().body == "/d")
            }
        )
    }

    @Test("that are no HTTP get 400, and the connection is closed")
    func garbage() async throws {
        try await TestServer.run { server in
            let connection = try await server.connection()
            try await connection.send("NOT HTTP\r\n\r\n")
            #expect(try await connection.response().status == 400)
            try await connection.untilClosed()
        }
    }

    @Test("with too many header bytes get 431, and the connection is closed")
    func headerOverflow() async throws {
        try await TestServer.run { server in
            let connection = try await server.connection()
            let headers = ["X-Long": String(repeating: "a", count: 20_000)]
            #expect(try await connection.request("GET", "/", headers: headers).status == 431)
            try await connection.untilClosed()
        }
    }

    @Test("outside the path go to the user's handler with all that is known of them")
    func fallback() async throws {
        try await TestServer.run(
            http: { request in
                let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
                let text =
                    "\(request.method) \(request.path) \(query) \(request.headers["x-a"] ?? "") \(request.address) "
                return SocketIOHTTPResponse(
                    status: 201,
                    headers: ["X-B": "c", "X-Bad": "a\r\nInjected: 1", "Content-Length": "9"],
                    body: Array(text.utf8) + request.body
                )
            },
            body: { server in
                let response = try await server.request(
                    "POST",
                    "/x/%20?a=1+2&b=%C3%A9",
                    headers: ["X-A": "v"],
                    body: "hello"
                )
                #expect(response.status == 201)
                #expect(response.body == "POST /x/%20 a=1 2;b=é v 127.0.0.1 hello")
                #expect(response["x-b"] == "c")
                #expect(response["x-bad"] == nil)
                #expect(response["injected"] == nil)
            }
        )
    }

    @Test("with a body over the limit get 413 from the user's server too")
    func fallbackLimit() async throws {
        try await TestServer.run(
            configuration: .test { $0.maxPayload = 100 },
            http: { SocketIOHTTPResponse(status: 200, body: Array("\($0.body.count)".utf8)) },
            body: { server in
                let connection = try await server.connection()
                let body = String(repeating: "x", count: 101)
                #expect(try await connection.request("POST", "/", body: body).status == 413)
                #expect(try await connection.request("POST", "/", body: String(body.dropLast())).body == "100")
                try await connection.send(
                    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n\(body)\r\n0\r\n\r\n"
                )
                #expect(try await connection.response().status == 413)
            }
        )
    }

    @Test("that wait to be asked for their body are asked")
    func expectContinue() async throws {
        try await TestServer.run(
            http: { SocketIOHTTPResponse(status: 200, body: $0.body) },
            body: { server in
                let connection = try await server.connection()
                try await connection.send("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
                #expect(try await connection.response().status == 100)
                try await connection.send("ok")
                #expect(try await connection.response().body == "ok")
            }
        )
    }

    @Test("that ask for another protocol are answered in this one, and end their connection")
    func otherUpgrade() async throws {
        try await TestServer.run(
            http: { SocketIOHTTPResponse(status: 200, body: Array($0.path.utf8)) },
            body: { server in
                let headers = ["Connection": "Upgrade", "Upgrade": "h2c"]
                for (target, start) in [("/a", "/a"), (TestServer.handshake, "0{")] {
                    let connection = try await server.connection()
                    let response = try await connection.request("GET", target, headers: headers)
                    #expect(response.status == 200)
                    #expect(response["connection"] == "close")
                    #expect(response.body.hasPrefix(start))
                    try await connection.untilClosed()
                }
            }
        )
    }

    @Test("with HTTP/1.0 or Connection: close end their connection")
    func notKeptAlive() async throws {
        try await TestServer.run(
            http: { _ in SocketIOHTTPResponse(status: 200) },
            body: { server in
                let old = try await server.connection()
                try await old.send("GET / HTTP/1.0\r\n\r\n")
                let oldResponse = try await old.response()
                #expect(oldResponse["connection"] == "close")
                try await old.untilClosed()
                let closing = try await server.connection()
                let response = try await closing.request("GET", "/", headers: ["Connection": "close"])
                #expect(response["connection"] == "close")
                try await closing.untilClosed()
            }
        )
    }

    @Test(
        "that do not arrive in time end their connection: one that says nothing, half a head, half a body",
        arguments: ["", "GET / HTTP/1.1\r\nHost", "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"]
    )
    func incomplete(sent: String) async throws {
        try await TestServer.run(
            configuration: .test { $0.requestTimeout = .milliseconds(700) },
            http: { _ in SocketIOHTTPResponse(status: 200) },
            body: { server in
                let connection = try await server.connection()
                try await connection.send(sent)
                if sent.contains("half") { #expect(try await connection.response().status == 408) }
                try await connection.untilClosed()
            }
        )
    }

    @Test("leave their connection open for another, but not for ever; one that is being answered is not cut")
    func keepAlive() async throws {
        let gate = Gate()
        try await TestServer.run(
            configuration: .test { configuration in
                configuration.requestTimeout = .milliseconds(700)
                configuration.keepAliveTimeout = .milliseconds(50)
            },
            http: { request in
                if request.path == "/slow" { await gate.wait() }
                return SocketIOHTTPResponse(status: 200)
            },
            body: { server in
                let slow = try await server.connection()
                try await slow.sendRequest("GET", "/slow")
                let idle = try await server.connection()
                _ = try await idle.request("GET", "/")
                try await idle.untilClosed()
                let silent = try await server.connection()
                try await silent.untilClosed()
                gate.open()
                #expect(try await slow.response().status == 200)
            }
        )
    }

    @Test("beyond the most connections get 503, by polling and by WebSocket")
    func serverIsFull() async throws {
        try await TestServer.run(
            configuration: .test { configuration in
                configuration.maxConnections = 1
            }
        ) { server in
            let first = try await server.openWebSocket()
            #expect(try await server.request("GET", TestServer.handshake).status == 503)
            await #expect(throws: RawWebSocket.Refused.self) { try await server.openWebSocket() }
            try await first.send("1")
            try await first.connection.untilClosed()
            #expect(try await server.request("GET", TestServer.handshake).status == 200)
        }
    }
}
