import ContentModel
import JSONText
import StrapiSource
import Testing

@Suite("A folder of schemas")
struct SchemaFolderTests {
    /// The uids in it, components with a `+` before them, in the order of reading.
    private func uids(_ files: [String: String], at path: String = "") throws -> [String] {
        let folder = try TestProject()
        for (name, text) in files { try folder.write(text, to: name) }
        return try SchemaFolder(path: path.isEmpty ? folder.path : folder.path(path)).files.map { file in
            switch file.kind {
            case .contentType(let uid): uid.string
            case .component(let uid): "+" + uid.string
            }
        }
    }

    private static func type(_ name: String) -> String {
        #"{"info":{"singularName":"\#(name)","pluralName":"\#(name)s"},"attributes":{}}"#
    }

    private static let project = [
        "package.json": "{}",
        "src/api/article/content-types/article/schema.json": type("article"),
        "src/api/blog/content-types/post/schema.json": type("post"),
        "src/api/blog/content-types/post/lifecycles.js": "",
        "src/api/blog/content-types/readme.json": "{}",
        "src/api/.hidden/content-types/secret/schema.json": type("secret"),
        "src/components/shared/seo.json": "{}",
        "src/components/shared/old/seo.json": "{}",
        "src/extensions/users-permissions/content-types/user/schema.json": type("user"),
        "src/plugins/shop/server/content-types/order/schema.json": type("order"),
        "config/server.json": "{}",
    ]

    private static let uidsOfProject = [
        "api::article.article", "api::blog.post", "+shared.seo", "plugin::users-permissions.user", "plugin::shop.order",
    ]

    @Test(
        "may be a project, its sources, or the folder of its types",
        arguments: [
            ("", uidsOfProject),
            ("src", uidsOfProject),
            ("src/api", ["api::article.article", "api::blog.post", "+shared.seo"]),
        ]
    )
    func project(path: String, uids: [String]) throws {
        #expect(try self.uids(Self.project, at: path) == uids)
    }

    @Test("may hold plain files, named as one likes, with components by folder or by name")
    func plainFiles() throws {
        let files = [
            "b.json": Self.type("author"),
            "article.json": Self.type("article"),
            "notes.txt": "not a schema",
            ".draft.json": "{",
            "components/shared/seo.json": "{}",
            "components/blocks.Hero.json": "{}",
        ]
        let uids = try self.uids(files)
        #expect(uids == ["api::article.article", "api::author.author", "+shared.seo", "+blocks.hero"])
    }

    @Test(
        "gives folders the names that Strapi gives them",
        arguments: [
            ("blogPost", "blog-post"), ("Blog_Post", "blog-post"), ("blog-post2", "blog-post2"), ("HTML5", "html-5"),
        ]
    )
    func kebabCase(folder: String, name: String) throws {
        let files = ["api/\(folder)/content-types/\(folder)/schema.json": Self.type(name)]
        #expect(try self.uids(files) == ["api::\(name).\(name)"])
    }

    @Test("warns of a type that is written as code")
    func code() throws {
        let folder = try TestProject()
        try folder.write("module.exports = {}", to: "api/article/content-types/article/schema.js")
        let schemas = try SchemaFolder(path: folder.path)
        #expect(schemas.files.isEmpty)
        #expect(
            schemas.warnings.map(\.description) == [
                "\(folder.path)/api/article/content-types/article/schema.js: describes a type in code, which cmsio cannot "
                    + "read; write it as schema.json."
            ]
        )
    }

    @Test(
        "refuses files that stand for nothing, and says what to do",
        arguments: [
            (
                "page.json", #"{"title":"x"}"#,
                "this is no content type, it has no info.singularName; write one, or move the file elsewhere"
            ),
            (
                "components/seo.json", "{}",
                "a component's category is missing; name the file <category>.seo.json, or put it into a folder of that name"
            ),
            ("page.json", "{\n \"info\": }", "line 2, column 10: expected a value"),
        ]
    )
    func refused(name: String, text: String, message: String) throws {
        let folder = try TestProject()
        try folder.write(text, to: name)
        let error = #expect(throws: SchemaError.self) { try SchemaFolder(path: folder.path) }
        #expect(error?.description == "\(folder.path)/\(name): \(message)")
    }

    @Test("names the types of a local plugin as they name themselves, wherever its server code is")
    func localPlugin() throws {
        let files = [
            "src/api/.keep": "",
            "src/plugins/my-shop/server/content-types/orderTable/schema.json": Self.type("order"),
            "src/plugins/todo/server/src/content-types/task/schema.json": Self.type("task"),
        ]
        #expect(try self.uids(files) == ["plugin::my-shop.order", "plugin::todo.task"])
    }
}
