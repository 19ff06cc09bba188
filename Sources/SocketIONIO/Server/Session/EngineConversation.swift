import NIOCore
import SocketIOProtocol

/// The bare side of one session: hands its messages to an ``EngineIOSocket``. Confined to the session's event loop.
final class EngineConversation: SessionLayer {
    private let greet: EngineIOEndpoint.ConnectHandler
    /// Both `nil` before the start and after the end.
    private var session: Session?
    private var socket: EngineIOSocket?
    /// How often its handlers fell behind, less how often they caught up: while it is not 0 the client is not read. They
    /// can fall behind again before the news that they caught up comes here.
    private var inputHolds = 0

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
        self.inputHolds += 1
        session.holdInput()
    }

    /// The handlers caught up.
    func releaseInput() {
        guard self.inputHolds > 0 else { return }
        self.inputHolds -= 1
        self.session?.releaseInput()
    }

    func whenSettled(_ done: @escaping @Sendable () -> Void) -> Int { self.socket?.whenSettled(done) == true ? 1 : 0 }

    func send(_ message: OutgoingMessage) { self.session?.send(message) }

    func close() { self.session?.close(.forcedClose) }

    func transportChanged() {}

    func wake(at now: ContinuousClock.Instant) -> SessionLayerWake { .doNothing }

    func end(_ reason: DisconnectReason, activity: Activity) {
        while self.inputHolds > 0 { self.releaseInput() }
        _ = self.socket?.push(.close(reason), weight: 0, activity: activity)
        self.session = nil
        self.socket = nil
    }
}
