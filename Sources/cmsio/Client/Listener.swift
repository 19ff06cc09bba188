import ContentEvents
import JSONText
import SocketIONIO
import Synchronization

/// Connects, subscribes, and prints what fits; connects again when the connection breaks.
final class Listener: Sendable {
    private let client: SocketIOClient
    private let location: ServerLocation
    private let identity: ListenerIdentity
    private let filter: EventFilter
    private let count: Int?
    private let terminal: Terminal
    private let printed = Atomic(0)

    init(
        location: ServerLocation,
        identity: ListenerIdentity,
        filter: EventFilter,
        count: Int?,
        terminal: Terminal
    ) {
        self.location = identity.explainingRefusals(of: location)
        self.identity = identity
        self.filter = filter
        self.count = count
        self.terminal = terminal
        self.client = ClientSocket.make(
            location.address,
            namespace: identity.namespace,
            auth: identity.auth,
            reconnects: true,
            logger: terminal.logger("cmsio")
        )
    }

    /// How many events were printed.
    var seen: Int { self.printed.load(ordering: .relaxed) }

    func close() async { await self.client.disconnect() }

    /// - Returns: When as many events as wanted have been printed.
    /// - Throws: ``CommandFailure``, ``OutputClosed``, and the error of a cancelled task.
    func run() async throws -> ListenerEnd {
        try await ClientSocket.connect(self.client, self.location)
        try await self.subscribe()
        var isFirst = true
        for await event in self.client.events {
            switch event {
            case .connected:
                // The first was awaited above.
                if !isFirst { try await self.subscribe() }
                isFirst = false
            case .event(let message):
                if try self.print(message) { return .enough }
            case .disconnected(let reason):
                self.terminal.say("disconnected from \(self.location.address): \(reason)")
            case .reconnecting(let attempt, let delay):
                self.terminal.say("connecting again in \(DurationText.show(delay)) (attempt \(attempt))")
            case .failed(let error):
                throw ClientSocket.failure(error, self.location)
            case .missed(let count):
                self.terminal.warn("\(count) events came faster than they could be printed, and are missing here")
            }
        }
        throw CancellationError()
    }

    private func subscribe() async throws {
        if case .watcher(_, let audience) = self.identity {
            _ = try await OperatorConnection(self.client, self.location).ask(.watch(as: audience))
        }
        self.terminal.say("listening as \(self.identity) at \(self.location.address)")
    }

    /// - Returns: Whether that was the last one wanted.
    private func print(_ message: SocketIOMessage) throws -> Bool {
        let event: ListenedEvent? =
            switch self.identity {
            case .watcher: ListenedEvent(watched: message)
            case .client: ListenedEvent(received: message, now: WallClock.system.milliseconds)
            }
        guard let event, self.filter.matches(event.name) else { return false }
        switch self.terminal.format {
        case .json: try self.terminal.result(json: event.json)
        case .pretty: try self.terminal.result(event.line(style: self.terminal.resultStyle))
        }
        return self.printed.add(1, ordering: .relaxed).newValue == self.count
    }
}
