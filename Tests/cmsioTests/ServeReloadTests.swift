import Foundation
import TestClients
import TestStrapi
import Testing

@Suite("Schemas edited while they are served", .timeLimit(.minutes(3)))
struct ServeReloadTests {
    /// Where the content types come from, and what is there at the start.
    enum Source: String, CaseIterable, CustomTestStringConvertible {
        case schemas, strapi

        var testDescription: String { "--\(self.rawValue)" }

        /// Where a type is described.
        func path(_ type: String) -> String {
            switch self {
            case .schemas: "types/\(type).json"
            case .strapi: "shop/src/api/\(type)/content-types/\(type)/schema.json"
            }
        }

        /// The folder that is served.
        var folder: String { self == .schemas ? "types" : "shop" }

        /// Starts the server with `item`; everybody may get that, and `review` once there is such a type.
        func serve() async throws -> RunningServer {
            let folder = try TestFolder()
            try folder.write(Self.type("item", Self.open), to: self.path("item"))
            let arguments = ["--\(self.rawValue)", self.folder]
            switch self {
            case .schemas:
                let server = try await RunningServer(arguments, in: folder)
                #expect(try await server.run("perms", "grant", "role:public", "item:create").status == 0)
                return server
            case .strapi:
                try folder.write(#"{"dependencies":{"@strapi/strapi":"5.37.1"}}"#, to: "shop/package.json")
                try await Self.writeRights(to: folder.path("strapi.db"))
                return try await RunningServer(
                    arguments,
                    in: folder,
                    environment: [
                        "CMSIO_DATABASE_URL": "sqlite:\(folder.path("strapi.db"))",
                        "CMSIO_STRAPI_JWT_SECRET": "c0ffee5ecre7",
                        "CMSIO_STRAPI_API_TOKEN_SALT": StrapiTestDatabase.salt,
                    ]
                )
            }
        }

        private static func writeRights(to path: String) async throws {
            let database = try await StrapiTestDatabase(.init(engine: .sqlite, version: 5))
            for (id, action) in [(6, "api::item.item.create"), (7, "api::review.review.create")] {
                try database.run("INSERT INTO up_permissions (action) VALUES ('\(action)')")
                try database.run("INSERT INTO up_permissions_role_lnk (permission_id, role_id) VALUES (\(id), 2)")
            }
            try FileManager.default.copyItem(atPath: database.place, toPath: path)
        }

        static let open = #""name":{"type":"string"},"cost":{"type":"integer"}"#
        static let secret = #""name":{"type":"string"},"cost":{"type":"integer","private":true}"#

        static func type(_ name: String, _ attributes: String) -> String {
            #"{"info":{"singularName":"\#(name)","pluralName":"\#(name)s"},"attributes":{\#(attributes)}}"#
        }

        func write(_ type: String, _ attributes: String, _ server: RunningServer) throws {
            try server.folder.write(Self.type(type, attributes), to: self.path(type))
        }
    }

