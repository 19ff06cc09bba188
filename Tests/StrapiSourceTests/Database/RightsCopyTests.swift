import ContentEvents
import ContentModel
import JSONText
import StrapiSource
import TestStrapi
import Testing

@Suite("The rights of a Strapi project, copied", .timeLimit(.minutes(2)))
struct RightsCopyTests {
    static let kinds = StrapiTestDatabase.Kind.all

    private func copy(of database: StrapiTestDatabase) async throws -> RightsCopy {
        let types = ["article", "author", "comment"].map { name in
            SchemaFile(
                kind: .contentType(uid: ExactString("api::\(name).\(name)")),
                path: "\(name).json",
                bytes: Array(#"{"info":{"singularName":"\#(name)","pluralName":"\#(name)s"},"attributes":{}}"#.utf8)
            )
        }
        return try await RightsCopy.read(
            database.settings.database(timeZone: "UTC"),
            place: database.place,
            version: database.kind.version,
            types: ContentCatalog(files: types).contentTypes,
            now: 1_800_000_000
        )
    }

    @Test("has roles by type, users with their state, and tokens that have not expired, all by name", arguments: kinds)
    func everything(_ kind: StrapiTestDatabase.Kind) async throws {
        let copy = try await self.copy(of: StrapiTestDatabase(kind))
        let rights = copy.rights
        #expect(
            rights.roles == [
                .init(
                    name: "authenticated",
                    grants: ["api::article.article.update", "api::author.author.find", "connect"]
                ),
                .init(name: "public", grants: ["api::article.article.update", "connect"]),
                .init(name: "editor", grants: ["api::article.article.delete", "connect"]),
            ]
        )
        #expect(
            rights.users == [
                .init(name: "ann", role: "authenticated"),
                .init(name: "bob", role: "authenticated", isBlocked: true),
                .init(name: "cat", role: "editor"),
            ]
        )
        #expect(
            rights.tokens == [
                .init(
                    name: "ci",
                    type: .custom,
                    expires: UTCSecond(seconds: StrapiTestDatabase.expiry),
                    grants: ["api::article.article.update", "connect"]
                ),
                .init(name: "full", type: .fullAccess, grants: ["connect"]),
                .init(name: "reader", type: .readOnly, grants: ["connect"]),
            ]
        )
        #expect(
            copy.notes == [
                "user 'dan' is left out: Strapi has no role for it, and lets it in nowhere.",
                "token 'old' is left out: it has expired.",
            ]
        )
    }

    @Test("keeps unconfirmed users out only where Strapi does", arguments: kinds)
    func confirmation(_ kind: StrapiTestDatabase.Kind) async throws {
        let database = try await StrapiTestDatabase(kind)
        try database.run("UPDATE strapi_core_store_settings SET value = '{\"email_confirmation\":true}'")
        let users = try #require(try await self.copy(of: database).rights.users)
        #expect(users.filter { !$0.isConfirmed }.map(\.name) == ["cat"])
    }

    @Test("calls otherwise what cannot be written or is there twice, and says so", arguments: kinds)
    func names(_ kind: StrapiTestDatabase.Kind) async throws {
        let database = try await StrapiTestDatabase(kind)
        let users = [
            (5, "Ann-Lee"), (6, "Ann Lee"), (7, "a:b"), (8, "42"), (9, "ann"), (10, String(repeating: "ü", count: 60)),
        ]
        for (id, name) in users {
            try database.run("INSERT INTO up_users (id, username) VALUES (\(id), '\(name)')")
            try database.run("INSERT INTO \(database.userRoles) (user_id, role_id) VALUES (\(id), 3)")
        }
        try database.run("UPDATE up_roles SET type = 'chief editor' WHERE type = 'editor'")
        try database.run("UPDATE strapi_api_tokens SET name = 'My token' WHERE name = 'full'")
        let copy = try await self.copy(of: database)
        #expect(copy.rights.roles?.last?.name == "chief-editor")
        #expect(copy.rights.tokens?[1].name == "My-token")
        let editors = copy.rights.users?.filter { $0.role == "chief-editor" }.map(\.name)
        let long = String(repeating: "ü", count: 20)
        #expect(editors == ["cat", "Ann-Lee", "Ann-Lee-6", "a-b", "user-42", "ann-9", long])
        #expect(
            copy.notes.prefix(7) == [
                "role 'chief editor' is called 'chief-editor' here.", "user 'Ann Lee' is called 'Ann-Lee-6' here.",
                "user 'a:b' is called 'a-b' here.", "user '42' is called 'user-42' here.",
                "user 'ann' is called 'ann-9' here.",
                "user '\(String(repeating: "ü", count: 60))' is called '\(long)' here.",
                "token 'My token' is called 'My-token' here.",
            ]
        )
        // A store takes all of them.
        let base = RightsState(roles: [.init(name: "public", grants: []), .init(name: "authenticated", grants: [])])
        _ = try RightsImport(of: copy.rights, into: base, pruning: true)
    }

    @Test("leaves out tokens of the admin kind, and actions that are about no content type")
    func others() async throws {
        let database = try await StrapiTestDatabase(.init(engine: .sqlite, version: 5))
        try database.run("UPDATE strapi_api_tokens SET kind = 'admin' WHERE name = 'full'")
        try database.run("UPDATE up_permissions SET action = 'plugin::users-permissions.auth.callback' WHERE id = 1")
        let copy = try await self.copy(of: database)
        #expect(copy.rights.tokens?.map(\.name) == ["ci", "reader"])
        #expect(copy.rights.roles?[1] == .init(name: "public", grants: ["connect"]))
        #expect(
            copy.notes.suffix(2) == [
                "API tokens of the admin kind are left out (1): they are about no content.",
                "actions that are about no content type are left out (1, as 'plugin::users-permissions.auth.callback').",
            ]
        )
    }
}
