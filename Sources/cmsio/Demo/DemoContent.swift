import ContentModel
import JSONText

/// The content types of `serve --demo`.
enum DemoContent {
    static var files: [SchemaFile] {
        [("article", self.article), ("author", self.author), ("category", self.category), ("comment", self.comment)].map
        {
            name,
            text in
            SchemaFile(
                kind: .contentType(uid: ExactString("api::\(name).\(name)")),
                path: "demo/\(name).json",
                bytes: Array(text.utf8)
            )
        }
    }

    private static let article = """
        {
          "info": { "singularName": "article", "pluralName": "articles", "displayName": "Article" },
          "attributes": {
            "title": { "type": "string" },
            "slug": { "type": "uid", "targetField": "title" },
            "body": { "type": "richtext" },
            "views": { "type": "integer" },
            "internalNotes": { "type": "text", "private": true },
            "author": { "type": "relation", "relation": "manyToOne", "target": "api::author.author" },
            "category": { "type": "relation", "relation": "manyToOne", "target": "api::category.category" },
            "comments": {
              "type": "relation", "relation": "oneToMany", "target": "api::comment.comment", "mappedBy": "article"
            }
          }
        }
        """

    private static let author = """
        {
          "info": { "singularName": "author", "pluralName": "authors", "displayName": "Author" },
          "attributes": {
            "name": { "type": "string" },
            "email": { "type": "email", "private": true }
          }
        }
        """

    private static let category = """
        {
          "info": { "singularName": "category", "pluralName": "categories", "displayName": "Category" },
          "attributes": { "name": { "type": "string" } }
        }
        """

    private static let comment = """
        {
          "info": { "singularName": "comment", "pluralName": "comments", "displayName": "Comment" },
          "attributes": {
            "text": { "type": "text" },
            "ip": { "type": "string", "private": true },
            "article": {
              "type": "relation", "relation": "manyToOne", "target": "api::article.article", "inversedBy": "comments"
            }
          }
        }
        """
}
