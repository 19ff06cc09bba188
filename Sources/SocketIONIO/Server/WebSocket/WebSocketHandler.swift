import NIOCore
import NIOHTTP1
import SocketIOProtocol
import Synchronization

/// The one handler of a WebSocket's channel: reads frames, writes ready ones, and shakes hands at the end.
///
/// Confined to its channel's event loop, which is that of its owner.
final class WebSocketHandler: ChannelDuplexHandler, LoopConnection {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a peer may take to close its side.
    private static let closeTime = Duration.seconds(5)

    private enum State {
        case open
        /// Our close frame is out; what comes is thrown away until the peer closes too.
        case closing
        case closed
    }
    private enum Reading {
        case free
        /// The owner's handlers are behind; `isAsked` when the channel wanted to read meanwhile.
        case held(isAsked: Bool)
    }

    /// Whose messages these are; `nil` before it is known and after it ended.
    var owner: (any WebSocketOwner)?
    var wakePlace: Int?

    private let loop: ServerLoop
    private var decoder: WebSocketFrameDecoder
    private var context: ChannelHandlerContext?
    private var state = State.open
    private var reading = Reading.free
    /// What sends its frames, while it is in a channel.
    private(set) var outlet: OutletID?

    /// From how many bytes on messages may be compressed; `nil` when that was not agreed on.
    let deflatesFrom: Int?

    /// - Parameter deflates: Whether permessage-deflate was agreed on.
    init(loop: ServerLoop, deflates: Bool) {
        let configuration = loop.shared.configuration
        self.loop = loop
        self.deflatesFrom = deflates ? configuration.messageCompressionThreshold : nil
        self.decoder = WebSocketFrameDecoder(
            reading: .client,
            maxMessageBytes: configuration.maxPayload,
            inflate: deflates ? PerMessageDeflate.inflate : nil
        )
    }

