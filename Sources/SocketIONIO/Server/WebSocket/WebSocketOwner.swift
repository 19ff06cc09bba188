import SocketIOProtocol

/// Whose messages come over a ``WebSocketHandler``. Confined to its event loop.
protocol WebSocketOwner: AnyObject {
    /// A text or binary message came; the handler answers control frames itself.
    func receive(_ message: WebSocketFrameDecoder.Message, from webSocket: WebSocketHandler)

    /// The WebSocket is gone, or is being closed because its peer broke the rules. Called once at most, and not when
    /// the owner closed it.
    func failed(_ webSocket: WebSocketHandler, _ reason: DisconnectReason)
}
