import JSONText
import SocketIONIO
import Synchronization
import TestClients
import Testing

@Suite("Namespaces on demand", .timeLimit(.minutes(1)))
struct DynamicNamespaceTests {
    @Test(
        "exist for the names that match the pattern, byte for byte",
        arguments: [
            ("/t-*", "/t-1", true), ("/t-*", "/t-", true), ("/t-*", "/u-1", false), ("/t-*", "/T-1", false),
            ("/*-a-*", "/x-a-y", true), ("/*-a-*", "/x-b-y", false), ("/*-a-*", "/a", false), ("/a*a", "/a", false),
            ("/a*b*c", "/abbc", true), ("/a*b*c", "/acb", false), ("/one", "/one", true), ("/one", "/one-two", false),
            ("/\u{E9}*", "/e\u{301}", false), ("*", "/anything", true),
        ]
    )
    func pattern(pattern: String, name: String, isMatch: Bool) async throws {
        try await TestServer.run { server in
            _ = server.namespaces(matching: pattern)
        } body: { server in
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40\(name),")
            let answer = try await webSocket.text()
            if isMatch {
                #expect(answer.hasPrefix("40\(name),{\"sid\":"))
            } else {
                #expect(answer == #"44\#(name),{"message":"Invalid namespace"}"#)
            }
        }
    }

    @Test("have the middleware and handlers of their parent first, then their own, and share nothing else")
    func inheritance() async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        let parents = Mutex<SocketIOParentNamespace?>(nil)
        try await TestServer.run { server in
            let parent = server.namespaces { name, handshake in
                guard let auth = handshake.auth, let pass = auth.value("pass", in: auth.root) else { return false }
                return auth.bool(pass) == true
            }
            parent.use { report.yield("parent's middleware in \($0.namespace.name)") }
            parent.onConnect { socket in
                socket.on("e") { _ in report.yield("event in \(socket.namespaceName)") }
                socket.on("throws") { _ in throw ConnectError(message: "x") }
                report.yield("parent's handler")
            }
            parent.onError { socket, error in report.yield("error in \(socket.namespaceName)") }
            server.namespace("/b").use { _ in report.yield("static") }
            parents.withLock { $0 = parent }
        } body: { server in
            let parent = try #require(parents.withLock { $0 })
            let webSocket = try await server.openWebSocket()
            try await webSocket.send("40/a,")
            #expect(try await webSocket.text() == #"44/a,{"message":"Invalid namespace"}"#)
            try await webSocket.send(#"40/a,{"pass":true}"#)
            #expect(try await webSocket.text().hasPrefix("40/a,{"))
            let child = server.server.namespace("/a")
            child.use { _ in report.yield("own middleware") }
            child.onConnect { _ in report.yield("own handler") }
            let other = try await server.openWebSocket()
            try await other.send(#"40/a,{"pass":true}"#)
            #expect(try await other.text().hasPrefix("40/a,{"))
            try await webSocket.send("40/b,")
            #expect(try await webSocket.text().hasPrefix("40/b,{"))
            try await webSocket.send(#"40/c,{"pass":true}"#)
            #expect(try await webSocket.text().hasPrefix("40/c,{"))
            try await webSocket.send(#"42/c,["e"]"#)
            try await webSocket.send(#"42/c,["throws"]"#)
            var steps: [String] = []
            for await step in seen {
                steps.append(step)
                if step == "error in /c" { break }
            }
            #expect(
                steps == [
                    "parent's middleware in /a", "parent's handler",
                    "parent's middleware in /a", "own middleware", "parent's handler", "own handler",
                    "static", "parent's middleware in /c", "parent's handler", "event in /c", "error in /c",
                ]
            )
            #expect(parent.children.map(\.name) == ["/a", "/c"])
            parent.emit(SocketIOEvent("e"))
            #expect(try await webSocket.text() == #"42/a,["e"]"#)
            #expect(try await webSocket.text() == #"42/c,["e"]"#)
            #expect(await child.emit(SocketIOEvent("e")).reached() == 2)
        }
    }

    @Test("keep a client waiting that asks for one, and close it when it does not wait")
    func waiting() async throws {
        let gate = Gate()
        try await TestServer.run { server in
            _ = server.namespaces { _, _ in
                await gate.wait()
                return true
            }
            echo(server)
        } body: { server in
            let hasty = try await server.openPolling()
            _ = try await hasty.post("40/a,\u{1E}42/a,[\"message\"]")
            #expect(try await hasty.poll().body == "6\u{1E}1")
            let patient = try await server.openWebSocket()
            try await patient.send("40/a,")
            gate.open()
            #expect(try await patient.text().hasPrefix("40/a,{"))
        }
    }

    @Test("are removed with their last socket when the server is told so", arguments: [true, false])
    func cleanup(isRemoved: Bool) async throws {
        let configuration = SocketIOServerConfiguration.test { $0.removesEmptyChildNamespaces = isRemoved }
        let parents = Mutex<SocketIOParentNamespace?>(nil)
        try await TestServer.run(configuration: configuration) { server in
            let parent = server.namespaces(matching: "/t-*")
            parent.use { socket in
                if socket.handshake.auth != nil { throw ConnectError(message: "no") }
            }
            parents.withLock { $0 = parent }
            _ = server.namespace("/static")
        } body: { server in
            let parent = try #require(parents.withLock { $0 })
            let first = try await server.join("/t-1")
            let second = try await server.join("/t-1")
            let child = server.server.namespace("/t-1")
            try await first.send("41/t-1,")
            try await first.send("40/static,")
            #expect(try await first.text().hasPrefix("40/static,{"))
            #expect(parent.children.map(\.name) == ["/t-1"])
            try await second.send("41/t-1,")
            try await second.send(#"40/t-2,{"who":"nobody"}"#)
            #expect(try await second.text() == #"44/t-2,{"message":"no"}"#)
            #expect(parent.children.map(\.name) == (isRemoved ? [] : ["/t-1", "/t-2"]))
            try await second.send("40/t-1,")
            #expect(try await second.text().hasPrefix("40/t-1,{"))
            #expect((server.server.namespace("/t-1") === child) == !isRemoved)
        }
    }

    @Test("do not keep a server that has stopped")
    func released() async throws {
        let server = SocketIOServer(port: 0)
        weak let parent = server.namespaces(matching: "/*")
        #expect(parent != nil)
        _ = try await server.start()
        await server.shutdown()
        #expect(parent == nil)
    }
}
