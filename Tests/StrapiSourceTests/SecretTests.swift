import ContentModel
import JSONText
import StrapiSource
import Testing

@Suite("The secrets of a project")
struct SecretTests {
    private func read(
        _ files: [String: String],
        _ environment: [String: String] = ["DATABASE_CLIENT": "sqlite"],
        _ overrides: ProjectOverrides = ProjectOverrides()
    ) throws -> StrapiProject {
        try TestProject(TestProject.files(files)).read(environment, overrides)
    }

    private static let env = "JWT_SECRET=from-the-env-file\nAPI_TOKEN_SALT='salt of the file' # not this\n"

    @Test("come from the configuration, or else from the variables that Strapi knows")
    func found() throws {
        let variables = try self.read([".env": Self.env])
        #expect(variables.userTokens?.secret == Secret("from-the-env-file"))
        #expect(variables.apiTokenSalt == Secret("salt of the file"))
        #expect(variables.origin(of: "JWT secret") == "JWT_SECRET in .env:1")
        #expect(variables.origin(of: "API token salt") == "config/admin.js:1, API_TOKEN_SALT in .env:2")
        #expect(variables.report.passes)
        let plugins = "module.exports = ({env}) => ({ 'users-permissions': { config: { jwtSecret: env('OTHER') } } });"
        let configured = try self.read([".env": Self.env + "OTHER=another-secret", "config/plugins.js": plugins])
        #expect(configured.userTokens?.secret == Secret("another-secret"))
    }

    @Test("of the environment win over those of the file")
    func precedence() throws {
        let result = try self.read([".env": Self.env], ["JWT_SECRET": "from-the-process"])
        #expect(result.userTokens?.secret == Secret("from-the-process"))
        #expect(result.origin(of: "JWT secret") == "JWT_SECRET in the environment")
    }

    @Test("can be given instead, and are not looked for then")
    func given() throws {
        var overrides = ProjectOverrides()
        overrides.jwtSecret = ProjectOverrides.Given(Secret("given-secret-1"), by: "CMSIO_STRAPI_JWT_SECRET")
        overrides.apiTokenSalt = ProjectOverrides.Given(Secret("given-secret-2"), by: "CMSIO_STRAPI_API_TOKEN_SALT")
        let result = try self.read(["config/admin.js": "module.exports = code();"], [:], overrides)
        #expect(result.userTokens?.secret == Secret("given-secret-1"))
        #expect(result.apiTokenSalt == Secret("given-secret-2"))
        #expect(result.origin(of: "JWT secret") == "CMSIO_STRAPI_JWT_SECRET")
        #expect(result.report.passes)
    }

    @Test("that are nowhere are an error that names the variable and the way out")
    func missing() throws {
        let result = try self.read([:])
        #expect(result.userTokens == nil)
        #expect(
            result.messages(.error) == [
                "there is no JWT secret: JWT_SECRET is not set, nor users-permissions.config.jwtSecret of config/plugins; "
                    + "give the one that Strapi runs with in CMSIO_STRAPI_JWT_SECRET.",
                "there is no API token salt: API_TOKEN_SALT is not set, nor apiToken.salt of config/admin; give the one that "
                    + "Strapi runs with in CMSIO_STRAPI_API_TOKEN_SALT.",
            ]
        )
    }

    @Test(
        "that are placeholders of an example are an error at the line they stand in",
        arguments: ["tobemodified", "CHANGE_ME", "your-jwt-secret"]
    )
    func placeholder(text: String) throws {
        let result = try self.read([".env": "\nJWT_SECRET=\(text)\nAPI_TOKEN_SALT=z8Bv0q2mX1"])
        let message =
            ".env:2: the JWT secret is the placeholder of an example, which everybody knows; give the one that "
        #expect(result.messages(.error).count == 1)
        #expect(result.messages(.error).first?.hasPrefix(message) == true)
    }

    @Test("written into the configuration are used, with a warning")
    func literal() throws {
        let admin =
            "module.exports = ({ env }) => ({\n transfer: { token: { salt: 'no' } },\n apiToken: { salt: env('API_TOKEN_SALT', 'z8Bv0q2mX1') } });"
        let result = try self.read(["config/admin.js": admin, ".env": "JWT_SECRET=from-the-env-file"])
        #expect(result.apiTokenSalt == Secret("z8Bv0q2mX1"))
        #expect(result.report.passes)
        #expect(
            result.messages(.warning) == [
                "config/admin.js:3: API_TOKEN_SALT is not set, so the API token salt is the one written here, where all who see "
                    + "the repository can read it."
            ]
        )
    }

    @Test("of a plugin file that is code are an error where they are needed")
    func code() throws {
        let plugins =
            "module.exports = ({ env }) => ({\n ...require('./shared'),\n 'users-permissions': { config: { jwt: {} } } });"
        let result = try self.read(["config/plugins.js": plugins, ".env": Self.env])
        // The key stands after what is spread, so that it is known to be the plugin's whole configuration.
        #expect(result.userTokens?.secret == Secret("from-the-env-file"))
        let hidden =
            "module.exports = ({ env }) => ({\n 'users-permissions': { config: {} },\n ...require('./shared') });"
        let error = try self.read(["config/plugins.js": hidden, ".env": Self.env]).messages(.error)
        #expect(error.count == 1)
        #expect(error.first?.contains("it comes from the module './shared' (line 3)") == true)
    }

    @Test("are never in a description, dump or report")
    func hidden() throws {
        let result = try self.read([".env": Self.env])
        var text = "\(result) \(String(reflecting: result))"
        dump(result, to: &text)
        #expect(!text.contains("from-the-env-file") && !text.contains("salt of the file"))
        #expect("\(Secret("x"))" == "(set)")
    }

    @Test("come with the rules for the tokens of users, which Strapi 4 does not have")
    func rules() throws {
        let plugins =
            "module.exports = { 'users-permissions': { config: { jwtManagement: 'refresh', jwt: { algorithm: 'HS512' } } } };"
        let files = ["config/plugins.js": plugins, ".env": Self.env]
        let five = try self.read(files).userTokens
        #expect(five?.mode == .refresh)
        #expect(five?.algorithm == "HS512")
        let four = try TestProject(TestProject.files(files, strapi: "4.22.1")).read().userTokens
        #expect(four?.mode == .legacy)
        #expect(four?.algorithm == nil)
    }

    @Test(
        "are read from .env as dotenv reads it",
        arguments: [
            ("A=b", "b"), ("export A = b ", "b"), ("A='b # c'", "b # c"), ("A=b # c", "b"), (#"A="b\nc""#, "b\nc"),
            (#"A='b\nc'"#, #"b\nc"#), ("A=\"b\nc\"", "b\nc"), ("A=`b`", "b"), ("A=b\r\nB=c\r\n", "b"),
            ("A=x\nA=b", "b"),
            ("#A=x\n A=b=c", "b=c"), ("A='b", "'b"), ("A=", ""),
        ]
    )
    func dotenv(text: String, value: String) throws {
        let files = [
            ".env": text,
            "config/database.js":
                "module.exports = ({env}) => ({connection:{client:'sqlite',connection:{filename:`/x${env('A')}`}}})",
        ]
        let project = try TestProject(TestProject.files(files)).read()
        #expect(project.database == .sqlite(path: "/x" + value))
    }
}
