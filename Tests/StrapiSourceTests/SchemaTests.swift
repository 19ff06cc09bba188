import ContentModel
import Foundation
import JSONText
import StrapiSource
import Testing

@Suite("The types of a project")
struct SchemaTests {
    /// The schemas from which Strapi made the effective ones that stand beside them.
    private static let vectors = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../ContentModelTests/Vectors").standardizedFileURL

    private static let customFields: [ExactString: ExactString] = [
        "plugin::color-picker.color": "string", "plugin::color-picker.vault": "password",
        "plugin::color-picker.matrix": "json",
    ]

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: self.vectors.appendingPathComponent(name)))
    }

    private static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.vectors.appendingPathComponent(folder).path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }

    /// A project with the types of the vectors where Strapi has them.
    private static func project(strapi: String) throws -> TestProject {
        var files = TestProject.files(strapi: strapi)
        files["package.json"] =
            #"{"dependencies":{"@strapi/strapi":"\#(strapi)","@strapi/plugin-i18n":"\#(strapi)"}}"#
        files["src/api/article/content-types/article/schema.json"] = nil
        let project = try TestProject(files)
        for name in try self.names(in: "schemas") {
            try project.write(
                try self.bytes("schemas/\(name).json"),
                to: "src/api/\(name)/content-types/\(name)/schema.json"
            )
        }
        for name in try self.names(in: "components") {
            let path = name.replacing(".", with: "/", maxReplacements: 1)
            try project.write(try self.bytes("components/\(name).json"), to: "src/components/\(path).json")
        }
        return project
    }

    @Test(
        "are those that Strapi has after its start, as its dump shows them",
        arguments: [("4.22.1", "v4"), ("5.37.1", "v5")]
    )
    func effective(strapi: String, dump: String) throws {
        let project = try Self.project(strapi: strapi)
        var overrides = ProjectOverrides()
        overrides.customFields = Self.customFields
        let read = try project.read(TestProject.secrets, overrides)
        overrides.schemaDump = ProjectOverrides.Given(
            Self.vectors.appendingPathComponent("effective/\(dump).json").path,
            by: "--schema-dump"
        )
        let dumped = try project.read(TestProject.secrets, overrides)
        #expect(read.catalog.contentTypes.count == dumped.catalog.contentTypes.count)
        for type in dumped.catalog.contentTypes {
            let own = try #require(read.catalog.contentType(named: type.uid), "no type \(type.uid)")
            #expect(own.attributes == type.attributes, "attributes of \(type.uid)")
            #expect(own.kind == type.kind && own.singularName == type.singularName)
            #expect(own.hasDraftAndPublish == type.hasDraftAndPublish)
        }
        #expect(read.catalog.components == dumped.catalog.components)
        #expect(dumped.origin(of: "content types") == "--schema-dump")
    }

    private static let user = "src/extensions/users-permissions/content-types/user/schema.json"

    @Test("that lose a password to an extension are a problem of the project with a safe reading")
    func lostPassword() throws {
        let schema = #"{"info":{"singularName":"user","pluralName":"users"},"attributes":{"name":{"type":"string"}}}"#
        let project = try TestProject(TestProject.files([Self.user: schema])).read(TestProject.secrets)
        #expect(project.report.canServe && !project.report.passes)
        let message =
            "\(Self.user): replaces all attributes of plugin::users-permissions.user and leaves out password, "
        #expect(project.messages(.problem).first?.hasPrefix(message) == true)
        let user = project.catalog.contentType(named: "plugin::users-permissions.user")
        #expect(user?.model.lostSecrets.contains { $0.name == "password" } == true)
    }

    @Test("that are broken are all reported, with line and way out")
    func broken() throws {
        let files = TestProject.files([
            "src/api/a/content-types/a/schema.json": "{\n \"attributes\": {\n  \"x\": {\"type\": \"strng\"}\n }\n}",
            "src/api/b/content-types/b/schema.json": "{\n \"attributes\": {,}\n}",
        ])
        let error = #expect(throws: ProjectError.self) { try TestProject(files).read(TestProject.secrets) }
        let lines = (error?.description ?? "").split(separator: "\n").map { $0.drop { $0 != "s" }.drop { $0 == "s" } }
        #expect(lines.count == 2)
        let findings = error?.report.findings(.error) ?? []
        #expect(findings.map(\.line) == [3, 2])
        #expect(findings.first?.message == "type of attribute 'x': 'strng' is unknown; did you mean 'string'?")
    }

    @Test(
        "have locales unless the plugin is missing in Strapi 4, or is disabled",
        arguments: [
            ("4.22.1", nil, false), ("5.37.1", nil, true), ("5.37.1", "module.exports = { i18n: false };", false),
            ("5.37.1", "module.exports = { i18n: { enabled: false } };", false),
        ] as [(String, String?, Bool)]
    )
    func locales(strapi: String, plugins: String?, hasLocale: Bool) throws {
        var files = TestProject.files(strapi: strapi)
        files["config/plugins.js"] = plugins
        let project = try TestProject(files).read(TestProject.secrets)
        let article = try #require(project.catalog.contentType(named: "article"))
        #expect((article.attribute(named: "locale") != nil) == hasLocale)
    }

    @Test("hide the private attributes that config/api names")
    func privateAttributes() throws {
        let api = "module.exports = ({ env }) => ({ responses: { privateAttributes: ['title', 'createdAt'] } });"
        let project = try TestProject(TestProject.files(["config/api.js": api])).read(TestProject.secrets)
        #expect(project.catalog.contentType(named: "article")?.model.privateNames == ["title", "createdAt"])
        #expect(project.origin(of: "private attributes") == "config/api.js:1")
        let code = "module.exports = { responses: { privateAttributes: names() } };"
        let unknown = try TestProject(TestProject.files(["config/api.js": code]))
        let error = #expect(throws: ProjectError.self) { try unknown.read(TestProject.secrets) }
        let message = "\(unknown.path)/config/api.js:1: responses.privateAttributes of config/api cannot be known"
        #expect(error?.description.hasPrefix(message) == true)
    }

    @Test("that code may change are a warning")
    func code() throws {
        let files = [
            "src/extensions/users-permissions/strapi-server.js": "module.exports = (plugin) => plugin;",
            "src/api/old/content-types/old/schema.js": "module.exports = {};",
        ]
        let project = try TestProject(TestProject.files(files)).read(TestProject.secrets)
        #expect(project.report.passes)
        #expect(
            project.messages(.warning) == [
                "src/extensions/users-permissions/strapi-server.js: this code may change what the plugin users-permissions does, "
                    + "which cmsio does not see; if it changes types, give --schema-dump.",
                "src/api/old/content-types/old/schema.js: describes a type in code, which cmsio cannot read; write it as "
                    + "schema.json.",
            ]
        )
    }

    @Test("come from src, with a warning if the compiled copy has others")
    func staleOutput() throws {
        let path = "api/article/content-types/article/schema.json"
        let files = [
            "tsconfig.json": "{ /* ours */ \"compilerOptions\": { \"outDir\": \"dist\", }, }",
            "dist/src/\(path)": TestProject.article,
        ]
        let project = try TestProject(TestProject.files(files))
        #expect(try project.read(TestProject.secrets).messages(.warning).isEmpty)
        try project.write(#"{"attributes":{"other":{"type":"string"}}}"#, to: "dist/src/\(path)")
        let stale = try project.read(TestProject.secrets)
        #expect(stale.messages(.warning).count == 1)
        #expect(
            stale.messages(.warning).first?.hasPrefix("src/\(path): this file differs from the one in dist") == true
        )
        #expect(stale.catalog.contentType(named: "article")?.attribute(named: "title") != nil)
    }
}
