import ContentModel
import ContentServer
import Foundation
import JSONText
import Testing

/// The webhooks that Strapi 4 and 5 themselves sent, and the types they are of.
enum WebhookSamples {
    /// The bodies of one version, by event, in the order of an entry's life.
    static func bodies(_ version: String) throws -> [(event: String, body: String)] {
        let url = try #require(Bundle.module.url(forResource: version, withExtension: "json", subdirectory: "Samples"))
        let document = try JSONDocument(parsing: Array(try Data(contentsOf: url)))
        return try document.elements(document.root).map { sample in
            let body = try #require(document.value("body", in: sample))
            let event = try #require(document.value("event", in: body).flatMap(document.string))
            return (event, String(decoding: document.text(body), as: UTF8.self))
        }
    }

    static let entryEvents = ["entry.create", "entry.update", "entry.publish", "entry.unpublish", "entry.delete"]

    static func entries(_ version: String) throws -> [(event: String, body: String)] {
        let bodies = try self.bodies(version)
        return self.entryEvents.compactMap { event in bodies.first { $0.event == event } }
    }

    /// The types of a ``Newsroom``, with drafts of articles, and pages, which have none.
    static let files =
        Array(NewsroomContent.files.dropFirst()) + [
            NewsroomContent.type("article", Self.attributes, hasDrafts: true),
            NewsroomContent.type("page", Self.attributes),
        ]

    private static let attributes = #"""
        "title": {"type": "string"}, "notes": {"type": "text", "private": true},
        "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"}
        """#

    /// What the body means to the types above.
    static func change(_ body: String) throws -> EntryChange {
        let webhook = try WebhookBody(Array(body.utf8))
        guard case .about(let subject) = webhook.kind else { throw NoChange(body: body) }
        let type = try #require(try self.catalog().contentType(named: try webhook.typeName(of: subject)))
        guard case .change(let change) = try webhook.meaning(subject, of: type) else { throw NoChange(body: body) }
        return change
    }

    private static let types = Result { try ContentCatalog(files: files) }

    static func catalog() throws -> ContentCatalog { try self.types.get() }
}

struct NoChange: Error {
    let body: String
}

/// A webhook of an entry, written as Strapi writes it. Times are minutes of one day.
struct EntryWebhook {
    var event: String
    var uid: String? = "api::article.article"
    var id = 7
    var documentID: String?
    var title = "Hello"
    var createdAt = 0
    var updatedAt: Int?
    var publishedAt: Int?
    var locale: String? = "en"
    var sentAt: Int?

    var body: String {
        let row = [
            #""id":\#(self.id)"#, self.documentID.map { #""documentId":"\#($0)""# }, #""title":"\#(self.title)""#,
            #""notes":"hush""#, #""createdAt":"\#(Self.time(self.createdAt))""#,
            self.updatedAt.map { #""updatedAt":"\#(Self.time($0))""# },
            #""publishedAt":\#(self.publishedAt.map { "\"\(Self.time($0))\"" } ?? "null")"#,
            self.locale.map { #""locale":"\#($0)""# },
        ]
        let members = [
            #""event":"\#(self.event)""#, self.sentAt.map { #""createdAt":"\#(Self.time($0))""# },
            #""model":"article""#,
            self.uid.map { #""uid":"\#($0)""# }, #""entry":{\#(row.compactMap(\.self).joined(separator: ","))}"#,
        ]
        return "{\(members.compactMap(\.self).joined(separator: ","))}"
    }

    static func time(_ minute: Int) -> String {
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "2024-03-\(two(1 + minute / 1440))T\(two(minute / 60 % 24)):\(two(minute % 60)):00.000Z"
    }
}
