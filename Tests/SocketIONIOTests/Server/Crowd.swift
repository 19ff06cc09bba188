import JSONText
import SocketIONIO
import TestClients

/// Clients of one or more servers, known by their names, that join the rooms they name in their auth.
struct Crowd {
    private(set) var clients: [(name: String, webSocket: RawWebSocket)] = []

    /// Has a server's sockets join the rooms of their auth, and remember their name in a room `name:…`.
    static func setUp(_ server: SocketIOServer) {
        server.namespace("/").use { socket in
            guard let auth = socket.handshake.auth, let rooms = auth.value("rooms", in: auth.root) else { return }
            await socket.join(auth.elements(rooms).compactMap(auth.exactString))
        }
    }

    mutating func join(_ name: String, rooms: [String] = [], to server: TestServer) async throws {
        let list = (rooms + ["name:" + name]).map { "\"\($0)\"" }.joined(separator: ",")
        self.clients.append((name, try await server.join(auth: #"{"rooms":[\#(list)]}"#)))
    }

    subscript(name: String) -> RawWebSocket? { self.clients.first { $0.name == name }?.webSocket }

    /// Sends everyone of every server a last event, and reads until there.
    ///
    /// - Returns: What each client got before it.
    func read(endedBy namespace: SocketIONamespace) async throws -> [String: [String]] {
        namespace.emit(SocketIOEvent("end"))
        var received: [String: [String]] = [:]
        for (name, webSocket) in self.clients {
            received[name] = []
            while case let text = try await webSocket.text(), text != #"42["end"]"# { received[name]?.append(text) }
        }
        return received
    }

    /// The same, when every event has one argument: only those.
    func readArguments(endedBy namespace: SocketIONamespace) async throws -> [String: [String]] {
        try await self.read(endedBy: namespace).mapValues { texts in
            texts.map { $0.dropFirst(#"42["e","#.count).dropLast().description }
        }
    }
}

extension SocketIOEvent {
    /// An event `e` with a number.
    static func numbered(_ number: Int) -> SocketIOEvent { SocketIOEvent("e", arguments: [json("\(number)")]) }
}
