import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import TestClients

/// A server that our client is tried on. All of them do the same in `/` and `/custom`: see `Clients/python_server.py`.
enum ClientJudge: String, CaseIterable {
    /// Ours, in this process.
    case ours
    /// python-socketio's.
    case python

    /// Runs one for the length of `body`.
    ///
    /// - Parameter recovers: Whether it gives sessions back, where it can. Events then have one argument more.
    func serve(recovers: Bool = false, _ body: (_ url: String) async throws -> Void) async throws {
        switch self {
        case .ours:
            let server = Self.ownServer(recovers: recovers)
            let address = try await server.start()
            let result = await Self.result { try await body("http://127.0.0.1:\(address.port ?? 0)") }
            await server.shutdown()
            try result.get()
        case .python:
            let server = try await ForeignServer.start()
            let result = await Self.result { try await body(server.url) }
            try await server.close()
            try result.get()
        }
    }

    private static func result(_ body: () async throws -> Void) async -> Result<Void, any Error> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    private static func ownServer(recovers: Bool) -> SocketIOServer {
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        configuration.connectionStateRecovery = recovers ? ConnectionStateRecovery() : nil
        let server = SocketIOServer(
            configuration: configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        )
        for name in ["/", "/custom"] as [ExactString] {
            let namespace = server.namespace(name)
            namespace.use { socket in
                guard let auth = socket.handshake.auth, let data = auth.value("refuse", in: auth.root) else { return }
                throw ConnectError(message: "not you", data: Array(auth.text(data)))
            }
            namespace.onConnect { socket in
                Self.converse(with: socket)
                socket.on("id") { socket.id.string }
                socket.on("tell all") { (number: Int) in try namespace.emit("told", number) }
            }
        }
        return server
    }

    private static func converse(with socket: SocketIOSocket) {
        socket.emit(SocketIOEvent("auth", arguments: [socket.handshake.auth?.bytes ?? Array("{}".utf8)]))
        socket.on("message") { socket.emit($0.event("message-back")) }
        socket.on("message-with-ack") { $0.acknowledge($0.texts, attachments: $0.attachments) }
        socket.on("ask") { message in
            let question = message.event("question")
            Task {
                let reply = try await socket.emitWithAck(question, timeout: .seconds(30))
                let texts = reply.arguments.map(reply.document.text)
                socket.emit(SocketIOEvent("answered", arguments: texts, attachments: reply.attachments))
            }
        }
        socket.on("count") { message in
            let count = message.arguments.first.flatMap(message.document.integer) ?? 0
            for number in 0..<count { socket.emit(SocketIOEvent("number", arguments: [Array("\(number)".utf8)])) }
        }
        socket.on("leave") { _ in socket.disconnect() }
    }
}

extension SocketIOMessage {
    /// The arguments as they were sent.
    var texts: [[UInt8]] { self.arguments.map(self.document.text) }

    /// The same arguments under another name.
    fileprivate func event(_ name: ExactString) -> SocketIOEvent {
        SocketIOEvent(name, arguments: self.texts, attachments: self.attachments)
    }
}