    /// Puts a handler into the pipeline of a connection whose HTTP ends with `greeting`.
    ///
    /// - Parameter handler: The one that read the request, right behind its decoder.
    static func take(
        over context: ChannelHandlerContext,
        from handler: some RemovableChannelHandler,
        greeting: ByteBuffer,
        loop: ServerLoop,
        deflates: Bool
    ) -> WebSocketHandler {
        let webSocket = WebSocketHandler(loop: loop, deflates: deflates)
        let pipeline = context.pipeline.syncOperations
        do {
            try pipeline.addHandler(webSocket, position: .after(handler))
            context.writeAndFlush(NIOAny(greeting), promise: nil)
            // The decoder goes last: it gives what it has read beyond the request to the handler that is left.
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            pipeline.removeHandler(handler, promise: nil)
            pipeline.removeHandler(decoder, promise: nil)
        } catch {
            context.close(promise: nil)
        }
        return webSocket
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        self.outlet = self.loop.flushes.add(self)
        self.loop.add(self)
        // Moved here in the moment the server was stopped.
        if self.loop.shared.isStopping.load(ordering: .relaxed) { self.closeNow() }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.gone() }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .closed = self.state { return }
        let buffer = Self.unwrapInboundIn(data)
        var messages: [WebSocketFrameDecoder.Message] = []
        var failure: WebSocketError?
        do throws(WebSocketError) {
            try self.decoder.decode(buffer.readableBytesSpan, into: &messages)
        } catch {
            failure = error
        }
        for message in messages { self.receive(message) }
        if let failure { self.fail(failure) }
    }

    private func receive(_ message: WebSocketFrameDecoder.Message) {
        guard case .open = self.state else {
            if case (.closing, .close) = (self.state, message) { self.closeNow() }
            return
        }
        switch message {
        case .text, .binary:
            self.owner?.receive(message, from: self)
        case .ping(let payload):
            _ = self.write(ByteBuffer(bytes: WebSocketFrame.unmasked(.pong, payload: payload)))
            self.flush()
        case .pong:
            break
        case .close(let code, _):
            self.writeClose(code)
            self.stopTaking(.closing)
            self.leaveOwner(.transportClose)
            self.closeNow()
        }
    }

    private func fail(_ error: WebSocketError) {
        guard case .open = self.state else { return }
        let owner = self.owner
        self.close(code: error.closeCode)
        owner?.failed(self, .transportError)
    }

    func read(context: ChannelHandlerContext) {
        switch self.reading {
        case .free: context.read()
        case .held: self.reading = .held(isAsked: true)
        }
    }

    func holdReading() {
        guard case .free = self.reading else { return }
        self.reading = .held(isAsked: false)
    }

    func resumeReading() {
        guard case .held(let isAsked) = self.reading else { return }
        self.reading = .free
        if isAsked { self.context?.read() }
    }

    // MARK: Writing

    enum WriteResult {
        case written
        /// More than the limit was waiting already, and the kernel took none of it.
        case full
        case closed
    }

    /// Takes a ready frame, which is sent at the end of this turn of the event loop, or by ``flush()``.
    func write(_ bytes: ByteBuffer) -> WriteResult {
        guard case .open = self.state, let outlet else { return .closed }
        let frame = SharedFrame(bytes)
        if self.loop.flushes.addIfDirect(frame, to: outlet) { return .written }
        if !self.isWritable {
            self.flush()
            guard self.isWritable else { return .full }
        }
        self.loop.flushes.add(frame, to: outlet)
        return .written
    }

    func flush() {
        if let outlet { self.loop.flushes.flush(outlet) }
    }

    /// Called with what the outlet could not send itself.
    func writeThroughChannel(_ bytes: ByteBuffer) {
        self.context?.writeAndFlush(Self.wrapOutboundOut(bytes), promise: nil)
    }

    /// Whether no more than the limit is waiting to be sent.
    var isWritable: Bool {
        guard let outlet else { return false }
        return self.loop.flushes.queuedBytes(outlet) + self.channelBytes(outlet) <= self.loop.maxQueueBytes
    }

    /// What waits in the channel; once that is nothing, frames need not go through it.
    private func channelBytes(_ outlet: OutletID) -> Int {
        guard case .open = self.state, !self.loop.flushes.isDirect(outlet), let channel = self.context?.channel else {
            return 0
        }
        // A channel that cannot tell is closed.
        let count = (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        if count == 0 { self.loop.flushes.setDirect(DirectSend(channel), of: outlet) }
        return count
    }

    /// No frame is taken any longer.
    private func stopTaking(_ next: State) {
        self.state = next
        if let outlet { self.loop.flushes.setDirect(nil, of: outlet) }
    }

    // MARK: The end

    /// Tells the peer that it is over and shuts our side; the rest closes when the peer's side does, or in time.
    ///
    /// What the peer is still sending is read and thrown away, because closing over unread bytes would take back the
    /// close frame.
    func close(code: WebSocketCloseCode?) {
        guard case .open = self.state else { return }
        self.owner = nil
        self.writeClose(code)
        self.stopTaking(.closing)
        self.context?.close(mode: .output, promise: nil)
        self.resumeReading()
        self.loop.wake(self, at: .now + Self.closeTime)
    }

    private func writeClose(_ code: WebSocketCloseCode?) {
        self.flush()
        guard let context else { return }
        let payload = WebSocketFrame.closePayload(code: code, reason: "")
        let frame = ByteBuffer(bytes: WebSocketFrame.unmasked(.close, payload: payload))
        context.writeAndFlush(Self.wrapOutboundOut(frame), promise: nil)
    }

    func closeNow() {
        guard let context else { return }
        self.stopTaking(.closed)
        context.close(promise: nil)
    }

    func wake(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        self.closeNow()
        return nil
    }

    /// The owner closes it with a close frame of its own.
    func serverStops() {}

    func channelInactive(context: ChannelHandlerContext) {
        self.gone()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.leaveOwner(.transportError)
        self.closeNow()
    }

    private func gone() {
        self.stopTaking(.closed)
        self.context = nil
        self.loop.remove(self)
        self.leaveOwner(.transportClose)
        // Last, because the owner's end is what makes members forget it.
        if let outlet { self.loop.flushes.remove(outlet) }
        self.outlet = nil
    }

    private func leaveOwner(_ reason: DisconnectReason) {
        let owner = self.owner
        self.owner = nil
        owner?.failed(self, reason)
    }
}
