import JSONText
import NIOCore
import NIOHTTP1
import SocketIOProtocol

/// One Engine.IO connection of a client: performs what ``ClientSession`` decides.
///
/// Confined to its event loop, so not `Sendable`. It reports what happens until it has ended, by itself or at its owner's wish;
/// then it is silent.
final class ClientConnection {
    enum Report {
        /// The namespaces can be joined.
        case opened
        case packet(SocketPacket)
        case upgraded
        case ended(ClientEnd)
    }

    private let eventLoop: any EventLoop
    private let configuration: SocketIOClient.Configuration
    private let address: ClientAddress
    private var report: (Report) -> Void
    private var session: ClientSession
    private var engineID: ExactString?
    private let polls: ClientHTTPLane
    private let posts: ClientHTTPLane
    private var webSocket: ClientWebSocket?
    /// What is still to be performed: performing one action may bring others.
    private var actions: [ClientSession.Action] = []
    private var isPerforming = false
    /// Who waits until a packet is sent, by its number, in order.
    private var senders = CircularBuffer<(number: UInt64, written: EventLoopPromise<Void>)>()
    private var connectTimer: Scheduled<Void>?
    private var upgradeTimer: Scheduled<Void>?
    private var heartbeatTimer: Scheduled<Void>?
    private var farewellTimer: Scheduled<Void>?
    private var closed: [EventLoopPromise<Void>] = []

    init(
        address: ClientAddress,
        configuration: SocketIOClient.Configuration,
        eventLoop: any EventLoop,
        report: @escaping (Report) -> Void
    ) {
        self.address = address
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.report = report
        self.session = ClientSession(
            transports: configuration.transports.map(\.engine),
            maxUnsentBytes: ClientWebSocket.maxUnsentBytes,
            limits: JSONLimits(maxBytes: configuration.maxMessageBytes)
        )
        let lane = {
            ClientHTTPLane(
                address: address,
                eventLoop: eventLoop,
                connectTimeout: configuration.connectTimeout,
                maxBodyBytes: configuration.maxMessageBytes
            )
        }
        self.polls = lane()
        self.posts = lane()
    }

    /// Begins the attempt. It fails when ``established()`` does not follow in time.
    func dial() {
        let timeout = self.configuration.connectTimeout
        self.connectTimer = self.schedule(in: timeout) { connection in
            connection.perform(connection.session.fail(.unreachable("no answer within \(timeout)")))
        }
        self.perform(self.session.start())
    }

    /// A namespace answered: the attempt was worth it.
    func established() {
        self.connectTimer?.cancel()
    }

    private func schedule(in delay: Duration, _ action: @escaping (ClientConnection) -> Void) -> Scheduled<Void> {
        self.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) { action(self) }
    }
}

// MARK: Performing

extension ClientConnection {
    private func perform(_ actions: [ClientSession.Action]) {
        self.actions += actions
        guard !self.isPerforming else { return }
        self.isPerforming = true
        defer { self.isPerforming = false }
        while !self.actions.isEmpty {
            let due = self.actions
            self.actions = []
            for action in due { self.perform(action) }
        }
    }

    private func perform(_ action: ClientSession.Action) {
        switch action {
        case .poll:
            self.poll()
        case .post(let body):
            self.post(body)
        case .openWebSocket:
            self.openWebSocket()
        case .write(let opcode, let payload, let number):
            let written = number.map { _ in self.eventLoop.makePromise(of: Void.self) }
            if let number, let written {
                written.futureResult.assumeIsolated().whenSuccess { self.succeed(through: number) }
            }
            self.webSocket?.write(opcode, payload, written: written) ?? written?.fail(SocketIOClientError.notConnected)
        case .dropWebSocket:
            self.upgradeTimer?.cancel()
            self.webSocket?.drop(closed: nil)
            self.webSocket = nil
        case .opened(let sid, let instant):
            self.engineID = sid
            self.scheduleHeartbeat(at: instant)
            self.report(.opened)
        case .packet(let packet):
            self.report(.packet(packet))
        case .sent(let number):
            self.succeed(through: number)
        case .upgraded:
            self.upgradeTimer?.cancel()
            self.polls.close()
            self.posts.close()
            self.report(.upgraded)
        case .end(let reason):
            let report = self.report
            self.finish()
            report(.ended(reason))
        case .closed:
            self.finish()
        }
    }

    private func succeed(through number: UInt64) {
        while let sender = self.senders.first, sender.number <= number {
            self.senders.removeFirst()
            sender.written.succeed()
        }
    }

    private func scheduleHeartbeat(at instant: ContinuousClock.Instant) {
        self.heartbeatTimer = self.schedule(in: instant - .now) { connection in
            switch connection.session.wake(at: .now) {
            case .wait(let next): connection.scheduleHeartbeat(at: next)
            case .perform(let actions): connection.perform(actions)
            }
        }
    }
}

// MARK: Requests

extension ClientConnection {
    private func poll() {
        self.polls.request(self.head(.GET, .polling), body: nil) { result in
            switch self.body(of: result) {
            case .success(let body): self.perform(self.session.polled(body, at: .now))
            case .failure(let problem): self.perform(self.session.fail(problem.end))
            }
        }
    }

    private func post(_ body: [UInt8]) {
        var head = self.head(.POST, .polling)
        head.headers.add(name: "Content-Type", value: "text/plain;charset=UTF-8")
        head.headers.add(name: "Content-Length", value: "\(body.count)")
        self.posts.request(head, body: body) { result in
            switch self.body(of: result) {
            case .success: self.perform(self.session.posted())
            case .failure(let problem): self.perform(self.session.fail(problem.end))
            }
        }
    }

