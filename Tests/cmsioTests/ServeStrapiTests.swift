import TestStrapi
import Testing

@Suite("A Strapi project")
struct ServeStrapiTests {
    private static let files = [
        "shop/package.json": #"{"workspaces":["cms"]}"#,
        "shop/cms/package.json": #"{"dependencies":{"@strapi/strapi":"5.37.1"}}"#,
        "shop/cms/config/database.js": "module.exports = someCode();",
        "shop/cms/config/api.js": "module.exports = { responses: { privateAttributes: ['cost'] } };",
        "shop/cms/src/api/item/content-types/item/schema.json": #"""
        {"info":{"singularName":"item","pluralName":"items"},
         "attributes":{"name":{"type":"string"},"cost":{"type":"integer"}}}
        """#,
    ]

    private func folder(_ files: [String: String] = Self.files) throws -> TestFolder {
        let folder = try TestFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        return folder
    }

    @Test("is found in its repository, and its types are served as it describes them")
    func served() async throws {
        let folder = try self.folder()
        let database = try await StrapiTestDatabase(.init(engine: .sqlite, version: 5))
        try database.run("INSERT INTO up_permissions (action) VALUES ('api::item.item.create')")
        try database.run("INSERT INTO up_permissions_role_lnk (permission_id, role_id) VALUES (6, 2)")
        let server = try await RunningServer(
            ["--strapi", "shop"],
            in: folder,
            environment: [
                "CMSIO_DATABASE_URL": "sqlite:\(database.place)", "CMSIO_STRAPI_JWT_SECRET": "c0ffee5ecre7",
                "CMSIO_STRAPI_API_TOKEN_SALT": StrapiTestDatabase.salt,
            ]
        )
        let receipt = try await server.run("emit", "item", "create", #"{"id":1,"name":"x","cost":3}"#, "-o", "pretty")
        #expect(receipt.output.contains("cost (private)"), "\(receipt)")
        try await server.stop()
    }

    @Test("that is none, is several, or is broken, is refused with the place and the way out")
    func refused() async throws {
        let folder = try self.folder()
        let schema = "shop/cms/src/api/item/content-types/item/schema.json"
        try folder.write("{\n\"attributes\": []}", to: schema)
        let broken = try await Program.run(["serve", "--port", "0", "--strapi", "shop"], in: folder)
        #expect(broken.status == 78)
        #expect(
            broken.errors
                == "cmsio: shop/cms/src/api/item/content-types/item/schema.json:2: attributes: expected an object.\n"
        )
        let missing = try await Program.run(["serve", "--port", "0", "--strapi", "gone"], in: folder)
        #expect(missing.status == 66)
        #expect(missing.errors == "cmsio: there is no folder 'gone'; name the folder of the Strapi project.\n")
        let both = try await Program.run(["serve", "--strapi", "shop", "--demo"], in: folder)
        #expect(both.status == 64)
    }

    @Test("has settings like all others, whose secrets are never shown")
    func settings() async throws {
        let folder = try self.folder()
        let result = try await Program.run(
            ["serve", "--print-config", "--strapi", "shop", "--strapi-version", "4", "--node-env", "staging"],
            in: folder,
            environment: ["CMSIO_DATABASE_URL": "postgres://a:hunter2@b/c", "CMSIO_STRAPI_JWT_SECRET": "hunter2"]
        )
        #expect(result.status == 0)
        #expect(!result.output.contains("hunter2"))
        #expect(result.output.contains(#""database-url":{"value":"(set)","from":"CMSIO_DATABASE_URL"}"#), "\(result)")
        let wrong = try await Program.run(["serve", "--strapi-version", "3"], in: folder)
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("write 4 or 5"))
    }
}
