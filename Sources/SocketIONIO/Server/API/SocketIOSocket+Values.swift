public import JSONText

// Handlers are `@concurrent` because Swift 6.3.1 crashes on closures that are given as nonisolated(nonsending) functions
// of a parameter pack. They run in the socket's task, which is isolated to nothing, so it makes no difference to them.

/// Events whose arguments are values.
///
/// Arguments may be anything `Codable`: bytes (`[UInt8]` and `Data`) are binary values, at any depth, and
/// ``SocketIOJSON`` is JSON as it was written. An optional argument at the end may be left out by the client; arguments
/// that a handler does not ask for are not looked at.
///
/// When an argument is missing or of another type, that handler is not called, it gives no reply, and
/// ``onError(_:)`` hears of it.
extension SocketIOSocket {
    /// Adds a handler for the events named `event`; the handlers of one event run in the order they were added.
    ///
    /// ```swift
    /// socket.on("message") { (text: String, urgent: Bool?) in … }
    /// ```
    @discardableResult
    public func on<each Argument: Decodable & Sendable>(
        _ event: ExactString,
        _ handler: @escaping @Sendable @concurrent (repeat each Argument) async throws -> Void
    ) -> SocketIOListener { self.on(event, Self.handler(handler)) }

    /// Adds a handler whose result is the reply, for clients that wait for one.
    ///
    /// ```swift
    /// socket.on("add") { (a: Int, b: Int) in a + b }
    /// ```
    @discardableResult
    public func on<each Argument: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ event: ExactString,
        _ handler: @escaping @Sendable @concurrent (repeat each Argument) async throws -> Answer
    ) -> SocketIOListener { self.on(event, Self.answering(handler)) }

    /// Adds a handler for the next event named `event`, and for no later one.
    @discardableResult
    public func once<each Argument: Decodable & Sendable>(
        _ event: ExactString,
        _ handler: @escaping @Sendable @concurrent (repeat each Argument) async throws -> Void
    ) -> SocketIOListener { self.once(event, Self.handler(handler)) }

    /// Adds a handler for the next event named `event`, and for no later one, whose result is the reply.
    @discardableResult
    public func once<each Argument: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ event: ExactString,
        _ handler: @escaping @Sendable @concurrent (repeat each Argument) async throws -> Answer
    ) -> SocketIOListener { self.once(event, Self.answering(handler)) }

    private static func handler<each Argument: Decodable & Sendable>(
        _ handler: @escaping @Sendable @concurrent (repeat each Argument) async throws -> Void
    ) -> MessageHandler {
        { message in
            let arguments = try message.decode(repeat (each Argument).self)
            try await handler(repeat each arguments)
        }
    }

    private static func answering<each Argument: Decodable & Sendable, Answer: Encodable & Sendable>(
        _ handler: @escaping @Sendable @concurrent (repeat each Argument) async throws -> Answer
    ) -> MessageHandler {
        { message in
            let arguments = try message.decode(repeat (each Argument).self)
            let answer = try await handler(repeat each arguments)
            if message.wantsAck { try message.acknowledge(encoding: answer) }
        }
    }

    /// Sends an event of values; see ``SocketIOEvent/init(_:encoding:)``.
    ///
    /// - Throws: `EncodingError`, for a number that JSON cannot write, or what a value's own `encode(to:)` throws.
    public func emit<each Value: Encodable>(_ event: ExactString, _ values: repeat each Value) throws {
        self.emit(try SocketIOEvent(event, encoding: repeat each values))
    }

    /// Sends an event of values and waits for the client's reply, whose first argument is given back.
    ///
    /// - Throws: What ``emitWithAck(_:timeout:)`` and ``emit(_:_:)`` throw, and ``SocketIOArgumentError`` when the reply is
    ///   of another type.
    public func emitWithAck<each Value: Encodable, Answer: Decodable>(
        _ event: ExactString,
        _ values: repeat each Value,
        as answer: Answer.Type = Answer.self,
        timeout: Duration
    ) async throws -> Answer {
        let event = try SocketIOEvent(event, encoding: repeat each values)
        return try await self.emitWithAck(event, timeout: timeout).decode(answer)
    }
}

extension SocketIOSocket.Emitter {
    /// Sends an event of values to the socket itself; see ``SocketIOSocket/emit(_:_:)``.
    public func emit<each Value: Encodable>(_ event: ExactString, _ values: repeat each Value) throws {
        self.emit(try SocketIOEvent(event, encoding: repeat each values))
    }

    /// Sends an event of values to the socket itself and waits for its reply; see
    /// ``SocketIOSocket/emitWithAck(_:_:as:timeout:)``.
    public func emitWithAck<each Value: Encodable, Answer: Decodable>(
        _ event: ExactString,
        _ values: repeat each Value,
        as answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        let event = try SocketIOEvent(event, encoding: repeat each values)
        return try await self.emitWithAck(event).decode(answer)
    }
}
