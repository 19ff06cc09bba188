import JSONText
import Logging
import NIOPosix
import SocketIONIO

extension SocketIOClient {
    /// A client that logs nothing, speaks WebSocket, and neither reconnects nor keeps anything unless told to.
    static func quiet(
        _ url: String,
        _ change: (inout SocketIOClient.Configuration) -> Void = { _ in }
    ) -> SocketIOClient {
        var configuration = SocketIOClient.Configuration(url: url)
        configuration.transports = [.websocket]
        configuration.reconnection = nil
        configuration.sendBuffer = nil
        configuration.farewellTimeout = .milliseconds(10)
        change(&configuration)
        let logger = Logger(label: "client") { _ in SwiftLogNoOpLogHandler() }
        return SocketIOClient(
            configuration: configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
    }

    /// The next of its events, in short.
    func next() async -> String? {
        guard let event = await self.events.first(where: { _ in true }) else { return nil }
        return switch event {
        case .connected(_, let isRecovered): isRecovered ? "recovered" : "connected"
        case .event(let message): "event " + String(decoding: message.document.bytes, as: UTF8.self)
        case .disconnected(let reason): "disconnected \(reason)"
        case .reconnecting(let attempt, _): "reconnecting \(attempt)"
        case .reconnectFailed(let error): "failed to reconnect: \(error)"
        case .failed(let error): "failed \(error)"
        case .upgraded: "upgraded"
        case .unsendable(let event, let error): "unsendable \(event.name): \(error)"
        case .missed(let count): "missed \(count)"
        }
    }
}
