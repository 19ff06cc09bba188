import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("Origins", .timeLimit(.minutes(1)))
struct OriginTests {
    @Test(
        "of other pages get 403, by polling and by WebSocket",
        arguments: ["http://evil.example", "https://127.0.0.1:444", "null", "http://127.0.0.1.evil.example", "x"]
    )
    func forbidden(origin: String) async throws {
        try await TestServer.run { server in
            let response = try await server.request("GET", TestServer.handshake, headers: ["Origin": origin])
            #expect(response.status == 403)
            #expect(response.body == #"{"code":4,"message":"Forbidden"}"#)
            #expect(response["access-control-allow-origin"] == nil)
            let upgrade = await #expect(throws: RawWebSocket.Refused.self) {
                try await server.openWebSocket(headers: ["Origin": origin])
            }
            #expect(upgrade?.response.status == 403)
            #expect(upgrade?.response.body == #"{"code":4,"message":"Forbidden"}"#)
        }
    }

    @Test("of a page may not be used on a session that somebody else opened")
    func forbiddenWithSession() async throws {
        try await TestServer.run { server in
            let client = try await server.openPolling()
            let response = try await server.request("GET", client.target, headers: ["Origin": "http://evil.example"])
            #expect(response.status == 403)
            #expect(try await client.post("40").status == 200)
        }
    }

    @Test("of the server's own host, and requests without one, are let in")
    func sameHost() async throws {
        try await TestServer.run { server in
            let headers = ["Origin": "http://127.0.0.1"]
            #expect(try await server.request("GET", TestServer.handshake, headers: headers).status == 200)
            _ = try await server.openWebSocket(headers: headers)
        }
    }

    @Test("that are allowed by name get the headers browsers look for, on every answer")
    func allowed() async throws {
        try await TestServer.run(
            configuration: .test { configuration in
                configuration.origins = OriginPolicy(allowing: [.origin("https://a.example")])
            }
        ) { server in
            let headers = ["Origin": "https://a.example", "Access-Control-Request-Headers": "content-type,x-foo"]
            for (method, status) in [("GET", 200), ("POST", 400), ("OPTIONS", 204)] {
                let response = try await server.request(method, TestServer.handshake, headers: headers)
                #expect(response.status == status)
                #expect(response["access-control-allow-origin"] == "https://a.example")
            }
            let preflight = try await server.request("OPTIONS", TestServer.handshake, headers: headers)
            #expect(preflight["access-control-allow-methods"] == "GET,HEAD,PUT,PATCH,POST,DELETE")
            #expect(preflight["access-control-allow-headers"] == "content-type,x-foo")
            #expect(preflight["content-length"] == "0")
            let other = try await server.request(
                "OPTIONS",
                TestServer.handshake,
                headers: ["Origin": "https://b.example"]
            )
            #expect(other.status == 403)
            #expect(other["access-control-allow-origin"] == nil)
            #expect(other["vary"] == "Origin")
        }
    }

    @Test("are all let in by a star, which stands on every answer, the 101 too")
    func any() async throws {
        try await TestServer.run(
            configuration: .test { configuration in
                configuration.origins = .any
            }
        ) { server in
            let response = try await server.request("GET", TestServer.handshake)
            #expect(response["access-control-allow-origin"] == "*")
            #expect(try await server.request("OPTIONS", TestServer.handshake).status == 204)
            let connection = try await server.connection()
            try await connection.send(
                RawWebSocket.request("/socket.io/?EIO=4&transport=websocket", headers: ["Origin": "http://x.example"])
            )
            let upgrade = try await connection.response()
            #expect(upgrade.status == 101)
            #expect(upgrade["access-control-allow-origin"] == "*")
        }
    }

    @Test("may be judged by a rule of the user's own")
    func predicate() async throws {
        let policy = OriginPolicy.matching { $0.hasSuffix(".a.example") }
        try await TestServer.run(configuration: .test { $0.origins = policy }) { server in
            for (origin, isAllowed) in [("https://x.a.example", true), ("https://b.example", false)] {
                let response = try await server.request("GET", TestServer.handshake, headers: ["Origin": origin])
                #expect(response.status == (isAllowed ? 200 : 403))
                #expect(response["access-control-allow-origin"] == (isAllowed ? origin : nil))
                #expect(response["vary"] == "Origin")
            }
        }
    }

    @Test("that are not allowed can be left to the browser, as the reference server does")
    func notRefused() async throws {
        var policy = OriginPolicy(allowing: [.origin("https://a.example")])
        policy.refusesOthers = false
        try await TestServer.run(configuration: .test { [policy] in $0.origins = policy }) { server in
            let headers = ["Origin": "https://b.example"]
            let response = try await server.request("GET", TestServer.handshake, headers: headers)
            #expect(response.status == 200)
            #expect(response["access-control-allow-origin"] == nil)
            #expect(try await server.request("OPTIONS", TestServer.handshake, headers: headers).status == 204)
            _ = try await server.openWebSocket(headers: headers)
        }
    }

    @Test("that are allowed get what else the server tells browsers")
    func options() async throws {
        let configuration = SocketIOServerConfiguration.test {
            $0.origins = OriginPolicy(allowing: [.origin("https://a.example")])
            $0.cors.allowsCredentials = true
            $0.cors.methods = ["GET", "POST"]
            $0.cors.allowedHeaders = ["x-one", "x-two"]
            $0.cors.exposedHeaders = ["x-three"]
            $0.cors.maxAge = .seconds(600)
        }
        try await TestServer.run(configuration: configuration) { server in
            let headers = ["Origin": "https://a.example", "Access-Control-Request-Headers": "x-other"]
            for method in ["GET", "OPTIONS"] {
                let response = try await server.request(method, TestServer.handshake, headers: headers)
                #expect(response["access-control-allow-credentials"] == "true")
                #expect(response["access-control-expose-headers"] == "x-three")
                #expect(response["access-control-max-age"] == (method == "GET" ? nil : "600"))
                #expect(response["access-control-allow-methods"] == (method == "GET" ? nil : "GET,POST"))
                #expect(response["access-control-allow-headers"] == (method == "GET" ? nil : "x-one,x-two"))
            }
            let other = try await server.request("GET", TestServer.handshake, headers: ["Origin": "https://b.example"])
            #expect(other["access-control-allow-credentials"] == nil)
        }
    }

    @Test("are not asked about by default: OPTIONS is no method to open a session with")
    func off() async throws {
        try await TestServer.run { server in
            let response = try await server.request("OPTIONS", TestServer.handshake)
            #expect(response.status == 400)
            #expect(response.body == #"{"code":2,"message":"Bad handshake method"}"#)
        }
    }

    @Test(
        "are judged by scheme, host and port",
        arguments: [
            ("http://a.example", "a.example", true), ("https://a.example", "a.example", true),
            ("http://a.example:80", "a.example", true), ("https://a.example", "a.example:443", true),
            ("http://A.Example", "a.example", true), ("http://[::1]:1338", "[::1]:1338", true),
            ("http://a.example:8080", "a.example:8080", true), ("http://a.example:8080", "a.example", false),
            ("https://a.example", "a.example:80", false), ("http://a.example", "b.example", false),
            ("http://sub.a.example", "a.example", false), ("http://a.example@b.example", "a.example", false),
            ("ftp://a.example", "a.example", false), ("http://", "a.example", false), ("null", "null", false),
            ("http://a.example:x", "a.example", false),
        ]
    )
    func sameHostRule(origin: String, host: String, isAllowed: Bool) {
        #expect(OriginPolicy.sameHost.allows(origin: origin, host: host) == isAllowed)
    }

    @Test(
        "of this machine are let in on any port for a demo, and nothing that looks like it",
        arguments: [
            ("http://localhost:5173", true), ("https://localhost", true), ("http://127.0.0.1:8000", true),
            ("http://[::1]:9", true), ("http://localhost.evil.example", false),
            ("http://127.0.0.1.evil.example", false),
        ]
    )
    func localhostRule(origin: String, isAllowed: Bool) {
        #expect(OriginPolicy(allowing: [.localhost]).allows(origin: origin, host: "x.example") == isAllowed)
    }
}
