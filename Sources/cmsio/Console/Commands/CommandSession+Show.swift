import JSONText

extension CommandSession {
    /// Asks the server and prints its answer: as it is, or for reading.
    ///
    /// - Parameters:
    ///   - member: Where the value stands in the answer.
    ///   - lines: The value for reading.
    /// - Throws: ``CommandFailure``
    func show<Value: Decodable>(
        _ call: ConsoleCall,
        _ member: String,
        _ lines: (Value, Terminal) -> [String]
    ) async throws {
        let reply = try await self.ask(try self.locateServer(), .console(call))
        guard self.terminal.format == .pretty else {
            return try self.terminal.result(json: reply.json(ExactString(member)))
        }
        let value = try reply.decode(Value.self, ExactString(member))
        for line in lines(value, self.terminal) { try self.terminal.result(line) }
    }
}
