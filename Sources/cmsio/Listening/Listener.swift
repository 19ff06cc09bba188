import ContentEvents
import JSONText
import SocketIONIO
import Synchronization

/// Connects, subscribes, and prints what fits; looks for the server and connects again when the connection breaks.
///
/// Not by the client's own reconnection: a server that is started again may be at another port, and at the port of one that
/// has ended there may be anybody, who must not be told the operator key.
final class Listener: Sendable {
    /// The event that tells a client why the server sends it away.
    private static let farewell: ExactString = "auth:ended"

    private let identity: ListenerIdentity
    private let filter: EventFilter
    private let count: Int?
    private let terminal: Terminal
    private let printed = Atomic(0)

    init(identity: ListenerIdentity, filter: EventFilter, count: Int?, terminal: Terminal) {
        self.identity = identity
        self.filter = filter
        self.count = count
        self.terminal = terminal
    }

    /// How many events were printed.
    var seen: Int { self.printed.load(ordering: .relaxed) }

    /// - Parameters:
    ///   - location: The server to begin with.
    ///   - find: Finds the server again after a loss.
    /// - Returns: When as many events as wanted have been printed.
    /// - Throws: ``CommandFailure`` when the first connection fails, or the server refuses; ``OutputClosed``;
    ///   `CancellationError`.
    func run(at location: ServerLocation, find: @Sendable () throws -> ServerLocation) async throws -> ListenerEnd {
        var location = location
        var wait = ReconnectWait()
        while true {
            do {
                if try await self.listen(at: location, connected: { wait = ReconnectWait() }) { return .enough }
            } catch let failure as CommandFailure where failure.status == .unreachable && wait.isRunning {
                // Not there yet: said once, when it was lost.
            }
            location = try await Self.findAgain(find, &wait)
        }
    }

    /// Looks for the server until there is one, with a wait before each look.
    private static func findAgain(
        _ find: @Sendable () throws -> ServerLocation,
        _ wait: inout ReconnectWait
    ) async throws -> ServerLocation {
        while true {
            try await Task.sleep(for: wait.next())
            // Whatever is in the way may be gone with the server's next start.
            if let location = try? find() { return location }
        }
    }

    /// Listens until the connection is lost.
    ///
    /// - Returns: Whether enough events came.
    private func listen(at location: ServerLocation, connected: () -> Void) async throws -> Bool {
        let location = self.identity.explainingRefusals(of: location)
        let client = ClientSocket.make(
            location.address,
            namespace: self.identity.namespace,
            auth: self.identity.auth,
            logger: self.terminal.logger("cmsio")
        )
        do {
            try await ClientSocket.connect(client, location)
            if case .watcher(_, let audience) = self.identity {
                _ = try await OperatorConnection(client, location).ask(.watch(as: audience))
            }
            connected()
            self.terminal.say("listening as \(self.identity) at \(location.address)")
            let isEnough = try await self.printEvents(of: client, location)
            await client.disconnect()
            return isEnough
        } catch {
            await client.disconnect()
            throw error
        }
    }

    private func printEvents(of client: SocketIOClient, _ location: ServerLocation) async throws -> Bool {
        var farewell: String?
        for await event in client.events {
            switch event {
            case .event(let message):
                if case .client = self.identity, message.name == Self.farewell {
                    farewell = message.arguments.first.flatMap { message.document.value("message", in: $0) }
                        .flatMap(message.document.string)
                } else if try self.print(message) {
                    return true
                }
            case .disconnected(.disconnectedByServer):
                let reason = farewell.map { ": \(Printable.text($0))" } ?? ""
                throw CommandFailure(
                    .denied,
                    "the server at \(location.address) sent this client away\(reason). \(location.wayIn)"
                )
            case .disconnected(let reason):
                self.terminal.say("disconnected from \(location.address), connecting again: \(reason)")
            case .missed(let count):
                self.terminal.warn("\(count) events came faster than they could be printed, and are missing here")
            case .connected, .upgraded, .reconnecting, .reconnectFailed, .failed, .unsendable:
                break
            }
        }
        try Task.checkCancellation()
        return false
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

/// The waits between looks for a lost server: half a second at first, then longer, up to 5 s, and never quite the same.
private struct ReconnectWait {
    private var attempts = 0

    /// Whether the server has been lost and not been found again.
    var isRunning: Bool { self.attempts > 0 }

    mutating func next() -> Duration {
        let longest = min(0.5 * Double(1 << min(self.attempts, 10)), 5)
        self.attempts += 1
        return .seconds(Double.random(in: longest / 2...longest))
    }
}
