import Logging
import SocketIONIO

/// The examples of the catalogue in `Sources/SocketIONIO/Documentation.docc`, so that they compile.
/// ``ExampleTests`` finds each of them here, line for line.
enum Examples {
    struct User: Codable, Sendable {
        var id = 0
        var name = ""
    }
    struct NotAllowed: Error {}

    actor Users {
        nonisolated subscript(_ token: String?) -> User? { token.map { User(name: $0) } }
        func rename(_ user: User, title: String?) throws -> User { user }
        func knows(tenant: ExactString) -> Bool { tenant != "" }
        func reload() {}
    }

    static func landingPage() async throws {
        let server = SocketIOServer(port: 3000)
        server.onConnect { socket in
            socket.on("message") { (text: String) in
                try socket.broadcast.emit("message", text)
            }
        }
        try await server.run()
    }

    static func handlers(_ socket: SocketIOSocket, _ users: Users) {
        socket.on("add") { (a: Int, b: Int) in a + b }
        socket.on("rename") { (user: User, title: String?) async throws -> User in
            try await users.rename(user, title: title)
        }
    }

    static func rooms(_ server: SocketIOServer) {
        server.onConnect { socket in
            await socket.join("news", "user:\(socket.id)")
            socket.on("leave") { (room: String) in await socket.leave("\(room)") }
        }
    }

    static func broadcasts(_ server: SocketIOServer, _ socket: SocketIOSocket) throws {
        try server.to("news").except("user:7").emit("headline", "It rains")
        try socket.broadcast.emit("joined", socket.id.string)
        try server.namespace("/games").to("lobby", "hall").volatile.emit("position", 3, 4)

        server.to("lobby").socketsJoin("game:1")
        try server.to("game:1").emit("start", 1)
        server.to("banned").disconnectSockets()
    }

    static func replies(_ server: SocketIOServer, _ socket: SocketIOSocket) async throws {
        let name = try await socket.emitWithAck("your name?", as: String.self, timeout: .seconds(5))
        do {
            let votes = try await server.to("game:1").emitWithAck("vote", as: Bool.self, timeout: .seconds(10))
            try server.to("game:1").emit("votes", name, votes.filter { $0 }.count)
        } catch let error as BroadcastAckError {
            try server.to("game:1").emit("only", error.replies.count)
        }
    }

    static func cluster(_ users: Users) {
        let adapter = InProcessAdapter()
        let servers = [3000, 3001].map { SocketIOServer(port: $0, adapter: adapter) }
        for server in servers {
            server.main.onServerSideEmit("reload") { _ in await users.reload() }
        }
        servers[0].main.serverSideEmit(SocketIOEvent("reload"))
    }

    static func middleware(_ server: SocketIOServer, _ users: Users) {
        server.use { socket in
            let auth = socket.handshake.auth
            guard let auth, let token = auth.value("token", in: auth.root), let user = users[auth.string(token)] else {
                throw ConnectError(message: "not authorized", data: ["code": 401])
            }
            socket.setData(user)
        }
        server.onConnect { socket in
            guard let user = socket.data(as: User.self) else { return }
            await socket.join("user:\(user.id)")
        }
    }

    static func events(_ server: SocketIOServer, _ socket: SocketIOSocket, _ logger: Logger) {
        socket.use { message in
            guard message.name != "admin" else { throw NotAllowed() }
        }

        server.main.onError { socket, error in
            logger.warning("\(error)", metadata: ["socket": "\(socket.id)"])
        }

        socket.onDisconnecting { reason, rooms in
            _ = try? server.to(Array(rooms)).emit("gone", socket.id.string, reason.rawValue)
        }
    }

    static func onDemand(_ server: SocketIOServer, _ users: Users) {
        let tenants = server.namespaces { name, handshake in await users.knows(tenant: name) }
        tenants.onConnect { socket in try? socket.emit("welcome", socket.namespaceName.string) }
    }
}
