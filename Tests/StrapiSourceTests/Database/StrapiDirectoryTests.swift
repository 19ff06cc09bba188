import ContentEvents
import ContentModel
import JSONText
import StrapiSource
import TestStrapi
import Testing

@Suite("The rights of a Strapi project", .timeLimit(.minutes(2)))
struct StrapiDirectoryTests {
    static let kinds = StrapiRig.Kind.all

    // MARK: Audiences

    @Test("has the roles and the tokens that have not expired, with what they were granted", arguments: kinds)
    func audiences(_ kind: StrapiRig.Kind) async throws {
        let rights = try await StrapiRig(kind).directory().rights
        #expect(
            rights.audiences.map(\.label.string) == [
                "role:authenticated", "role:public", "role:editor", "token:ci", "token:full", "token:reader",
            ]
        )
        #expect(rights.publicRole == AudienceID(kind: .role, id: 2))
        #expect(
            rights.audience(labelled: "role:authenticated")?.permissions.actions
                == ["api::author.author.find", "api::article.article.update"]
        )
        let ci = try #require(rights.audience(labelled: "token:ci"))
        #expect(ci.permissions.actions == ["api::article.article.update"])
        #expect(ci.expiresAt == StrapiRig.expiry)
        #expect(rights.audience(labelled: "token:full")?.permissions == .fullAccess)
        #expect(rights.audience(labelled: "token:reader")?.isReadOnlyToken == true)
    }

    @Test(
        "reads times of PostgreSQL as the wall clock of the Strapi process",
        arguments: [("UTC", 0), ("Asia/Tokyo", 9)]
    )
    func timeZone(name: String, hours: Int64) async throws {
        let rig = try await StrapiRig(StrapiRig.Kind(engine: .postgres, version: 5))
        let directory = try await StrapiDirectory(
            database: rig.settings.database(timeZone: name),
            place: rig.path,
            version: 5,
            tokenSalt: nil,
            maxAge: .seconds(60)
        )
        let ci = try #require(directory.rights.audience(labelled: "token:ci"))
        #expect(ci.expiresAt == StrapiRig.expiry - hours * 3600)
    }

    @Test("takes no action of Strapi's for a wildcard of ours", arguments: kinds)
    func noWildcards(_ kind: StrapiRig.Kind) async throws {
        let editor = try #require(try await StrapiRig(kind).directory().rights.audience(labelled: "role:editor"))
        #expect(editor.permissions.actions == ["api::article.article.delete"])
    }

    @Test("Q5: roles of one name are audiences of their own, and a new name keeps the room", arguments: kinds)
    func sameNames(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        let directory = try await rig.directory()
        let editor = try #require(directory.rights.audience(labelled: "role:editor")?.id)
        try rig.run("INSERT INTO up_roles (name, type) VALUES ('Other editors', 'editor')")
        try rig.run("UPDATE up_roles SET name = 'Renamed' WHERE type = 'editor'")
        await directory.refresh()
        let labels = directory.rights.audiences.map(\.label.string)
        #expect(labels.filter { $0.hasPrefix("role:editor") } == ["role:editor", "role:editor#4"])
        #expect(directory.rights.audience(editor)?.label == "role:editor")
    }

    // MARK: People

    @Test("knows users by number and by name, with the role and whether they are blocked", arguments: kinds)
    func users(_ kind: StrapiRig.Kind) async throws {
        let directory = try await StrapiRig(kind).directory()
        let ann = try #require(try await directory.user(id: 1))
        #expect(
            ann == User(id: 1, name: "ann", role: AudienceID(kind: .role, id: 1), isBlocked: false, isConfirmed: true)
        )
        #expect(try await directory.user(named: "bob")?.isBlocked == true)
        #expect(try await directory.user(named: "dan")?.role == nil)
        #expect(try await directory.user(id: 99) == nil)
        #expect(try await directory.user(named: "ann' OR '1'='1") == nil)
    }

    @Test(
        "users that were asked for are known while the database is away, and read anew with what changed",
        arguments: kinds
    )
    func knownUsers(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        let directory = try await rig.directory()
        #expect(try await directory.user(id: 1)?.isBlocked == false)
        #expect(try await directory.user(id: 99) == nil)
        try rig.run("UPDATE up_users SET blocked = \(rig.flag(true)) WHERE id = 1")
        try rig.run("INSERT INTO up_users (id, username, confirmed) VALUES (99, 'new', \(rig.flag(true)))")
        await directory.refresh()
        rig.database.isAway = true
        #expect(try await directory.user(id: 1)?.isBlocked == true)
        #expect(try await directory.user(id: 99)?.name == "new")
        await #expect(throws: SwitchedDatabase.Gone.self) { try await directory.user(id: 2) }
    }

    @Test("an unconfirmed user counts as such only where addresses must be confirmed", arguments: kinds)
    func confirmation(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        let directory = try await rig.directory()
        #expect(try await directory.user(named: "cat")?.isConfirmed == true)
        let version = directory.rights.version
        try rig.run(#"UPDATE strapi_core_store_settings SET value = '{"email_confirmation":true}'"#)
        await directory.refresh()
        #expect(directory.rights.version > version)
        #expect(try await directory.user(named: "cat")?.isConfirmed == false)
        #expect(try await directory.user(named: "ann")?.isConfirmed == true)
    }

    @Test("finds a token by what is presented, unless it has expired", arguments: kinds)
    func presentedTokens(_ kind: StrapiRig.Kind) async throws {
        let directory = try await StrapiRig(kind).directory()
        #expect(try await directory.tokenAudience(presenting: "ci-token") == AudienceID(kind: .token, id: 1))
        #expect(try await directory.tokenAudience(presenting: "old-token") == nil)
        #expect(try await directory.tokenAudience(presenting: "CI-TOKEN") == nil)
        #expect(try await directory.tokenAudience(presenting: "") == nil)
    }

    @Test(
        "refuses tokens of the administration by name, and gives them nothing",
        arguments: kinds.filter { $0.version == 5 }
    )
    func adminTokens(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        try rig.run("UPDATE strapi_api_tokens SET kind = 'admin' WHERE name = 'full'")
        let directory = try await rig.directory()
        await #expect(throws: TokenRefusal.adminToken) { try await directory.tokenAudience(presenting: "full-token") }
        #expect(directory.rights.audience(labelled: "token:full") == nil)
    }

    // MARK: Changes

    /// What somebody does in Strapi, and what is to be different then.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: @Sendable (StrapiRig) -> String

        static let all = [
            Change(testDescription: "a grant is taken") { "DELETE FROM \($0.permissionRoles) WHERE permission_id = 1" },
            Change(testDescription: "a grant is given") {
                "INSERT INTO \($0.permissionRoles) (permission_id, role_id) VALUES (4, 2)"
            },
            Change(testDescription: "a user is blocked") {
                "UPDATE up_users SET blocked = \($0.kind.engine == .sqlite ? "1" : "true") WHERE username = 'ann'"
            },
            Change(testDescription: "a user is removed") { _ in "DELETE FROM up_users WHERE username = 'ann'" },
            Change(testDescription: "a user gets another role") {
                "UPDATE \($0.userRoles) SET role_id = 3 WHERE user_id = 1"
            },
            Change(testDescription: "a token is removed") { _ in "DELETE FROM strapi_api_tokens WHERE name = 'ci'" },
            Change(testDescription: "a token becomes a custom one") { _ in
                "UPDATE strapi_api_tokens SET type = 'custom' WHERE name = 'full'"
            },
        ]
    }

    @Test("notices every change that decides on somebody", arguments: kinds, Change.all)
    func changes(_ kind: StrapiRig.Kind, _ change: Change) async throws {
        let rig = try await StrapiRig(kind)
        let directory = try await rig.directory()
        let version = directory.rights.version
        await directory.refresh()
        #expect(directory.rights.version == version)
        try rig.run(change.sql(rig))
        await directory.refresh()
        #expect(directory.rights.version > version)
    }

    @Test("has no new version for what decides on nobody", arguments: kinds)
    func idleChanges(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        let directory = try await rig.directory()
        let version = directory.rights.version
        try rig.run("UPDATE up_users SET email = 'new@example.org'")
        await directory.refresh()
        #expect(directory.rights.version == version)
    }

    @Test("looks by itself, and at once when told", arguments: kinds)
    func running(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        let directory = try await rig.directory()
        let version = directory.rights.version
        let watch = Task { await directory.run() }
        try rig.run("DELETE FROM up_roles WHERE type = 'editor'")
        directory.lookNow()
        for await rights in directory.changes() where rights.version > version { break }
        #expect(directory.rights.audience(labelled: "role:editor") == nil)
        watch.cancel()
        await watch.value
    }

    // MARK: When the database is away

    @Test("the last known rights serve while the database is away, for as long as they may, and are back with it")
    func outage() async throws {
        let rig = try await StrapiRig(StrapiRig.Kind(engine: .postgres, version: 5))
        let directory = try await rig.directory(maxAge: .seconds(60))
        let audiences = directory.rights.audiences
        let start = ContinuousClock.now
        rig.database.isAway = true
        await directory.refresh(at: start + .seconds(59))
        #expect(directory.freshness == .stale(reason: "gone"))
        #expect(directory.rights.audiences == audiences)
        #expect(!directory.rights.isSuspended)

        await directory.refresh(at: start + .seconds(61))
        #expect(directory.freshness == .suspended(reason: "gone"))
        #expect(directory.rights.isSuspended)

        rig.database.isAway = false
        await directory.refresh()
        #expect(directory.freshness == .current)
        #expect(!directory.rights.isSuspended)
        #expect(directory.rights.audiences == audiences)
    }

    @Test("a connection that the server ends is made anew")
    func reconnects() async throws {
        let rig = try await StrapiRig(StrapiRig.Kind(engine: .postgres, version: 5))
        let directory = try await rig.directory()
        try rig.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cmsio' "
                + "AND datname = current_database()"
        )
        await #expect(throws: StrapiDatabaseError.self) { try await directory.user(id: 1) }
        #expect(try await directory.user(id: 1)?.name == "ann")
    }

    // MARK: What is no project's database

    @Test("says that a database has none of Strapi's tables, and where to look")
    func foreignDatabase() async throws {
        let server = try await TestPostgres.running
        let location = try server.makeDatabase()
        let error = await #expect(throws: StrapiDatabaseError.self) {
            try await StrapiDirectory(
                database: PostgresDatabase(location),
                place: location.place,
                version: nil,
                tokenSalt: nil,
                maxAge: .seconds(60)
            )
        }
        #expect(error?.reason == .noTables)
        #expect(error?.description.contains("DATABASE_SCHEMA") == true)
    }

    @Test("says that the tables are of another version than the project", arguments: StrapiRig.Engine.allCases)
    func otherVersion(_ engine: StrapiRig.Engine) async throws {
        let rig = try await StrapiRig(StrapiRig.Kind(engine: engine, version: 4))
        let error = await #expect(throws: StrapiDatabaseError.self) {
            try await StrapiDirectory(
                database: rig.database,
                place: rig.path,
                version: 5,
                tokenSalt: nil,
                maxAge: .seconds(60)
            )
        }
        #expect(error?.reason == .otherVersion(tables: 4, project: 5))
    }

    @Test("reads the tables of another schema when told so")
    func otherSchema() async throws {
        let server = try await TestPostgres.running
        var location = try server.makeDatabase()
        let name = try #require(location.parameters["dbname"])
        try server.run(
            """
            CREATE SCHEMA "My site";
            CREATE TABLE "My site".up_roles (id int, name text, type text);
            CREATE TABLE "My site".up_users_role_lnk (id int);
            """,
            in: name
        )
        location.schema = "My site"
        let tables = try await PostgresDatabase(location).read { try StrapiTables(in: $0) }
        #expect(tables?.version == 5)
    }

    @Test("never writes", arguments: kinds)
    func readOnly(_ kind: StrapiRig.Kind) async throws {
        let rig = try await StrapiRig(kind)
        await #expect(throws: StrapiDatabaseError.self) {
            try await rig.database.read { queries in _ = try queries.rows("DELETE FROM up_roles", []) }
        }
        #expect(try await rig.directory().rights.audience(labelled: "role:editor") != nil)
    }
}

@Suite("API tokens of Strapi")
struct APITokenKeyTests {
    @Test("are looked up by their HMAC-SHA512, as Strapi stores it")
    func vector() {
        #expect(
            APITokenKey.make(of: "0123456789abcdef", salt: "salt")
                == "6dbb884b353cffb43962d197dafee3941a0d6eec1a9b43e32145703908dab778"
                + "2df3d375c1333743d6b8c4aef61aaa34eec12066c11e15f8cdcafb1a22cf44a4"
        )
    }
}
