import SocketIOProtocol

/// What a session carries messages for: a Socket.IO ``Conversation``, or the bare socket of an ``EngineConversation``.
///
/// Confined to the session's event loop. The session calls ``start(in:)`` first and ``end(_:activity:)`` last, each once.
/// Who has more waiting for its handlers than it should calls ``Session/holdInput()`` and later
/// ``Session/releaseInput()``, in pairs.
protocol SessionLayer: AnyObject {
    /// The client was sent its handshake.
    func start(in session: Session)

    /// A text message came, of at most `maxPayload` bytes. By polling, nobody has checked yet that it is UTF-8.
    func receive(text: ArraySlice<UInt8>, in session: Session)

    /// A binary message came, of at most `maxPayload` bytes.
    func receive(binary: [UInt8], in session: Session)

    /// Has `done` called, on any thread and once for each client's handlers that are at work, when they have handled what
    /// came so far.
    ///
    /// - Returns: How many calls there will be.
    func whenSettled(_ done: @escaping @Sendable () -> Void) -> Int

    /// Does what is due. Called also when the time asked for has not come yet; ``Session/wakeAgain()`` has it called.
    func wake(at now: ContinuousClock.Instant) -> SessionLayerWake

    /// The session has another transport from now on.
    func transportChanged()

    /// The session is over: nothing more comes or can be sent.
    func end(_ reason: DisconnectReason, activity: Activity)
}

/// What a layer wants after it was woken.
enum SessionLayerWake {
    case closeConnection
    case wait(until: ContinuousClock.Instant)
    case doNothing
}
