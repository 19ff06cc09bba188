import ContentModel
import StrapiSource
import Testing

@Suite("The fingerprint of a project")
struct FingerprintTests {
    private static let article = "src/api/article/content-types/article/schema.json"

    @Test("stays while nothing changes")
    func same() throws {
        let project = try TestProject(TestProject.files())
        let read = try project.read(TestProject.secrets)
        #expect(read.fingerprint.renewed() == read.fingerprint)
        #expect(try project.read(TestProject.secrets).fingerprint == read.fingerprint)
    }

    @Test(
        "changes with what was read, what is new, and what is gone",
        arguments: [
            (article, "{}"), (".env", "A=b"), ("config/plugins.js", "module.exports = {};"), ("config/admin.js", ""),
            ("config/env/development/database.js", "module.exports = {};"), (article, nil),
            ("src/api/new/content-types/new/schema.json", "{}"), ("src/components/shared/seo.json", "{}"),
            ("src/api/article/content-types/other/schema.json", "{}"), ("tsconfig.json", "{}"),
            ("src/extensions/users-permissions/content-types/user/schema.json", "{}"),
            ("node_modules/@strapi/strapi/package.json", "{}"),
        ] as [(String, String?)]
    )
    func changed(file: String, text: String?) throws {
        let project = try TestProject(TestProject.files())
        let before = try project.read(TestProject.secrets).fingerprint
        if let text { try project.write(text, to: file) } else { try project.remove(file) }
        #expect(before.renewed() != before)
    }

    @Test("of a project that cannot be read changes when it is mended")
    func mended() throws {
        let project = try TestProject(TestProject.files([Self.article: "{"]))
        let error = try #require(#expect(throws: ProjectError.self) { try project.read(TestProject.secrets) })
        #expect(error.fingerprint.renewed() == error.fingerprint)
        try project.write(TestProject.article, to: Self.article)
        #expect(error.fingerprint.renewed() != error.fingerprint)
        #expect(try project.read(TestProject.secrets).report.passes)
    }

    @Test(
        "of a folder of plain schemas changes alike, also of one that is not there or is broken",
        arguments: [
            (["article.json": TestProject.article], "article.json", "{}"),
            (["article.json": TestProject.article], "components/shared.seo.json", "{}"),
            (["article.json": "{"], "article.json", TestProject.article),
            ([:], "article.json", TestProject.article),
        ] as [([String: String], String, String)]
    )
    func schemaFolder(files: [String: String], file: String, text: String) throws {
        let project = try TestProject()
        for (name, text) in files { try project.write(text, to: "schemas/\(name)") }
        let trail = FileTrail()
        // What is wrong with the files is not looked at here.
        _ = try? SchemaFolder(path: project.path("schemas"), trail: trail)
        let before = trail.fingerprint
        #expect(before.renewed() == before)
        try project.write(text, to: "schemas/\(file)")
        #expect(before.renewed() != before)
    }
}
