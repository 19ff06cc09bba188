import JSONText
import Logging
import NIOPosix
import SocketIONIO
import Testing

/// A row of the client's matrix: which server, over what, in which namespace.
struct ClientCase: CustomTestStringConvertible, Sendable {
    enum Way: String, CaseIterable {
        case polling, websocket, upgrade

        var transports: [SocketIOClient.Transport] {
            switch self {
            case .polling: [.polling]
            case .websocket: [.websocket]
            case .upgrade: [.polling, .websocket]
            }
        }
    }

    let judge: ClientJudge
    let way: Way
    let namespace: ExactString

    var testDescription: String { "\(self.judge) server, \(self.way), \(self.namespace)" }

    static let all: [ClientCase] = ClientJudge.allCases.flatMap { judge in
        Way.allCases.flatMap { way in
            ["/", "/custom"].map { ClientCase(judge: judge, way: way, namespace: $0) }
        }
    }

    /// Those whose server gives sessions back.
    static let recovering = Self.all.filter { $0.judge == .ours }

    func client(
        _ url: String,
        _ change: (inout SocketIOClient.Configuration) -> Void = { _ in }
    ) -> SocketIOClient {
        var configuration = SocketIOClient.Configuration(url: url)
        configuration.transports = self.way.transports
        configuration.namespace = self.namespace
        configuration.connectTimeout = .seconds(30)
        configuration.reconnection?.minimumDelay = .milliseconds(10)
        configuration.reconnection?.maximumDelay = .milliseconds(50)
        change(&configuration)
        return SocketIOClient(
            configuration: configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "client") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}

/// The events of a client ended before what was waited for.
struct ClientEventsEnded: Error {}

extension SocketIOClient {
    /// The next event of a name; what comes before it is passed over.
    func message(_ name: ExactString) async throws -> SocketIOMessage {
        for await case .event(let message) in self.events where message.name == name { return message }
        throw ClientEventsEnded()
    }

    /// The arguments of the next event of a name, as JSON texts.
    func arguments(of name: ExactString) async throws -> [String] {
        try await self.message(name).texts.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Waits until the connection is where it will stay.
    func settled(_ way: ClientCase.Way) async throws {
        guard case .upgrade = way, try await self.transport != .websocket else { return }
        for await case .upgraded in self.events { return }
        throw ClientEventsEnded()
    }

    /// The next thing that happens to the connection, in short; events of the server are passed over.
    func change() async -> String? {
        for await event in self.events {
            switch event {
            case .event, .upgraded, .missed, .reconnecting, .reconnectFailed: continue
            case .connected(_, let isRecovered): return isRecovered ? "recovered" : "connected"
            case .disconnected(let reason): return "disconnected: \(reason.name)"
            case .failed(let error): return "failed: \(error)"
            case .unsendable(let event, let error): return "unsendable \(event.name): \(error)"
            }
        }
        return nil
    }
}

extension SocketIOEvent {
    init(_ name: ExactString, _ arguments: String..., binary: [[UInt8]] = []) {
        self.init(name, arguments: arguments.map { Array($0.utf8) }, attachments: binary)
    }
}
