import NIOCore
import SocketIOProtocol

/// The bare side of one session: hands its messages to an ``EngineIOSocket``. Confined to the session's event loop.
final class EngineConversation: SessionLayer {
    private let greet: EngineIOEndpoint.ConnectHandler
    /// Both `nil` before the start and after the end.
    private var session: Session?
    private var socket: EngineIOSocket?
    /// Whether the client is not read because its handlers are behind.
    private var isHoldingInput = false

    init(greet: @escaping EngineIOEndpoint.ConnectHandler) { self.greet = greet }

    func start(in session: Session) {
        let socket = EngineIOSocket(
            id: session.sid,
            request: session.request,
            conversation: NIOLoopBound(self, eventLoop: session.loop.eventLoop),
            eventLoop: session.loop.eventLoop,
            inboxLimit: session.loop.shared.configuration.maxPayload
        )
        self.session = session
        self.socket = socket
        self.push(.connect(self.greet), weight: 0, in: session)
    }

    func receive(text: ArraySlice<UInt8>, in session: Session) {
        let message = EngineIOMessage.text(String(decoding: text, as: UTF8.self))
        self.push(.message(message), weight: text.count + Self.messageWeight, in: session)
    }

    func receive(binary: [UInt8], in session: Session) {
        self.push(.message(.binary(binary)), weight: binary.count + Self.messageWeight, in: session)
    }

    /// What a message weighs besides its bytes.
    private static let messageWeight = 256

    private func push(_ item: EngineIOSocket.Item, weight: Int, in session: Session) {
        guard let socket, socket.push(item, weight: weight, activity: session.loop.shared.activity) else { return }
        guard !self.isHoldingInput else { return }
        self.isHoldingInput = true
        session.holdInput()
    }

    /// The handlers caught up.
    func releaseInput() {
        guard self.isHoldingInput else { return }
        self.isHoldingInput = false
        self.session?.releaseInput()
    }

    func send(_ message: OutgoingMessage) { self.session?.send(message) }

    func close() { self.session?.close(.forcedClose) }

    func wake(at now: ContinuousClock.Instant) -> SessionLayerWake { .doNothing }

    func end(_ reason: DisconnectReason, activity: Activity) {
        self.releaseInput()
        _ = self.socket?.push(.close(reason), weight: 0, activity: activity)
        self.session = nil
        self.socket = nil
    }
}
