import ContentEvents

extension CommandSession {
    /// Sends an event and prints its receipt.
    ///
    /// - Throws: ``CommandFailure`` when it was not accepted.
    package func send(to location: ServerLocation, _ request: OperatorRequest) async throws {
        let key = try location.requireKey()
        let answer = try await OperatorConnection.with(location, key: key, verbose: self.terminal.isVerbose) {
            try await $0.ask(request)
        }
        guard self.terminal.format == .pretty else { return try self.terminal.result(json: answer.json("receipt")) }
        let receipt = try answer.decode(Receipt.self, "receipt")
        let lines = ReceiptText(receipt).lines(
            style: self.terminal.resultStyle,
            isVerbose: self.terminal.isVerbose,
            width: self.terminal.width
        )
        for line in lines { try self.terminal.result(line) }
        if case .emit(let type, let action, _) = request, receipt.audiences.isEmpty {
            self.terminal.say("Nobody may receive it; let somebody: cmsio perms grant role:public \(type):\(action)")
        }
    }
}
