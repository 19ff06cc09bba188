import ContentModel
import JSONText
import Testing

/// A few types for small cases, each with what one rule needs.
enum SmallWorld {
    static let types: [(name: String, schema: String)] = [
        (
            "article",
            #"""
            {"info": {"singularName": "article", "pluralName": "articles"},
             "options": {"privateAttributes": ["draftOf", "id", "ghost"]},
             "attributes": {
               "title": {"type": "string"}, "notes": {"type": "text", "private": true}, "code": {"type": "password"},
               "extra": {"type": "json"}, "draftOf": {"type": "relation", "relation": "oneToOne", "target": "api::article.article"},
               "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
               "comments": {"type": "relation", "relation": "oneToMany", "target": "api::comment.comment"},
               "cover": {"type": "media"}, "seo": {"type": "component", "component": "shared.seo"},
               "zone": {"type": "dynamiczone", "components": ["shared.seo"]},
               "things": {"type": "relation", "relation": "morphToMany"},
               "thing": {"type": "relation", "relation": "morphToOne"},
               "tags": {"type": "relation", "relation": "morphMany", "target": "api::tag.tag", "morphBy": "things"},
               "topTag": {"type": "relation", "relation": "morphOne", "target": "api::tag.tag", "morphBy": "things"},
               "role": {"type": "relation", "relation": "manyToOne", "target": "plugin::users-permissions.role"},
               "lost": {"type": "relation", "relation": "manyToOne", "target": "api::lost.lost"}}}
            """#
        ),
        (
            "author",
            #"""
            {"options": {"populateCreatorFields": true},
             "attributes": {"name": {"type": "string"}, "email": {"type": "email", "private": true},
               "boss": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
               "things": {"type": "relation", "relation": "morphToMany"}}}
            """#
        ),
        (
            "comment",
            #"""
            {"attributes": {"text": {"type": "text"}, "ip": {"type": "string", "private": true},
               "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"}}}
            """#
        ),
        (
            "tag",
            #"""
            {"pluginOptions": {"i18n": {"localized": true}},
             "attributes": {"name": {"type": "string"}, "weight": {"type": "float", "private": true}, "pin": {"type": "password"},
               "owner": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"}}}
            """#
        ),
    ]

    static let components: [(uid: String, schema: String)] = [
        (
            "shared.seo",
            #"""
            {"options": {"privateAttributes": ["score"]},
             "attributes": {"title": {"type": "string"}, "score": {"type": "integer"}, "key": {"type": "password"},
               "createdBy": {"type": "relation", "relation": "oneToOne", "target": "api::author.author"},
               "image": {"type": "media"}}}
            """#
        )
    ]

    static func catalog(
        _ version: StrapiVersion,
        privateAttributes: [ExactString] = []
    ) throws(SchemaError) -> ContentCatalog {
        let types = Self.types.map {
            SchemaFile(
                kind: .contentType(uid: ExactString("api::\($0.name).\($0.name)")),
                path: "schemas/\($0.name).json",
                bytes: Array($0.schema.utf8)
            )
        }
        let components = Self.components.map {
            SchemaFile(
                kind: .component(uid: ExactString($0.uid)),
                path: "components/\($0.uid).json",
                bytes: Array($0.schema.utf8)
            )
        }
        return try ContentCatalog(
            files: types + components,
            options: ModelOptions(version: version, privateAttributes: privateAttributes)
        )
    }

    static func plan(
        _ version: StrapiVersion,
        _ type: ExactString,
        _ permissions: Permissions,
        _ mode: SanitizeMode,
        _ shape: Shape = .v5
    ) throws -> ViewPlan {
        let catalog = try Self.catalog(version)
        let type = try #require(catalog.contentType(named: type))
        return ViewPlan(catalog: catalog, type: type, permissions: permissions, mode: mode, shape: shape)
    }
}

/// What comes of an entry in one mode.
enum Outcome: Equatable, CustomStringConvertible {
    case out(String)
    case fails(ViewError.Reason)

    init(_ body: () throws(ViewError) -> [UInt8]) {
        do throws(ViewError) {
            self = .out(String(decoding: try body(), as: UTF8.self))
        } catch {
            self = .fails(error.reason)
        }
    }

    var description: String {
        switch self {
        case .out(let text): text
        case .fails(let reason): "fails: \(reason)"
        }
    }
}

extension Permissions: ExpressibleByArrayLiteral {
    /// Names of types whose entries may be found: `author` for `api::author.author.find`.
    public init(arrayLiteral names: String...) {
        self.init(
            actions: Set(names.map { ExactString($0.contains("::") ? "\($0).find" : "api::\($0).\($0).find") })
        )
    }
}
