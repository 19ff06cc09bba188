import ContentEvents
import ContentServer
import ContentStore
import Foundation
import JSONText

extension CommandSession {
    /// Does a command about rights and prints the answer: on the server that holds the data folder, else on its store.
    ///
    /// - Throws: ``CommandFailure``, ``RightsError`` or ``StoreError`` when nothing was done.
    @discardableResult
    func perform(_ command: RightsCommand) async throws -> RightsAnswer {
        let answer =
            switch try self.rightsPlace(toChange: !command.isQuestion) {
            case .server(let location):
                try await self.ask(location, .perms(command)).decode(RightsAnswer.self, "answer")
            case .folder(let folder): try await ContentStore(path: folder.path(of: .store)).perform(command)
            }
        try self.show(answer)
        return answer
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

    private func show(_ answer: RightsAnswer) throws {
        guard self.terminal.format == .pretty else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try self.terminal.result(json: [UInt8](encoder.encode(answer)))
        }
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

extension RightsCommand {
    /// Whether it only asks, so that no store need be made for it.
    fileprivate var isQuestion: Bool {
        switch self {
        case .list, .can, .roleList, .userList, .tokenList: true
        case .grant, .revoke, .roleAdd, .roleRemove, .userAdd, .userBlock, .userUnblock, .userMove, .userRemove,
            .tokenAdd, .tokenRevoke:
            false
        }
    }
}
