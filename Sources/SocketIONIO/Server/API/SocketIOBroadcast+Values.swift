public import JSONText

/// Broadcasts of values; see ``SocketIOEvent/init(_:encoding:)`` for what they may be and what is thrown.
extension SocketIOBroadcast {
    /// Sends an event of values, which are encoded once for all; see ``emit(_:)``.
    @discardableResult
    public func emit<each Value: Encodable>(
        _ event: ExactString,
        _ values: repeat each Value
    ) throws -> BroadcastReceipt { self.emit(try SocketIOEvent(event, encoding: repeat each values)) }

    /// Sends an event of values and waits for the replies of all, of each the first argument; see
    /// ``emitWithAck(_:timeout:)``.
    ///
    /// - Throws: Also ``SocketIOArgumentError``, when a reply is of another type.
    public func emitWithAck<each Value: Encodable, Answer: Decodable>(
        _ event: ExactString,
        _ values: repeat each Value,
        as answer: Answer.Type = Answer.self,
        timeout: Duration? = nil
    ) async throws -> [Answer] {
        let event = try SocketIOEvent(event, encoding: repeat each values)
        return try await self.emitWithAck(event, timeout: timeout).map { try $0.decode(answer) }
    }
}

extension SocketIONamespace {
    /// Sends an event of values to everyone; see ``SocketIOBroadcast/emit(_:_:)``.
    @discardableResult
    public func emit<each Value: Encodable>(
        _ event: ExactString,
        _ values: repeat each Value
    ) throws -> BroadcastReceipt { try self.broadcast.emit(event, repeat each values) }

    /// Sends an event of values to everyone and waits for the replies of all; see
    /// ``SocketIOBroadcast/emitWithAck(_:_:as:timeout:)``.
    public func emitWithAck<each Value: Encodable, Answer: Decodable>(
        _ event: ExactString,
        _ values: repeat each Value,
        as answer: Answer.Type = Answer.self,
        timeout: Duration? = nil
    ) async throws -> [Answer] {
        try await self.broadcast.emitWithAck(event, repeat each values, as: answer, timeout: timeout)
    }
}

extension SocketIOServer {
    /// Sends an event of values to everyone in the main namespace; see ``SocketIOBroadcast/emit(_:_:)``.
    @discardableResult
    public func emit<each Value: Encodable>(
        _ event: ExactString,
        _ values: repeat each Value
    ) throws -> BroadcastReceipt { try self.broadcast.emit(event, repeat each values) }
}

extension RemoteSocket {
    /// Sends an event of values; see ``SocketIOBroadcast/emit(_:_:)``.
    public func emit<each Value: Encodable>(_ event: ExactString, _ values: repeat each Value) throws {
        self.emit(try SocketIOEvent(event, encoding: repeat each values))
    }
}
