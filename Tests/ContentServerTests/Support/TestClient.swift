import JSONText
import Logging
import NIOPosix
import SocketIONIO

/// A connected client, and what came for it, in short.
struct TestClient: Sendable {
    private let client: SocketIOClient
    /// The id of its socket.
    let id: ExactString

    /// - Throws: ``SocketIOClientError`` when it is refused.
    static func connect(
        to url: String,
        group: MultiThreadedEventLoopGroup,
        _ change: (inout SocketIOClient.Configuration) -> Void
    ) async throws -> TestClient {
        var configuration = SocketIOClient.Configuration(url: url)
        configuration.reconnection = nil
        configuration.transports = [.websocket]
        configuration.sendBuffer = nil
        change(&configuration)
        let logger = Logger(label: "client") { _ in SwiftLogNoOpLogHandler() }
        let client = SocketIOClient(configuration: configuration, group: group, logger: logger)
        try await client.connect()
        guard case .connected(let id, _) = await client.events.first(where: { _ in true }) else { throw NotConnected() }
        return TestClient(client: client, id: id)
    }

    /// The next event as `name arguments…`; `disconnected …` at the end.
    func next() async throws -> String {
        guard let event = await self.client.events.first(where: { _ in true }) else { throw NotConnected() }
        return switch event {
        case .event(let message): Self.text(message)
        case .disconnected(let reason): "disconnected \(reason)"
        default: "\(event)"
        }
    }

    /// The events before the one named `fence`, which an operator sees inside another, as ``next()`` gives them, without those named `knock`.
    func received(until fence: ExactString) async throws -> [String] {
        var received: [String] = []
        while true {
            let text = try await self.next()
            if text.contains(fence.string) { return received }
            if !text.hasPrefix("knock") { received.append(text) }
            if text.hasPrefix("disconnected") { return received }
        }
    }

    /// Asks the server and gives its answer, a JSON text.
    func ask(_ event: ExactString, _ arguments: String...) async throws -> String {
        try await self.ask(event, arguments)
    }

    func ask(_ event: ExactString, _ arguments: [String]) async throws -> String {
        let event = SocketIOEvent(event, arguments: arguments.map { Array($0.utf8) })
        let reply = try await self.client.emitWithAck(event, timeout: .seconds(30))
        guard let answer = reply.arguments.first else { return "" }
        return String(decoding: reply.document.text(answer), as: UTF8.self)
    }

    func disconnect() async { await self.client.disconnect() }

    private static func text(_ message: SocketIOMessage) -> String {
        let arguments = message.arguments.map { String(decoding: message.document.text($0), as: UTF8.self) }
        return ([message.name.string] + arguments).joined(separator: " ")
    }
}

/// The connection is over, or the test was cancelled by its time limit.
struct NotConnected: Error {}
