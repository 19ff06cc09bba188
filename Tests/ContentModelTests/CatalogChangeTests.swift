import ContentModel
import JSONText
import Testing

@Suite("What differs between two states of the schemas")
struct CatalogChangeTests {
    private static func type(_ name: String, _ attributes: String) -> SchemaFile {
        let text = #"{"info":{"singularName":"\#(name)","pluralName":"\#(name)s"},"attributes":{\#(attributes)}}"#
        return SchemaFile(
            kind: .contentType(uid: ExactString("api::\(name).\(name)")),
            path: "\(name).json",
            bytes: Array(text.utf8)
        )
    }

    private static func component(_ attributes: String) -> SchemaFile {
        SchemaFile(
            kind: .component(uid: "shared.seo"),
            path: "seo.json",
            bytes: Array(#"{"info":{"displayName":"Seo"},"attributes":{\#(attributes)}}"#.utf8)
        )
    }

    private static let user = SchemaFile(
        kind: .contentType(uid: "plugin::users-permissions.user"),
        path: "user.json",
        bytes: Array(
            #"""
            {"info":{"singularName":"user","pluralName":"users"},"attributes":{"nick":{"type":"string","private":true}}}
            """#.utf8
        )
    )

    private static let before = [type("article", ""), type("tag", ""), component("")]

    private func change(to files: [SchemaFile]) throws -> CatalogChange {
        CatalogChange(from: try ContentCatalog(files: Self.before), to: try ContentCatalog(files: files))
    }

    @Test("is nothing for files that say the same, in whatever order")
    func same() throws {
        #expect(try self.change(to: Self.before).isEmpty)
        #expect(try self.change(to: Self.before.reversed()).isEmpty)
    }

    @Test("names types and components that are new, gone, or others")
    func different() throws {
        let change = try self.change(to: [
            Self.type("article", #""notes":{"type":"text","private":true}"#), Self.type("review", ""),
            Self.component(#""title":{"type":"string"}"#),
        ])
        #expect(change.added == ["review"])
        #expect(change.removed == ["tag"])
        #expect(change.changed == ["article", "shared.seo"])
        #expect(!change.isEmpty)
    }

    @Test("names Strapi's own types by uid")
    func ofPlugins() throws {
        #expect(try self.change(to: Self.before + [Self.user]).changed == ["plugin::users-permissions.user"])
    }
}
