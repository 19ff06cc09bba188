import ContentEvents
import ContentModel
import ContentStore
import JSONText
import Testing

/// Two stores on one file stand for two processes: they share nothing but the file.
@Suite("Two processes on one store")
struct TwoProcessesTests {
    private let folder: TemporaryFolder
    private let clock = ManualClock()
    private let mine: ContentStore
    private let other: ContentStore

    init() throws {
        self.folder = try TemporaryFolder()
        self.mine = try ContentStore(path: self.folder.path(), clock: self.clock.wallClock)
        self.other = try ContentStore(path: self.folder.path(), clock: self.clock.wallClock)
    }

    /// Runs the body while `mine` watches the file.
    private func watching(_ body: () async throws -> Void) async throws {
        let store = self.mine
        let watch = Task { try await store.run() }
        try await body()
        watch.cancel()
        try await watch.value
    }

    @Test("a grant by the other shows here")
    func grant() async throws {
        try await self.watching {
            for action: ExactString in ["create", "update", "delete"] {
                let changes = self.mine.changes()
                let id = ExactString("api::article.article.\(action)")
                _ = try await self.other.perform(.grant(who: "role:public", actions: [id.string]))
                let rights = try await first(of: changes) {
                    $0.audience(labelled: "role:public")?.permissions.allows(id) == true
                }
                #expect(rights.version == self.mine.rights.version)
            }
        }
    }

    @Test("changes by both, in turn, all show here")
    func interleaved() async throws {
        try await self.watching {
            for number in 1...5 {
                _ = try await self.other.perform(.roleAdd(name: "theirs\(number)"))
                _ = try await self.mine.perform(.roleAdd(name: "mine\(number)"))
            }
            _ = try await self.other.perform(.roleAdd(name: "last"))
            let rights = try await first(of: self.mine.changes()) { $0.audience(labelled: "role:last") != nil }
            #expect(rights.audiences.count == 2 + 11)
        }
    }

    @Test("writing at the same time loses nothing")
    func concurrentWrites() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                let store = number.isMultiple(of: 2) ? self.mine : self.other
                group.addTask { _ = try await store.perform(.roleAdd(name: "role\(number)")) }
            }
            try await group.waitForAll()
        }
        guard case .roles(let list) = try await self.mine.perform(.roleList) else { throw WrongAnswer() }
        #expect(list.roles.count == 2 + 20)
    }

    @Test("a token that expires is dropped while nobody asks")
    func expiry() async throws {
        _ = try await self.mine.addToken("ci", type: .custom, expiresIn: 60, secret: nil)
        try await self.watching {
            // Once this shows, the watch is past its first look, which reads everything.
            _ = try await self.other.perform(.roleAdd(name: "editor"))
            _ = try await first(of: self.mine.changes()) { $0.audience(labelled: "role:editor") != nil }
            let changes = self.mine.changes()
            self.clock.advance(bySeconds: 60)
            _ = try await first(of: changes) { $0.audience(labelled: "token:ci") == nil }
        }
    }

    @Test("a token made by the other counts here, and one revoked there does not")
    func tokens() async throws {
        try await self.watching {
            let secret = try await self.other.addToken("ci", type: .custom, secret: nil).secret
            _ = try await first(of: self.mine.changes()) { $0.audience(labelled: "token:ci") != nil }
            #expect(try await self.mine.tokenAudience(presenting: secret) != nil)
            _ = try await self.other.perform(.tokenRevoke(name: "ci"))
            #expect(try await self.mine.tokenAudience(presenting: secret) == nil)
        }
    }

    @Test("a user that was asked for before is the other's a moment later: blocked, moved, removed")
    func knownUser() async throws {
        guard case .user(let added) = try await self.mine.perform(.userAdd(name: "ann", role: "authenticated")) else {
            throw WrongAnswer()
        }
        #expect(try await self.mine.user(id: added.id)?.isBlocked == false)
        try await self.watching {
            let commands: [(RightsCommand, @Sendable (User?) -> Bool)] = [
                (.userBlock(user: "ann"), { $0?.isBlocked == true }),
                (.userUnblock(user: "ann"), { $0?.isBlocked == false }),
                (.userMove(user: "ann", role: "public"), { $0?.role?.id != nil }),
                (.userRemove(user: "ann"), { $0 == nil }),
            ]
            for (command, isDone) in commands {
                let version = self.mine.rights.version
                let changes = self.mine.changes()
                _ = try await self.other.perform(command)
                _ = try await first(of: changes) { $0.version > version }
                #expect(isDone(try await self.mine.user(id: added.id)))
            }
        }
    }

    @Test("a user that the other blocked for less than a look is not taken to be blocked")
    func blockedForAMoment() async throws {
        guard case .user(let added) = try await self.mine.perform(.userAdd(name: "ann", role: "authenticated")) else {
            throw WrongAnswer()
        }
        _ = try await self.other.perform(.userBlock(user: "ann"))
        #expect(try await self.mine.user(id: added.id)?.isBlocked == true)
        _ = try await self.other.perform(.userUnblock(user: "ann"))
        #expect(try await self.mine.user(id: added.id)?.isBlocked == false)
    }
}
