import JSONText
import Logging
import NIOCore
import SocketIOProtocol

/// What a client is between and during its connections: performs what ``ClientLifecycle`` decides.
///
/// Confined to its event loop, so not `Sendable`.
final class ClientCore {
    private let eventLoop: any EventLoop
    private let configuration: SocketIOClient.Configuration
    private let events: ClientEventQueue
    private let logger: Logger
    private var lifecycle: ClientLifecycle
    private var connection: ClientConnection?
    /// Whoever waits for the first connection.
    private var caller: (id: UInt64, promise: EventLoopPromise<Void>)?
    private var address: ClientAddress?

    init(
        configuration: SocketIOClient.Configuration,
        events: ClientEventQueue,
        eventLoop: any EventLoop,
        logger: Logger
    ) {
        self.configuration = configuration
        self.events = events
        self.eventLoop = eventLoop
        self.logger = logger
        self.lifecycle = ClientLifecycle(
            backoff: configuration.reconnection?.backoff,
            maxAttempts: configuration.reconnection?.maxAttempts
        )
    }

    /// - Parameter id: Names this call for ``cancelConnect(id:)``.
    func connect(to address: ClientAddress, id: UInt64, _ promise: EventLoopPromise<Void>) {
        switch self.lifecycle.connect() {
        case .dial:
            self.address = address
            self.caller = (id, promise)
            self.dial(address)
        case .refuseSecondCall:
            promise.fail(SocketIOClientError.alreadyConnected)
        case .refuseAfterEnd:
            promise.fail(SocketIOClientError.ended)
        }
    }

    /// Breaks off the attempt of one call; without effect once that has its answer.
    func cancelConnect(id: UInt64) {
        guard let caller = self.caller, caller.id == id else { return }
        self.connection?.abandon()
        self.connection = nil
        self.caller = nil
        _ = self.lifecycle.lost(isFinal: false, random: 0)
        caller.promise.fail(CancellationError())
    }

    func disconnect(_ closed: EventLoopPromise<Void>?) {
        let connection = self.connection
        self.connection = nil
        switch self.lifecycle.disconnect() {
        case .leave:
            self.events.append(.disconnected(.disconnected))
            connection?.leave(closed: closed)
        case .abandon:
            connection?.abandon(closed: closed)
        case .doNothing:
            closed?.succeed()
        }
        self.caller?.promise.fail(SocketIOClientError.ended)
        self.caller = nil
        self.events.finish()
    }

    func send(_ event: SocketIOEvent, written: EventLoopPromise<Void>) {
        do throws(SocketIOClientError) {
            guard let connection = self.connection else { throw .notConnected }
            try connection.send(event, ackID: nil, written: written)
        } catch {
            written.fail(error)
        }
    }

    /// - Parameter id: Not used before by this client.
    func send(_ event: SocketIOEvent, ackID id: UInt64, timeout: Duration, reply: EventLoopPromise<SocketIOReply>) {
        do throws(SocketIOClientError) {
            guard let connection = self.connection else { throw .notConnected }
            try connection.send(event, ackID: id, timeout: timeout, reply: reply)
        } catch {
            reply.fail(error)
        }
    }

    func withdraw(ackID id: UInt64) {
        self.connection?.withdraw(ackID: id)
    }

    private func dial(_ address: ClientAddress) {
        let connection = ClientConnection(
            address: address,
            configuration: self.configuration,
            eventLoop: self.eventLoop,
            report: { self.receive($0) }
        )
        self.connection = connection
        connection.dial()
    }

    private func receive(_ report: ClientConnection.Report) {
        switch report {
        case .connected(let socketID, let early):
            self.logger.debug("connected", metadata: ["server": "\(self.address?.name ?? "")"])
            switch self.lifecycle.established() {
            case .answerCaller:
                self.caller?.promise.succeed()
                self.caller = nil
            case .announce:
                break
            case .close:
                return self.connection?.leave(closed: nil) ?? ()
            }
            self.events.append(.connected(socketID: socketID))
            for message in early { self.append(message) }
        case .event(let message):
            self.append(message)
        case .ended(let ending, let wasConnected):
            self.connection = nil
            self.ended(ending, wasConnected: wasConnected)
        }
    }

    private func append(_ message: SocketIOMessage) {
        let attachments = message.attachments.reduce(0) { $0 + $1.count }
        self.events.append(.event(message), byteCount: message.document.bytes.count + attachments)
    }

    private func ended(_ ending: ClientEnding, wasConnected: Bool) {
        let action = self.lifecycle.lost(isFinal: ending.isFinal, random: .random(in: 0..<1))
        if wasConnected { self.events.append(.disconnected(ending.reason)) }
        switch action {
        case .failCaller:
            self.caller?.promise.fail(ending.error)
            self.caller = nil
        case .wait(let delay, let attempt):
            self.logger.debug(
                "reconnecting",
                metadata: ["attempt": "\(attempt)", "in": "\(delay)", "after": "\(ending.error)"]
            )
            self.events.append(.reconnecting(attempt: attempt, in: delay))
            self.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) { self.wake() }
        case .giveUp:
            if !wasConnected { self.events.append(.failed(ending.error)) }
            self.events.finish()
        case .doNothing:
            break
        }
    }

    private func wake() {
        switch self.lifecycle.wake() {
        case .dial: if let address = self.address { self.dial(address) }
        case .doNothing: break
        }
    }
}
