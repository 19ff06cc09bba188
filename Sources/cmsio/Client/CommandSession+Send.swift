import ContentEvents
import JSONText

extension CommandSession {
    /// Sends an event and prints its receipt.
    ///
    /// - Throws: ``CommandFailure`` when it was not accepted.
    func send(to location: ServerLocation, _ call: OperatorCall) async throws {
        let answer = try await self.ask(location, call)
        let receipt = try answer.decode(Receipt.self, "receipt")
        switch self.terminal.format {
        case .json: try self.terminal.result(json: answer.json("receipt"))
        case .pretty: try self.show(receipt)
        }
        if let advice = Self.advice(receipt, call) { self.terminal.say(advice) }
    }

    private func show(_ receipt: Receipt) throws {
        let lines = ReceiptText(receipt).lines(
            style: self.terminal.resultStyle,
            isVerbose: self.terminal.isVerbose,
            width: self.terminal.width
        )
        for line in lines { try self.terminal.result(line) }
    }

    /// What to say of an event that reached nobody.
    private static func advice(_ receipt: Receipt, _ call: OperatorCall) -> String? {
        switch call {
        case .emit(let request) where receipt.audiences.isEmpty:
            // Only the server knows whether rights are given here or in Strapi.
            let event = Printable.text("\(request.type) \(request.action)")
            return "Nobody may receive it; how somebody may: cmsio perms who \(event)"
        case .raw(let request) where receipt.sockets == 0 && !request.rooms.isEmpty:
            let rooms = request.rooms.map { "'\(Printable.text($0))'" }.joined(separator: " or ")
            return "No socket was reached in \(rooms)."
        default: return nil
        }
    }

    /// Connects to a server and asks one thing.
    ///
    /// - Throws: ``CommandFailure``
    func ask(_ location: ServerLocation, _ call: OperatorCall) async throws -> OperatorReply {
        try await OperatorConnection.ask(location, call, logger: self.terminal.logger("cmsio"))
    }
}
