import ContentEvents
import ContentServer
import JSONText

extension CommandSession {
    /// Sends an event and prints its receipt.
    ///
    /// - Throws: ``CommandFailure`` when it was not accepted, or the one socket that it is for is not there.
    func send(to location: ServerLocation, _ call: OperatorCall) async throws {
        let answer = try await self.ask(location, call)
        let receipt = try answer.decode(Receipt.self, "receipt")
        switch self.terminal.format {
        case _ where !self.terminal.printsReceipts: break
        case .json: try self.terminal.result(json: answer.json("receipt"))
        case .pretty: try self.show(receipt)
        }
        try await self.advise(receipt, call, at: location)
    }

    private func show(_ receipt: Receipt) throws {
        let lines = ReceiptText(receipt).lines(
            style: self.terminal.resultStyle,
            isVerbose: self.terminal.isVerbose,
            width: self.terminal.width
        )
        for line in lines { try self.terminal.result(line) }
    }

    /// Says what there is to say of an event that reached nobody.
    private func advise(_ receipt: Receipt, _ call: OperatorCall, at location: ServerLocation) async throws {
        switch call {
        case .emit(let request) where receipt.audiences.isEmpty:
            // Only the server knows whether rights are given here or in Strapi.
            let event = Printable.text("\(request.type) \(request.action)")
            self.terminal.say("Nobody may receive it; how somebody may: cmsio perms who \(event)")
        case .raw(let request) where receipt.sockets == 0 && !request.rooms.isEmpty:
            if let socket = request.socket {
                throw CommandFailure(
                    .no,
                    "there is no socket '\(Printable.text(socket))'; 'echo sockets | cmsio' lists those that are connected."
                )
            }
            guard !self.terminal.isQuiet else { return }
            let rooms = request.rooms.map { "'\(Printable.text($0))'" }.joined(separator: " or ")
            let meant = await self.audience(meantBy: request.rooms, at: location).map { "; did you mean '\($0)'?" }
            self.terminal.say("No socket was reached in \(rooms)\(meant ?? ".")")
        default: break
        }
    }

    /// The role or token that is called like one of the rooms; nil also without an answer.
    private func audience(meantBy rooms: [String], at location: ServerLocation) async -> String? {
        let labels = Set(rooms.flatMap { ["role:\($0)", "token:\($0)"] })
        let names = try? await self.ask(location, .console(.names(type: nil))).decode(KnownNames.self, "names")
        return names?.audiences.first(where: labels.contains)
    }

    /// Connects to a server and asks one thing.
    ///
    /// - Throws: ``CommandFailure``
    func ask(_ location: ServerLocation, _ call: OperatorCall) async throws -> OperatorReply {
        try await OperatorConnection.ask(location, call, logger: self.terminal.logger("cmsio"))
    }
}
