public import JSONText

/// Events whose arguments are values: anything `Codable`, with bytes (`[UInt8]` and `Data`) as binary values at any depth.
///
/// What comes is read with ``SocketIOMessage/decode(_:)``.
extension SocketIOClient {
    /// Sends an event of values; see ``emit(_:)`` and ``SocketIOEvent/init(_:encoding:)``.
    ///
    /// - Throws: `EncodingError`, for a number that JSON cannot write, or what a value's own `encode(to:)` throws; what
    ///   ``emit(_:)`` throws.
    public func emit<each Value: Encodable>(_ event: ExactString, _ values: repeat each Value) async throws {
        try await self.emit(try SocketIOEvent(event, encoding: repeat each values))
    }

    /// Sends an event of values if it can go out at once; see ``emitVolatile(_:)``.
    ///
    /// - Throws: `EncodingError`, for a number that JSON cannot write, or what a value's own `encode(to:)` throws.
    public func emitVolatile<each Value: Encodable>(_ event: ExactString, _ values: repeat each Value) throws {
        self.emitVolatile(try SocketIOEvent(event, encoding: repeat each values))
    }

    /// Sends an event of values and waits for the server's answer, whose first argument is given back.
    ///
    /// - Throws: What ``emitWithAck(_:timeout:)`` and ``emit(_:_:)`` throw, and ``SocketIOArgumentError`` when the answer is
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
