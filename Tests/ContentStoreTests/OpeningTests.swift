import ContentEvents
import ContentModel
import ContentStore
import Foundation
import JSONText
import Testing

@Suite("Opening the store")
struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws {
        self.folder = try TemporaryFolder()
    }

    private func problem(opening path: String) throws -> StoreError {
        try #require(#expect(throws: StoreError.self) { try ContentStore(path: path) })
    }

    /// Writes a number of a SQLite file's header: the user version is at 60, the application's id at 68.
    private func setHeader(of path: String, at offset: Int, to value: UInt32) throws {
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes.replaceSubrange(offset..<offset + 4, with: withUnsafeBytes(of: value.bigEndian) { Data($0) })
        try bytes.write(to: URL(filePath: path))
    }

    @Test("makes a new store with the roles public and authenticated, which may connect and nothing else")
    func newStore() async throws {
        let store = try ContentStore(path: self.folder.path())
        let rights = store.rights
        #expect(rights.audiences.map(\.label) == ["role:public", "role:authenticated"])
        #expect(rights.audiences.allSatisfy { $0.mayConnect && $0.roomGlobs.isEmpty })
        #expect(rights.audiences.allSatisfy { !$0.permissions.isFullAccess && $0.permissions.actions.isEmpty })
    }

    @Test("keeps the database and its side files from everybody else")
    func mode() async throws {
        let store = try ContentStore(path: self.folder.path())
        _ = try await store.perform(.roleAdd(name: "editor"))
        let names = try FileManager.default.contentsOfDirectory(atPath: self.folder.url.path)
        #expect(names.count >= 1)
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: self.folder.path(name))
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test("finds everything again after it was closed")
    func durability() async throws {
        let path = self.folder.path()
        let secret: String
        do {
            let store = try ContentStore(path: path)
            _ = try await store.perform(.roleAdd(name: "editor"))
            _ = try await store.perform(
                .grant(who: "role:editor", actions: ["api::article.article.*", "room:news-*"])
            )
            _ = try await store.perform(.userAdd(name: "ann", role: "editor"))
            secret = try await store.addToken("ci", type: .fullAccess, secret: nil).secret
        }
        let store = try ContentStore(path: path)
        let editor = try #require(store.rights.audience(labelled: "role:editor"))
        #expect(editor.permissions.actions == ["api::article.article.*"])
        #expect(editor.roomGlobs == [Glob("news-*")])
        #expect(try await store.user(named: "ann")?.role == editor.id)
        #expect(
            try await store.tokenAudience(presenting: secret) == store.rights.audience(labelled: "token:ci")?.id
        )
    }

    @Test("leaves one file behind when it is closed")
    func close() async throws {
        do {
            let store = try ContentStore(path: self.folder.path())
            _ = try await store.perform(.roleAdd(name: "editor"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: self.folder.url.path) == ["cmsio.sqlite"])
    }

    @Test("never uses the id of a removed role, token or user again")
    func idsAreNotReused() async throws {
        let store = try ContentStore(path: self.folder.path())
        for command in [
            RightsCommand.roleAdd(name: "a"), .userAdd(name: "u", role: "a"),
            .tokenAdd(name: "t", type: .custom, actions: [], expiresIn: nil),
        ] { _ = try await store.perform(command) }
        let role = try #require(store.rights.audience(labelled: "role:a")?.id.id)
        let token = try #require(store.rights.audience(labelled: "token:t")?.id.id)
        let user = try #require(await store.user(named: "u")?.id)
        for command in [
            RightsCommand.userRemove(user: "u"), .roleRemove(name: "a"), .tokenRevoke(name: "t"),
            .roleAdd(name: "a"), .userAdd(name: "u", role: "a"),
            .tokenAdd(name: "t", type: .custom, actions: [], expiresIn: nil),
        ] { _ = try await store.perform(command) }
        #expect(try #require(store.rights.audience(labelled: "role:a")?.id.id) > role)
        #expect(try #require(store.rights.audience(labelled: "token:t")?.id.id) > token)
        #expect(try #require(await store.user(named: "u")?.id) > user)
    }

    @Test("refuses a file that is no database, and leaves it as it is")
    func notADatabase() throws {
        let path = self.folder.path()
        let text = Data(String(repeating: "this is no database\n", count: 100).utf8)
        try text.write(to: URL(filePath: path))
        #expect(try self.problem(opening: path).reason == .notADatabase)
        #expect(try Data(contentsOf: URL(filePath: path)) == text)
    }

    @Test("refuses the database of another program, and leaves it as it is")
    func foreignDatabase() throws {
        let path = self.folder.path()
        _ = try ContentStore(path: path)
        try self.setHeader(of: path, at: 68, to: 0x1234_5678)
        let before = try Data(contentsOf: URL(filePath: path))
        let error = try self.problem(opening: path)
        #expect(error.reason == .foreignDatabase)
        #expect(error.description.contains(path))
        #expect(error.description.contains("--data"))
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("refuses a store of a newer cmsio, and says which schema it has")
    func newerSchema() throws {
        let path = self.folder.path()
        _ = try ContentStore(path: path)
        try self.setHeader(of: path, at: 60, to: 99)
        #expect(try self.problem(opening: path).reason == .newerSchema(found: 99, supported: 1))
    }

    @Test("says that the folder is not there")
    func noFolder() throws {
        #expect(try self.problem(opening: self.folder.path("missing/cmsio.sqlite")).reason == .noFolder)
    }

    @Test("says that the folder may not be written")
    func readOnlyFolder() throws {
        // Not even root can make a file there.
        #expect(try self.problem(opening: "/sys/cmsio.sqlite").reason == .notWritable)
    }

    @Test("takes an empty file as a new store")
    func emptyFile() throws {
        let path = self.folder.path()
        try Data().write(to: URL(filePath: path))
        #expect(try ContentStore(path: path).rights.audiences.count == 2)
    }
}
