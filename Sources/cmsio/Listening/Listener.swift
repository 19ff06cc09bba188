import ContentEvents
import ContentServer
import JSONText
import SocketIONIO

/// Connects, subscribes, and hands over what comes; looks for the server and connects again when the connection breaks.
///
/// Not by the client's own reconnection: a server that is started again may be at another port, and at the port of one that
/// has ended there may be anybody, who must not be told the operator key.
final class Listener: Sendable {
    /// The event that tells a client why the server sends it away.
    private static let farewell: ExactString = "auth:ended"

    private let identity: ListenerIdentity
    private let plan: ListenPlan
    private let output: ListenOutput
    private let terminal: Terminal

    init(as identity: ListenerIdentity, _ plan: ListenPlan, output: ListenOutput, terminal: Terminal) {
        self.identity = identity
        self.plan = plan
        self.output = output
        self.terminal = terminal
    }

    /// Listens until as many events as wanted have come.
    ///
    /// - Parameters:
    ///   - location: The server to begin with.
    ///   - find: Finds the server again after a loss.
    /// - Throws: ``CommandFailure`` when the first connection fails, or the server refuses; ``OutputClosed``;
    ///   `CancellationError`.
    func run(at location: ServerLocation, find: @Sendable () throws -> ServerLocation) async throws {
        var location = location
        var wait = ReconnectWait()
        var last = self.plan.last
        while true {
            do {
                let isEnough = try await self.listen(at: location, last: last, isFirst: !wait.isRunning) {
                    wait = ReconnectWait()
                    last = nil
                }
                if isEnough { return }
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
    /// - Parameter isFirst: Whether it has not been lost before.
    /// - Returns: Whether enough events came.
    private func listen(
        at location: ServerLocation,
        last: Int?,
        isFirst: Bool,
        connected: () -> Void
    ) async throws -> Bool {
        let location = self.identity.explainingRefusals(of: location)
        let client = ClientSocket.make(
            location.address,
            namespace: self.identity.namespace,
            auth: self.identity.auth,
            transports: self.identity.transports,
            logger: self.terminal.logger("cmsio")
        )
        do {
            try await ClientSocket.connect(client, location)
            let earlier = try await self.subscribe(OperatorConnection(client, location), last: last)
            connected()
            if isFirst { await self.doubtPatterns(OperatorConnection(client, location)) }
            self.terminal.say("listening as \(self.identity) at \(location.address)")
            var isEnough = try await self.hand(over: earlier)
            if !isEnough { isEnough = try await self.follow(client, location, after: earlier.newest) }
            await client.disconnect()
            return isEnough
        } catch {
            await client.disconnect()
            throw error
        }
    }

    /// Asks for events from now on, and then for those before, so that none falls between.
    private func subscribe(_ connection: OperatorConnection, last: Int?) async throws -> EarlierEvents {
        guard case .watcher(_, let watched) = self.identity else { return EarlierEvents() }
        _ = try await connection.ask(.watch(watched))
        guard let last else { return EarlierEvents() }
        return try await connection.earlier(last, of: watched) { self.plan.conditions.fit($0) == .fits }
    }

    /// Warns of a pattern that names a type that there is not, where an operator watches.
    private func doubtPatterns(_ connection: OperatorConnection) async {
        let filter = self.plan.conditions.filter
        guard case .watcher = self.identity, !filter.isOpen, !self.terminal.isQuiet else { return }
        // A server that does not tell is listened to all the same.
        let names = try? await connection.ask(.console(.names(type: nil))).decode(KnownNames.self, "names")
        let doubt = names.flatMap { filter.doubt(types: $0.types.map(\.name), events: $0.events) }
        if let doubt { self.terminal.warn(doubt) }
    }

    /// - Returns: Whether the last one wanted was among them.
    private func hand(over earlier: EarlierEvents) async throws -> Bool {
        if earlier.withheld > 0 {
            self.terminal.say(
                "\(earlier.withheld) earlier events are not shown: \(self.identity) has lost a right since they came"
            )
        }
        for event in earlier.events where try await self.output.take(event) { return true }
        return false
    }

    /// Hands over what comes until the connection is lost.
    ///
    /// - Parameter seam: Events up to this offset have been looked at.
    /// - Returns: Whether the last one wanted came.
    private func follow(_ client: SocketIOClient, _ location: ServerLocation, after seam: Int) async throws -> Bool {
        var farewell: String?
        for await event in client.events {
            switch event {
            case .event(let message):
                if case .client = self.identity, message.name == Self.farewell {
                    farewell = message.arguments.first.flatMap { message.document.value("message", in: $0) }
                        .flatMap(message.document.string)
                } else if let event = self.event(message), event.offset.map({ $0 > seam }) ?? true,
                    try await self.output.take(event)
                {
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

    private func event(_ message: SocketIOMessage) -> ListenedEvent? {
        switch self.identity {
        case .watcher: return ListenedEvent(watched: message)
        case .client: return ListenedEvent(received: message, now: WallClock.system.milliseconds, isForeign: false)
        case .foreign: return ListenedEvent(received: message, now: WallClock.system.milliseconds, isForeign: true)
        }
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
