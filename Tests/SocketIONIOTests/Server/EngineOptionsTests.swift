import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("A server may be told", .timeLimit(.minutes(1)))
struct EngineOptionsTests {
    @Test("to set a cookie with the session's name, on the first answer to a poll only")
    func cookie() async throws {
        try await TestServer.run(configuration: .test { $0.cookie = SocketIOCookie() }) { server in
            let connection = try await server.connection()
            let first = try await connection.request("GET", TestServer.handshake)
            let sid = first.body.split(separator: "\"")[3]
            #expect(first["set-cookie"] == "io=\(sid); Path=/; HttpOnly; SameSite=Lax")
            let target = "\(TestServer.handshake)&sid=\(sid)"
            #expect(try await connection.request("POST", target, body: "40")["set-cookie"] == nil)
            #expect(try await connection.request("GET", target)["set-cookie"] == nil)
            try await connection.close()
            let upgrade = try await server.connection()
            try await upgrade.send(RawWebSocket.request("/socket.io/?EIO=4&transport=websocket"))
            #expect(try await upgrade.response()["set-cookie"] == nil)
        }
    }

    @Test("what else its cookie says")
    func cookieFields() async throws {
        var cookie = SocketIOCookie(name: "lb")
        cookie.path = "/chat"
        cookie.domain = "a.example"
        cookie.maxAge = .seconds(60)
        cookie.isHTTPOnly = false
        cookie.isSecure = true
        cookie.sameSite = SocketIOCookie.SameSite.none
        try await TestServer.run(configuration: .test { [cookie] in $0.cookie = cookie }) { server in
            let field = try await server.request("GET", TestServer.handshake)["set-cookie"]
            #expect(field?.hasSuffix("; Max-Age=60; Domain=a.example; Path=/chat; Secure; SameSite=None") == true)
            #expect(field?.hasPrefix("lb=") == true)
        }
    }

    @Test("to allow no upgrades: none is offered, and who tries all the same is refused and stays on polling")
    func noUpgrades() async throws {
        try await TestServer.run(configuration: .test { $0.allowsUpgrades = false }) { server in
            #expect(try await server.request("GET", TestServer.handshake).body.contains(#""upgrades":[]"#))
            let client = try await server.openPolling()
            let refused = await #expect(throws: RawWebSocket.Refused.self) {
                try await server.openWebSocket(query: "&sid=\(client.sid)")
            }
            #expect(refused?.response.body == "Bad request")
            #expect(try await client.post("40").body == "ok")
            _ = try await server.openWebSocket()
        }
    }

    @Test("to answer at its path without the slash too, and at no longer name that begins so")
    func withoutSlash() async throws {
        try await TestServer.run(configuration: .test { $0.requiresTrailingSlash = false }) { server in
            for (path, status) in [("/socket.io", 200), ("/socket.io/", 200), ("/socket.iox", 404)] {
                let response = try await server.request("GET", "\(path)?EIO=4&transport=polling")
                #expect(response.status == status)
            }
        }
    }
}
