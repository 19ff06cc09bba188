/// The tables that hold roles, users, API tokens and settings.
///
/// Source: spec/strapi.md d.1.
package struct StrapiTables: Sendable, Equatable {
    /// 4 or 5.
    package let version: Int
    /// Whether API tokens have the column `kind`, which newer releases have.
    package let hasTokenKinds: Bool

    package static let roles = "up_roles"
    package static let permissions = "up_permissions"
    package static let users = "up_users"
    package static let tokens = "strapi_api_tokens"
    package static let tokenPermissions = "strapi_api_token_permissions"
    package static let settings = "strapi_core_store_settings"

    package var permissionRoles: String { self.link("up_permissions_role") }
    package var userRoles: String { self.link("up_users_role") }
    package var tokenPermissionTokens: String { self.link("strapi_api_token_permissions_token") }

    package init(version: Int, hasTokenKinds: Bool) {
        self.version = version
        self.hasTokenKinds = hasTokenKinds
    }

    /// Looks which version's tables there are.
    ///
    /// - Returns: `nil` when there are none of either.
    package init?(in queries: any DatabaseQueries) throws(StrapiDatabaseError) {
        guard try !queries.columns(of: Self.roles).isEmpty else { return nil }
        let five = StrapiTables(version: 5, hasTokenKinds: false)
        let version = try queries.columns(of: five.userRoles).isEmpty ? 4 : 5
        let tokens = try queries.columns(of: Self.tokens)
        self.init(version: version, hasTokenKinds: tokens.contains("kind"))
    }

    /// Looks for the tables that a project must have.
    ///
    /// - Parameter version: The project's major version; nil for the tables'.
    /// - Throws: ``StrapiDatabaseError`` when there are none, or those of another version.
    init(in queries: any DatabaseQueries, at place: String, of version: Int?) throws(StrapiDatabaseError) {
        guard let tables = try StrapiTables(in: queries) else {
            throw StrapiDatabaseError(place: place, reason: .noTables)
        }
        if let version, tables.version != version {
            throw StrapiDatabaseError(place: place, reason: .otherVersion(tables: tables.version, project: version))
        }
        self = tables
    }

    /// Those whose every change matters; of the users most changes do not.
    var forRights: [String] {
        [
            Self.roles, Self.permissions, self.permissionRoles, Self.tokens, Self.tokenPermissions,
            self.tokenPermissionTokens,
        ]
    }

    private func link(_ stem: String) -> String { stem + (self.version == 4 ? "_links" : "_lnk") }
}
