import ContentEvents
import ContentModel
import ContentStore
import JSONText

/// The types, rights and data of a ``Newsroom``.
enum NewsroomContent {
    /// Ids of users, in the order in which they were added.
    static let ann: Int64 = 1
    static let eve: Int64 = 2

    static let article = #"""
        {"id":7,"documentId":"doc7","title":"Hello","internalNotes":"hush",\#
        "author":{"id":1,"name":"Ann","email":"a@x"},"category":{"id":2,"name":"News"}}
        """#
    /// ``article`` as `public` gets it.
    static let publicView = #"""
        {"data":{"id":7,"documentId":"doc7","title":"Hello","category":{"id":2,"name":"News"}},"meta":{}}
        """#
    /// ``article`` as everybody gets it who may find authors.
    static let memberView = #"""
        {"data":{"id":7,"documentId":"doc7","title":"Hello","author":{"id":1,"name":"Ann"},\#
        "category":{"id":2,"name":"News"}},"meta":{}}
        """#

    static let files = [
        Self.type(
            "article",
            #"""
            "title": {"type": "string"}, "internalNotes": {"type": "text", "private": true},
            "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
            "category": {"type": "relation", "relation": "manyToOne", "target": "api::category.category"}
            """#
        ),
        Self.type("author", #""name": {"type": "string"}, "email": {"type": "email", "private": true}"#),
        Self.type("category", #""name": {"type": "string"}"#),
        Self.type("comment", #""text": {"type": "text"}"#),
    ]

    static func type(_ name: String, _ attributes: String, hasDrafts: Bool = false) -> SchemaFile {
        SchemaFile(
            kind: .contentType(uid: ExactString("api::\(name).\(name)")),
            path: "\(name).json",
            bytes: Array(
                #"""
                {
                    "info": {"singularName": "\#(name)", "pluralName": "\#(name)-list", "displayName": "x"},
                    "options": {"draftAndPublish": \#(hasDrafts)}, "pluginOptions": {"i18n": {"localized": \#(hasDrafts)}},
                    "attributes": {\#(attributes)}
                }
                """#.utf8
            )
        )
    }

    static func fill(_ store: ContentStore) async throws {
        let everybody = ["article:create", "article:update", "article:delete", "category:find"]
        let members = everybody + ["author:find"]
        let commands: [RightsCommand] = [
            .roleAdd(name: "editor"),
            .grant(who: "role:public", actions: everybody),
            .grant(who: "role:authenticated", actions: members),
            .grant(who: "role:editor", actions: members + ["comment:create"]),
            .userAdd(name: "ann", role: "authenticated"),
            .userAdd(name: "eve", role: "editor"),
        ]
        for command in commands { _ = try await store.perform(command) }
        _ = try await store.addToken("ci", type: .custom, actions: members, secret: "ci-secret")
        _ = try await store.addToken("full", type: .fullAccess, secret: "full-secret")
        _ = try await store.addToken("brief", type: .custom, actions: members, expiresIn: 60, secret: "brief-secret")
    }
}
