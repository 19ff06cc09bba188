import JSONText
import TestStrapi
import Testing

@Suite("serve --check of a Strapi project", .timeLimit(.minutes(2)))
struct StrapiCheckTests {
    @Test(
        "prints each fact with where it came from, and what the database says",
        arguments: StrapiTestDatabase.Kind.all
    )
    func facts(kind: StrapiTestDatabase.Kind) async throws {
        let site = try await StrapiSite(kind)
        let result = try await site.run("serve", "--check", "--strapi", "cms", "-o", "pretty")
        #expect(result.status == 0, "\(result)")
        let rows = result.output.split(separator: "\n").map { $0.replacing(/\ +/, with: " ") }
        #expect(rows.contains("JWT secret (set) JWT_SECRET in cms/.env:1"), "\(result)")
        #expect(rows.contains("API token salt (set) cms/config/admin.js:1, API_TOKEN_SALT in cms/.env:2"))
        #expect(
            rows.contains(
                "ok database \(site.database.place): tables of Strapi \(kind.version), 3 roles, 4 users, 4 API tokens"
            )
        )
        #expect(!result.output.contains(StrapiSite.jwtSecret) && !result.output.contains(StrapiTestDatabase.salt))
        #expect(!site.folder.exists(".cmsio"))
    }

    @Test("as JSON has the facts, the checks and the warnings")
    func json() async throws {
        let site = try await StrapiSite()
        let result = try await site.run("serve", "--check", "--strapi", "cms")
        let report = try JSONDocument(parsing: result.output)
        #expect(report.value("ok", in: report.root).flatMap(report.bool) == true)
        let facts = try #require(report.value("project", in: report.root))
        #expect(
            report.elements(facts).allSatisfy { fact in
                ["fact", "found", "from"].allSatisfy { report.value($0, in: fact).flatMap(report.string) != nil }
            }
        )
        #expect(result.output.contains(#"{"fact":"JWT secret","found":"(set)","from":"JWT_SECRET in cms/.env:1"}"#))
    }

    /// Something that is wrong with a project, what is said of it, and the status of `serve`.
    struct Problem: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let text: String
        let message: String
        var status: Int32 = 78

        static let all = [
            Problem(
                testDescription: "MySQL",
                file: "config/database.js",
                text: "module.exports = { connection: { client: 'mysql' } };",
                message: "cms/config/database.js:1: the database is MySQL, and cmsio reads SQLite and PostgreSQL"
            ),
            Problem(
                testDescription: "no database yet",
                file: "config/database.js",
                text: "module.exports = { connection: { client: 'sqlite', connection: { filename: '.tmp/no.db' } } };",
                message: "Start Strapi once, or give the right file with --database-url"
            ),
            Problem(
                testDescription: "a database that does not answer",
                file: "config/database.js",
                text: """
                    module.exports = { connection: { client: 'postgres', connection: { host: '127.0.0.1', port: 1,
                      user: 'u', password: 'hunter2', database: 'd' } } };
                    """,
                message: "cannot reach the database 'u@127.0.0.1:1/d'",
                status: 69
            ),
            Problem(
                testDescription: "no database at all",
                file: "config/database.js",
                text: "module.exports = someCode();",
                message: "cms/config/database.js:1"
            ),
            Problem(
                testDescription: "no secrets",
                file: ".env",
                text: "",
                message: "there is no JWT secret: JWT_SECRET is not set"
            ),
            Problem(
                testDescription: "another version's tables",
                file: "package.json",
                text: #"{"dependencies":{"@strapi/strapi":"4.25.9"}}"#,
                message: "has the tables of Strapi 5, but the project is of version 4"
            ),
        ]
    }

    @Test("ends with 78 for what is wrong, and serve does not start", arguments: Problem.all)
    func problems(_ problem: Problem) async throws {
        let site = try await StrapiSite()
        try site.folder.write(problem.text, to: "cms/\(problem.file)")
        let check = try await site.run("serve", "--check", "--strapi", "cms")
        #expect(check.status == 78, "\(check)")
        #expect(check.output.contains(problem.message), "\(check)")
        let serve = try await site.run("serve", "--port", "0", "--strapi", "cms")
        #expect(serve.status == problem.status, "\(serve)")
        #expect(serve.errors.contains(problem.message), "\(serve)")
        #expect(!(check.output + serve.errors).contains("hunter2"))
    }

    @Test("a database that is not Strapi's is refused with where to look")
    func foreignDatabase() async throws {
        let site = try await StrapiSite()
        try site.database.run("ALTER TABLE up_roles RENAME TO roles")
        let serve = try await site.run("serve", "--port", "0", "--strapi", "cms")
        #expect(serve.status == 78)
        #expect(serve.errors.contains("has no table up_roles: it is not Strapi's"), "\(serve)")
    }
}
