import ContentModel
import JSONText
import StrapiSource
import Testing

/// The types that entries are read of.
enum RESTRig {
    private static let files = [
        Self.type(
            "article",
            plural: "articles",
            #"""
            "title": {"type": "string"}, "extra": {"type": "json"}, "cover": {"type": "media"},
            "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
            "tags": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag"},
            "owner": {"type": "relation", "relation": "morphToOne"},
            "seo": {"type": "component", "component": "shared.seo"},
            "blocks": {"type": "dynamiczone", "components": ["shared.seo"]}
            """#
        ),
        Self.type("author", plural: "authors", #""name": {"type": "string"}, "avatar": {"type": "media"}"#),
        Self.type("tag", plural: "tags", #""name": {"type": "string"}"#, hasDrafts: false),
        Self.type("home", plural: "homes", #""title": {"type": "string"}"#, kind: "singleType"),
        SchemaFile(
            kind: .component(uid: "shared.seo"),
            path: "seo.json",
            bytes: Array(
                #"""
                {"collectionName":"seos","info":{},"attributes":{"text":{"type":"string"},"image":{"type":"media"}}}
                """#.utf8
            )
        ),
    ]

    static func catalog() throws -> ContentCatalog { try ContentCatalog(files: self.files) }

    static func query(
        _ type: ExactString,
        _ key: EntryQuery.Key,
        locale: ExactString? = nil,
        isDraft: Bool = false,
        _ population: Population = .everything
    ) throws -> EntryQuery {
        EntryQuery(
            type: try #require(try self.catalog().contentType(named: type)),
            key: key,
            locale: locale,
            isDraft: isDraft,
            population: population
        )
    }

    private static func type(
        _ name: String,
        plural: String,
        _ attributes: String,
        kind: String = "collectionType",
        hasDrafts: Bool = true
    ) -> SchemaFile {
        SchemaFile(
            kind: .contentType(uid: ExactString("api::\(name).\(name)")),
            path: "\(name).json",
            bytes: Array(
                #"""
                {
                    "kind": "\#(kind)", "info": {"singularName": "\#(name)", "pluralName": "\#(plural)"},
                    "options": {"draftAndPublish": \#(hasDrafts)}, "attributes": {\#(attributes)}
                }
                """#.utf8
            )
        )
    }
}
