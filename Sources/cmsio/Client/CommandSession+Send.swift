import ContentEvents
import JSONText

extension CommandSession {
    /// Sends an event and prints its receipt.
    ///
    /// - Throws: ``CommandFailure`` when it was not accepted.
    func send(to location: ServerLocation, _ call: OperatorCall) async throws {
        let answer = try await self.ask(location, call)
        guard self.terminal.format == .pretty else { return try self.terminal.result(json: answer.json("receipt")) }
        let receipt = try answer.decode(Receipt.self, "receipt")
        let lines = ReceiptText(receipt).lines(
            style: self.terminal.resultStyle,
            isVerbose: self.terminal.isVerbose,
            width: self.terminal.width
        )
        for line in lines { try self.terminal.result(line) }
        if case .emit(let type, let action, _) = call, receipt.audiences.isEmpty {
            self.terminal.say("Nobody may receive it; let somebody: cmsio perms grant role:public \(type):\(action)")
        }
    }

    /// Connects to a server and asks one thing.
    ///
    /// - Throws: ``CommandFailure``
    func ask(_ location: ServerLocation, _ call: OperatorCall) async throws -> OperatorReply {
        try await OperatorConnection.ask(location, call, logger: self.terminal.logger("cmsio"))
    }
}
