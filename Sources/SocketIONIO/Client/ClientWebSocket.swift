import NIOCore
import NIOHTTP1
import SocketIOProtocol

/// One WebSocket of a client: dials, turns bytes into messages and messages into frames.
///
/// Confined to its event loop, so not `Sendable`. It reports until it was dropped or has failed; then it is silent.
final class ClientWebSocket: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Report {
        case opened
        case message(WebSocketFrameDecoder.Message)
        /// It could not be opened, or broke.
        case failed(ClientEnd)
    }

    /// How much may wait for a server that does not read, before the connection is given up.
    static let maxUnsentBytes = 16 << 20

    private enum State {
        case opening((any Channel)?)
        case open(any Channel)
        /// Said goodbye: only reads.
        case leaving(any Channel)
        case closed
    }

    private let eventLoop: any EventLoop
    private var state = State.opening(nil)
    private var report: (Report) -> Void
    private var frames: WebSocketFrameDecoder
    /// How many bytes the network has not taken yet.
    private var unsentBytes = 0

    init(eventLoop: any EventLoop, maxMessageBytes: Int, report: @escaping (Report) -> Void) {
        self.eventLoop = eventLoop
        self.report = report
        self.frames = WebSocketFrameDecoder(reading: .server, maxMessageBytes: maxMessageBytes)
    }

    /// - Parameters:
    ///   - head: The request, without what makes it an upgrade.
    ///   - timeout: For the TCP connection.
    func open(_ head: HTTPRequestHead, at address: ClientAddress, timeout: Duration) {
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        var random = SystemRandomNumberGenerator()
        let upgrade = ClientUpgrade(
            head: head,
            key: (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) },
            addHandler: { try $0.pipeline.syncOperations.addHandler(bound.value) }
        )
        ClientDialer.connect(to: address, on: self.eventLoop, timeout: timeout).assumeIsolated()
            .flatMap { channel in
                guard case .opening = self.state else {
                    return channel.close().flatMapThrowing { throw CancellationError() }
                }
                self.state = .opening(channel)
                return upgrade.start(on: channel)
            }
            .whenComplete { self.upgraded($0) }
    }

    private func upgraded(_ result: Result<ClientUpgrade.Outcome, any Error>) {
        switch result {
        case .success(.webSocket):
            self.report(.opened)
        case .success(.declined(let answer)):
            answer.assumeIsolated().whenComplete { result in
                switch result {
                case .success(let answer): self.fail(.notServed("\(answer)"))
                case .failure(let error): self.fail(ClientDialer.end(error))
                }
            }
        case .failure(let error):
            self.fail(ClientDialer.end(error))
        }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // Nothing can be written yet, but the first message may come before the upgrade is reported done.
        if case .opening = self.state { self.state = .open(context.channel) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = self.unwrapInboundIn(data)
        var messages: [WebSocketFrameDecoder.Message] = []
        var fault: WebSocketError?
        do {
            try self.frames.decode(bytes.readableBytesSpan, into: &messages)
        } catch {
            fault = error
        }
        for message in messages { self.report(.message(message)) }
        if let fault {
            self.write(.close, WebSocketFrame.closePayload(code: fault.closeCode, reason: ""), written: nil)
            self.fail(.protocolError("\(fault)"))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.fail(.closed(code: nil, reason: ""))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.fail(.broken(ClientDialer.reason(error)))
    }

    /// Whether the network takes what is written now.
    var isWritable: Bool {
        if case .open(let channel) = self.state { channel.isWritable } else { false }
    }

    /// - Parameter written: Succeeds when the network has taken the frame.
    func write(_ opcode: WebSocketOpcode, _ payload: [UInt8], written: EventLoopPromise<Void>?) {
        guard case .open(let channel) = self.state else {
            written?.fail(SocketIOClientError.notConnected)
            return
        }
        let frame = WebSocketFrame.masked(opcode, payload: payload, mask: .random(in: .min ... .max))
        self.unsentBytes += frame.count
        let done = self.eventLoop.makePromise(of: Void.self)
        done.futureResult.assumeIsolated().whenComplete { _ in self.unsentBytes -= frame.count }
        done.futureResult.cascade(to: written)
        if case .close = opcode { self.state = .leaving(channel) }
        channel.writeAndFlush(ByteBuffer(bytes: frame), promise: done)
        if self.unsentBytes > Self.maxUnsentBytes {
            self.fail(.broken("the server reads too slowly: more than \(Self.maxUnsentBytes) bytes wait for it"))
        }
    }

    /// Closes the connection without a report, after a close frame if it is a WebSocket.
    ///
    /// - Parameter closed: Succeeds when it is closed.
    func drop(closed: EventLoopPromise<Void>?) {
        self.report = { _ in }
        if case .open = self.state {
            self.write(.close, WebSocketFrame.closePayload(code: .normal, reason: ""), written: nil)
        }
        let state = self.state
        self.state = .closed
        switch state {
        case .open(let channel), .leaving(let channel), .opening(let channel?):
            channel.close(promise: nil)
            channel.closeFuture.cascade(to: closed)
        case .opening(nil), .closed:
            closed?.succeed()
        }
    }

    private func fail(_ end: ClientEnd) {
        let report = self.report
        self.report = { _ in }
        switch self.state {
        case .open(let channel), .leaving(let channel), .opening(let channel?): channel.close(promise: nil)
        case .opening(nil), .closed: break
        }
        self.state = .closed
        report(.failed(end))
    }
}
