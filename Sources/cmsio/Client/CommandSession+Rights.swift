import ContentEvents
import ContentServer
import ContentStore
import JSONText
import StrapiSource

extension CommandSession {
    /// Does a command about rights and prints the answer: on the server that holds the data folder, else on the
    /// Strapi project of the settings or the folder's store.
    ///
    /// - Throws: ``CommandFailure``, ``RightsError``, ``StoreError`` or ``StrapiDatabaseError`` when nothing was done.
    func perform(_ command: RightsCommand) async throws {
        try self.show(try await self.answer(command))
    }

    /// Does a command about rights.
    ///
    /// - Throws: As ``perform(_:)``.
    func answer(_ command: RightsCommand) async throws -> RightsAnswer {
        if let answer = try self.answerFromStore(command) { return answer }
        return try await self.answer(command, at: try self.rightsPlace(toChange: !command.isQuestion))
    }

    /// All rights as they are now.
    ///
    /// - Parameter isChange: Whether something will be made of them, so that a folder and store that are not there are made.
    func currentRights(toChange isChange: Bool) async throws -> RightsExport {
        let answer =
            isChange
            ? try await self.answer(.export, at: try self.rightsPlace(toChange: true)) : try await self.answer(.export)
        guard case .export(let export) = answer else { throw OperatorReply.notUnderstood }
        return export
    }

    /// Who would receive an event; with the sockets of each while a server runs.
    ///
    /// - Throws: As ``perform(_:)``.
    func recipients(type: String, action: String) async throws -> Recipients {
        if case .server(let location) = try self.rightsPlace(toChange: false) {
            return try await self.ask(location, .who(type: type, action: action)).decode(Recipients.self, "recipients")
        }
        guard case .recipients(let recipients) = try await self.answer(.who(type: type, action: action)) else {
            throw OperatorReply.notUnderstood
        }
        return recipients
    }

    private func answer(_ command: RightsCommand, at place: RightsPlace) async throws -> RightsAnswer {
        switch place {
        case .server(let location):
            try await self.ask(location, .perms(command)).decode(RightsAnswer.self, "answer")
        case .folder(let folder):
            try await ContentStore(path: folder.path(of: .store)).perform(command)
        case .project:
            // What changes nothing need not be read for.
            if command.isQuestion {
                try await self.project().rights.administration.perform(command)
            } else {
                throw StrapiAdministration.refusal
            }
        }
    }

    /// Answers a question from the store alone, without waiting for anything.
    ///
    /// - Returns: Nil for a change, when a server must be asked, and for a store of an older version.
    func answerFromStore(_ command: RightsCommand) throws -> RightsAnswer? {
        guard command.isQuestion, case .folder(let folder) = try self.rightsPlace(toChange: false) else { return nil }
        return try ContentStore.answer(command, at: folder.path(of: .store))
    }

    /// Prints whether somebody may do something, unless only the status is wanted (`--quiet`).
    ///
    /// - Throws: ``Verdict`` with status 1 for no.
    func conclude(_ verdict: RightsVerdict) throws {
        if !self.terminal.isQuiet { try self.show(.verdict(verdict)) }
        if !verdict.allowed { throw Verdict(status: .no) }
    }

    /// Prints a JWT for a user.
    ///
    /// - Throws: ``CommandFailure``
    func mint(user: String, expiresIn: Duration) async throws {
        let token =
            switch try self.rightsPlace(toChange: true) {
            case .server(let location):
                try await self.ask(location, .mint(user: user, expiresIn: expiresIn)).string("token")
            case .folder(let folder):
                try await self.mint(user: user, expiresIn: expiresIn, in: folder)
            case .project:
                try await self.mint(user: user, expiresIn: expiresIn, for: self.project())
            }
        guard self.terminal.format == .json else { return try self.terminal.result(token) }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("token")
        writer.string(token)
        writer.endObject()
        try self.terminal.result(json: writer.bytes)
    }

    private func mint(user: String, expiresIn: Duration, in folder: DataFolder) async throws -> String {
        var settings = self.reader()
        let store = try ContentStore(path: folder.path(of: .store))
        let jwt = JWTRules(secret: try JWTSecret.read(&settings, folder))
        return try await TokenMint(directory: store, jwt: jwt, clock: .system)
            .mint(user: ExactString(user), lifetime: expiresIn.wholeSeconds)
    }

    private func mint(user: String, expiresIn: Duration, for named: NamedProject) async throws -> String {
        try await TokenMint(directory: named.rights.directory, jwt: try named.project.jwt(), clock: .system)
            .mint(user: ExactString(user), lifetime: expiresIn.wholeSeconds)
    }

    func show(_ answer: RightsAnswer) throws {
        guard self.terminal.format == .pretty else { return try self.terminal.result(encoding: answer) }
        if case .tokenAdded(let added) = answer {
            self.terminal.say("\(added.token.audience) was added. Keep its secret, nothing can tell it again:")
        }
        for line in RightsText(answer, style: self.terminal.resultStyle, width: self.terminal.width).lines {
            try self.terminal.result(line)
        }
    }
}

extension RightsError: FailureConvertible {
    var failure: CommandFailure { CommandFailure(self.kind.status, self.message) }
}

extension EmitError: FailureConvertible {
    var failure: CommandFailure { CommandFailure(self.kind.status, self.message) }
}

extension FailureKind {
    fileprivate var status: ExitStatus { ExitStatus(rawValue: Int32(self.rawValue)) ?? .bug }
}

extension StoreError: FailureConvertible {
    var failure: CommandFailure { CommandFailure(.badConfiguration, self.description) }
}
