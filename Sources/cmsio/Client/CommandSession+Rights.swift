import ContentEvents
import ContentServer
import ContentStore
import Foundation
import JSONText

extension CommandSession {
    /// Does a command about rights and prints the answer: on the server that holds the data folder, else on its store.
    ///
    /// - Throws: ``CommandFailure``, ``RightsError`` or ``StoreError`` when nothing was done.
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
        let mint = TokenMint(directory: store, secret: try JWTSecret.read(&settings, folder), clock: .system)
        return try await mint.mint(user: ExactString(user), lifetime: expiresIn.wholeSeconds)
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

    enum RightsPlace {
        case server(ServerLocation)
        case folder(DataFolder)
    }

    /// - Parameter isChange: Whether the folder and the store in it may be made, if `--data` names one.
    func rightsPlace(toChange isChange: Bool) throws -> RightsPlace {
        var settings = self.reader()
        guard try settings.read(Settings.server, flag: self.options.server) == nil else {
            return .server(try self.locateServer())
        }
        if isChange, let path = try settings.read(Settings.data, flag: self.options.data),
            !FileManager.default.fileExists(atPath: path)
        {
            return .folder(try DataFolder.create(at: path))
        }
        guard let folder = try DataFolder.locate(self.options, &settings) else {
            return .server(try self.locateServer())
        }
        if FolderLock.holder(of: folder) != nil, ServerRecord.read(in: folder) != nil {
            return .server(try self.locateServer())
        }
        guard isChange || FileManager.default.fileExists(atPath: folder.path(of: .store)) else {
            throw CommandFailure(
                .noInput,
                "there is no store in '\(folder.path)' yet; start 'cmsio serve' there, or grant something first."
            )
        }
        return .folder(folder)
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
