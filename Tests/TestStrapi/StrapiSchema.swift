import StrapiSource

/// The tables and rows of one Strapi.
///
/// Source: spec/strapi.md d.1.
struct StrapiSchema {
    let kind: StrapiTestDatabase.Kind

    init(_ kind: StrapiTestDatabase.Kind) {
        self.kind = kind
    }

    private var key: String {
        self.kind.engine == .sqlite ? "integer PRIMARY KEY AUTOINCREMENT" : "serial PRIMARY KEY"
    }
    private var time: String { self.kind.engine == .sqlite ? "datetime" : "timestamp(6) without time zone" }
    private var common: String {
        let dates = "created_at \(self.time), updated_at \(self.time)"
        return self.kind.version == 4
            ? dates : "document_id varchar(255), published_at \(self.time), locale varchar(255), \(dates)"
    }

    private func link(_ table: String, _ own: String, _ other: String) -> String {
        let (suffix, order) = self.kind.version == 4 ? ("_links", "_order") : ("_lnk", "_ord")
        return """
            CREATE TABLE \(table)\(suffix) (
                id \(self.key), \(own)_id integer, \(other)_id integer, \(own)\(order) double precision
            );
            """
    }

    private func at(_ second: Int64) -> String {
        self.kind.engine == .sqlite ? "\(second * 1000)" : "to_timestamp(\(second)) AT TIME ZONE 'UTC'"
    }

    private func links(_ table: String, _ own: String, _ other: String, _ pairs: [(Int, Int)]) -> String {
        let values = pairs.map { "(\($0.0), \($0.1))" }.joined(separator: ", ")
        return
            "INSERT INTO \(table)\(self.kind.version == 4 ? "_links" : "_lnk") (\(own)_id, \(other)_id) VALUES \(values);"
    }

    private func key(_ token: String) -> String { "'\(APITokenKey.make(of: token, salt: StrapiTestDatabase.salt))'" }

    var script: String {
        let (yes, no) = self.kind.engine == .sqlite ? ("1", "0") : ("true", "false")
        let hasKinds = self.kind.version == 5
        return """
            CREATE TABLE up_roles (id \(self.key), name varchar(255), description varchar(255), type varchar(255), \(self.common));
            CREATE TABLE up_permissions (id \(self.key), action varchar(255), \(self.common));
            CREATE TABLE up_users (
                id \(self.key), username varchar(255), email varchar(255), password varchar(255),
                reset_password_token varchar(255), confirmed boolean, blocked boolean, \(self.common)
            );
            CREATE TABLE strapi_api_tokens (
                id \(self.key), name varchar(255), description varchar(255), type varchar(255), access_key varchar(255),
                last_used_at \(self.time), expires_at \(self.time), lifespan bigint\(hasKinds ? ", kind varchar(255)" : ""),
                \(self.common)
            );
            CREATE TABLE strapi_api_token_permissions (id \(self.key), action varchar(255), \(self.common));
            CREATE TABLE strapi_core_store_settings (
                id \(self.key), key varchar(255), value text, type varchar(255), environment varchar(255), tag varchar(255)
            );
            \(self.link("up_permissions_role", "permission", "role"))
            \(self.link("up_users_role", "user", "role"))
            \(self.link("strapi_api_token_permissions_token", "api_token_permission", "api_token"))

            INSERT INTO up_roles (name, type) VALUES
                ('Authenticated', 'authenticated'), ('Public', 'public'), ('The editors', 'editor');
            INSERT INTO up_permissions (action) VALUES
                ('api::article.article.update'), ('api::author.author.find'), ('api::article.article.update'),
                ('api::article.article.delete'), ('api::comment.comment.*');
            \(self.links("up_permissions_role", "permission", "role", [(1, 2), (2, 1), (3, 1), (4, 3), (5, 3)]))
            INSERT INTO up_users (username, confirmed, blocked) VALUES
                ('ann', \(yes), \(no)), ('bob', \(yes), \(yes)), ('cat', \(no), NULL), ('dan', NULL, NULL);
            \(self.links("up_users_role", "user", "role", [(1, 1), (2, 1), (3, 3)]))
            INSERT INTO strapi_api_tokens (name, type, access_key, expires_at\(hasKinds ? ", kind" : "")) VALUES
                ('ci', 'custom', \(self.key("ci-token")), \(self.at(StrapiTestDatabase.expiry))\(hasKinds ? ", 'content-api'" : "")),
                ('full', 'full-access', \(self.key("full-token")), NULL\(hasKinds ? ", NULL" : "")),
                ('reader', 'read-only', \(self.key("reader-token")), NULL\(hasKinds ? ", 'content-api'" : "")),
                ('old', 'full-access', \(self.key("old-token")), \(self.at(1_700_000_000))\(hasKinds ? ", 'content-api'" : ""));
            INSERT INTO strapi_api_token_permissions (action) VALUES ('api::article.article.update');
            \(self.links("strapi_api_token_permissions_token", "api_token_permission", "api_token", [(1, 1)]))
            INSERT INTO strapi_core_store_settings (key, value, type) VALUES
                ('plugin_users-permissions_advanced', '{"unique_email":true,"email_confirmation":false}', 'object');
            """
    }
}