    private static func emit(_ type: String, _ server: RunningServer) async throws -> Program.Result {
        try await server.run("emit", type, "create", #"{"id":1,"name":"x","cost":3}"#)
    }

    private static let whole = [#"{"data":{"id":1,"name":"x","cost":3},"meta":{}}"#]
    private static let withoutCost = [#"{"data":{"id":1,"name":"x"},"meta":{}}"#]

    @Test(
        "a field made private is gone from the next event, for a client that stays connected",
        arguments: Source.allCases
    )
    func madePrivate(source: Source) async throws {
        let server = try await source.serve()
        let client = try await ForeignClient.python(url: server.url)
        #expect(try await Self.emit("item", server).status == 0)
        #expect(try await client.event("item:create") == Self.whole)
        try source.write("item", Source.secret, server)
        #expect(try await server.program.line(with: "schemas changed").hasSuffix(" schemas changed changed=item"))
        #expect(try await Self.emit("item", server).status == 0)
        #expect(try await client.event("item:create") == Self.withoutCost)
        try await client.close()
        #expect(try await server.stop().errors.contains("the schemas stay") == false)
    }

    @Test("a new type can be granted and emitted, and one that is gone no more", arguments: Source.allCases)
    func types(source: Source) async throws {
        let server = try await source.serve()
        #expect(try await Self.emit("review", server).status == 65)
        try source.write("review", Source.open, server)
        #expect(try await server.program.line(with: "added=").hasSuffix("schemas changed added=review"))
        if source == .schemas {
            #expect(try await server.run("perms", "grant", "role:public", "review:create").status == 0)
        }
        let client = try await ForeignClient.python(url: server.url, auth: #"{"subscribe":["review:*"]}"#)
        #expect(try await Self.emit("review", server).status == 0)
        #expect(try await client.event("review:create") == Self.whole)

        try FileManager.default.removeItem(atPath: server.folder.path(source.path("review")))
        #expect(try await server.program.line(with: "removed=").hasSuffix("schemas changed removed=review"))
        #expect(try await Self.emit("review", server).status == 65)
        #expect(try await server.run("raw", "fence").status == 0)
        #expect(try await client.eventNames(until: "fence") == [])
        try await client.close()
        try await server.stop()
        guard source == .schemas else { return }
        // What the store was told last counts for commands without the server.
        #expect(try await server.run("perms", "grant", "role:public", "review:update").status != 0)
    }

    @Test("a broken edit changes nothing and is told once; its mending is told, too", arguments: Source.allCases)
    func broken(source: Source) async throws {
        let server = try await source.serve()
        let client = try await ForeignClient.python(url: server.url)
        let path = source.path("item")
        let names = #"{"info":{"singularName":"item","pluralName":"items"},"#
        try server.folder.write("\(names)\n\"attributes\": []}", to: path)
        let warning = try await server.program.line(with: "the schemas stay as they were")
        #expect(warning.contains(/(json: line 2, column 15|json:2): attributes: expected an object\.$/), "\(warning)")
        #expect(warning.contains(path))
        #expect(try await Self.emit("item", server).status == 0)
        #expect(try await client.event("item:create") == Self.whole)

        try source.write("item", Source.secret, server)
        let mended = try await server.program.line(with: "schemas mended")
        #expect(mended.hasSuffix("schemas mended and changed changed=item"))
        #expect(try await Self.emit("item", server).status == 0)
        #expect(try await client.event("item:create") == Self.withoutCost)
        try await client.close()
        let all = try await server.stop().errors
        #expect(all.components(separatedBy: "the schemas stay").count == 2, "\(all)")
    }

    @Test("a folder that is gone is a broken edit", arguments: Source.allCases)
    func removed(source: Source) async throws {
        let server = try await source.serve()
        let (here, away) = (server.folder.path(source.folder), server.folder.path("away"))
        try FileManager.default.moveItem(atPath: here, toPath: away)
        let warning = try await server.program.line(with: "the schemas stay as they were")
        #expect(warning.contains("'\(source.folder)'"), "\(warning)")
        #expect(try await Self.emit("item", server).status == 0)
        try FileManager.default.moveItem(atPath: away, toPath: here)
        _ = try await server.program.line(with: "schemas mended: they are as before")
        try await server.stop()
    }

    @Test("SIGHUP reads them at once, and says so if nothing changed", arguments: Source.allCases)
    func hangUp(source: Source) async throws {
        let server = try await source.serve()
        server.program.signal(SIGHUP)
        _ = try await server.program.line(with: "schemas read again: they are as before")
        try source.write("item", Source.secret, server)
        server.program.signal(SIGHUP)
        _ = try await server.program.line(with: "schemas changed changed=item")
        try await server.stop()
    }

    @Test("the folder that is looked for by default is noticed when it comes")
    func byDefault() async throws {
        let server = try await RunningServer([], in: TestFolder())
        try server.folder.write(Source.type("item", Source.open), to: "schemas/item.json")
        #expect(try await server.program.line(with: "schemas changed").hasSuffix("added=item"))
        #expect(try await Self.emit("item", server).status == 0)
        try await server.stop()
    }

    @Test("are told to programs with the names as metadata")
    func json() async throws {
        let folder = try TestFolder()
        try folder.write(Source.type("item", Source.open), to: "types/item.json")
        let program = try Program(
            ["serve", "--port", "0", "--schemas", "types", "--log-format", "json"],
            in: folder
        )
        _ = try await program.line(with: #""message":"serving""#)
        try folder.write(Source.type("review", Source.open), to: "types/review.json")
        let line = try await program.line(with: "schemas changed")
        #expect(line.contains(#""level":"notice""#) && line.contains(#""metadata":{"added":"review"}"#), "\(line)")
        program.signal(SIGTERM)
        #expect(try await program.end().status == 0)
    }
}