    private struct RequestProblem: Error { let end: ClientEnd }

    private func body(of result: Result<HTTPAnswer, any Error>) -> Result<[UInt8], RequestProblem> {
        switch result {
        case .success(let answer) where answer.isCut && answer.status == .ok:
            let limit = self.configuration.maxMessageBytes
            return .failure(
                RequestProblem(end: .protocolError("a polling answer is cut or has more than \(limit) bytes"))
            )
        case .success(let answer) where answer.status == .ok:
            return .success(answer.body)
        case .success(let answer):
            return .failure(RequestProblem(end: self.session.isOpen ? .broken("\(answer)") : .notServed("\(answer)")))
        case .failure(let error) where self.session.isOpen:
            return .failure(RequestProblem(end: .broken("a request failed: \(ClientDialer.end(error).reason)")))
        case .failure(let error):
            return .failure(RequestProblem(end: ClientDialer.end(error)))
        }
    }

    private func openWebSocket() {
        let webSocket = ClientWebSocket(
            eventLoop: self.eventLoop,
            maxMessageBytes: self.configuration.maxMessageBytes
        ) { report in
            switch report {
            case .opened: self.perform(self.session.webSocketOpened())
            case .message(let message): self.perform(self.session.receive(message, at: .now))
            case .failed(let end): self.perform(self.session.webSocketFailed(end))
            }
        }
        self.webSocket = webSocket
        if self.session.isOpen {
            let timeout = self.configuration.connectTimeout
            self.upgradeTimer = self.schedule(in: timeout) { connection in
                connection.perform(connection.session.webSocketFailed(.unreachable("no answer within \(timeout)")))
            }
        }
        webSocket.open(self.head(.GET, .websocket), at: self.address, timeout: self.configuration.connectTimeout)
    }

    private func head(_ method: HTTPMethod, _ transport: EngineTransport) -> HTTPRequestHead {
        var headers = HTTPHeaders([("Host", self.address.hostHeader)])
        for field in self.configuration.headers { headers.add(name: field.name, value: field.value) }
        let target = self.configuration.requestTarget(transport, sid: self.engineID)
        return HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
    }
}

// MARK: Sending

extension ClientConnection {
    /// What carries packets now; `nil` before the handshake.
    var transport: SocketIOClient.Transport? { self.session.transport.map(SocketIOClient.Transport.init) }

    /// The most bytes of a packet that the server takes; `nil` before the handshake.
    var maxPayload: Int? { self.session.maxPayload }

    /// Whether what is sent now would go out at once.
    var isWritable: Bool { self.session.isWritable && self.webSocket?.isWritable ?? true }

    /// Sends a Socket.IO packet and the binary messages that belong to it.
    ///
    /// - Parameters:
    ///   - text: Without the Engine.IO type.
    ///   - written: Succeeds when the network, or for polling the server, has all of it.
    /// - Throws: ``SocketIOClientError/notConnected`` and ``SocketIOClientError/tooLarge(bytes:limit:)``.
    func send(
        _ text: [UInt8],
        attachments: [[UInt8]] = [],
        written: EventLoopPromise<Void>? = nil
    ) throws(SocketIOClientError) {
        let packets = [EnginePacket.message(text[...])] + attachments.map { .binary($0) }
        for packet in packets {
            guard let size = self.session.size(of: packet) else { throw .notConnected }
            guard size.bytes <= size.limit else { throw .tooLarge(bytes: size.bytes, limit: size.limit) }
        }
        for (index, packet) in packets.enumerated() {
            let (number, actions) = self.session.send(packet)
            if index == packets.count - 1, let written {
                if number > 0 {
                    self.senders.append((number, written))
                } else {
                    written.fail(SocketIOClientError.notConnected)
                }
            }
            self.perform(actions)
        }
    }
}

// MARK: Ending

extension ClientConnection {
    /// Says goodbye after what was sent, and closes the connection, without a report.
    ///
    /// - Parameter closed: Succeeds when the connection is closed, at the latest when the farewell has timed out.
    func leave(closed: EventLoopPromise<Void>?) {
        self.report = { _ in }
        if let closed { self.closed.append(closed) }
        self.connectTimer?.cancel()
        self.farewellTimer = self.schedule(in: self.configuration.farewellTimeout) { connection in
            connection.perform(connection.session.fail(.silent))
        }
        self.perform(self.session.close())
    }

    /// Ends the connection because of what came over it.
    func fail(_ reason: ClientEnd) {
        self.perform(self.session.fail(reason))
    }

    /// Stops the timers, closes what is open, reports nothing more, and gives up what was not sent.
    private func finish() {
        self.report = { _ in }
        for timer in [self.connectTimer, self.upgradeTimer, self.heartbeatTimer, self.farewellTimer] { timer?.cancel() }
        self.polls.close()
        self.posts.close()
        let senders = self.senders
        self.senders = []
        for sender in senders { sender.written.fail(SocketIOClientError.notConnected) }
        let closed = self.eventLoop.makePromise(of: Void.self)
        for promise in self.closed { closed.futureResult.cascade(to: promise) }
        self.closed = []
        self.webSocket?.drop(closed: closed) ?? closed.succeed()
        self.webSocket = nil
    }
}

extension ClientEnd {
    /// What happened, in few words.
    fileprivate var reason: String {
        switch self {
        case .unreachable(let reason), .notServed(let reason), .noHandshake(let reason), .protocolError(let reason),
            .broken(let reason):
            reason
        case .closed, .silent: "\(SocketIOClient.DisconnectReason(self))"
        }
    }
}
