import ContentModel
import Foundation
import JSONText

/// The content that events are measured with: an article with an author, comments and some topics, and audiences that may
/// see one of the topics each.
///
/// Audiences `i` and `j` have the same view when `i` and `j` leave the same rest by the number of views.
struct BenchWorld: Sendable {
    let audiences: Int
    let views: Int

    static let type: ExactString = "article"
    static let action: ExactString = "update"

    /// The uid of each content type, and its schema.
    var schemas: [(uid: String, text: String)] {
        let topics = (0..<self.views).map { "topic\($0)" }
        let relations = topics.map { Self.relation($0, to: $0) }
        let fields =
            [
                Self.field("title", "string"), Self.field("slug", "string"), Self.field("body", "richtext"),
                Self.field("views", "integer"), Self.field("featured", "boolean"),
                Self.field("internalNotes", "text", isPrivate: true), Self.relation("author", to: "author"),
                Self.relation("comments", to: "comment", kind: "oneToMany"),
            ] + relations
        let people = [Self.field("name", "string"), Self.field("email", "email", isPrivate: true)]
        let comments = [Self.field("text", "text"), Self.field("ip", "string", isPrivate: true)]
        return [
            Self.schema("article", fields), Self.schema("author", people), Self.schema("comment", comments),
        ] + topics.map { Self.schema($0, [Self.field("name", "string")]) }
    }

    /// What an audience may do, as `cmsio perms grant` takes it.
    func actions(ofAudience audience: Int) -> [String] {
        ["article:\(Self.action)", "author:find", "comment:find", "topic\(audience % self.views):find"]
    }

    /// The same by ids.
    func permissions(ofAudience audience: Int) -> Permissions {
        let ids = self.actions(ofAudience: audience).map { action in
            let parts = action.split(separator: ":")
            return ExactString("api::\(parts[0]).\(parts[0]).\(parts[1])")
        }
        return Permissions(actions: Set(ids))
    }

    func catalog() throws -> ContentCatalog {
        try ContentCatalog(
            files: self.schemas.map { uid, text in
                SchemaFile(kind: .contentType(uid: ExactString(uid)), path: uid, bytes: Array(text.utf8))
            }
        )
    }

    /// Writes the schemas as `cmsio serve --schemas` reads them.
    func writeSchemas(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (uid, text) in self.schemas {
            let name = uid.split(separator: ".").last ?? ""
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).json"))
        }
    }

    private static func schema(_ name: String, _ attributes: [String]) -> (uid: String, text: String) {
        let info = #"{"singularName":"\#(name)","pluralName":"\#(name)s","displayName":"\#(name)"}"#
        return ("api::\(name).\(name)", #"{"info":\#(info),"attributes":{\#(attributes.joined(separator: ","))}}"#)
    }

    private static func field(_ name: String, _ type: String, isPrivate: Bool = false) -> String {
        #""\#(name)":{"type":"\#(type)","private":\#(isPrivate)}"#
    }

    private static func relation(_ name: String, to target: String, kind: String = "oneToOne") -> String {
        #""\#(name)":{"type":"relation","relation":"\#(kind)","target":"api::\#(target).\#(target)"}"#
    }
}

// Entries of the world.
extension BenchWorld {
    /// An entry with few fields, so that small events are possible.
    ///
    /// - Parameter messageSize: Of the Socket.IO event that each audience gets, in bytes: at least ``smallestMessage``.
    func entry(messageSize: Int) -> String {
        let padding = String(repeating: "a", count: max(0, messageSize - Self.smallestMessage))
        let topics = (0..<self.views).map { #","topic\#($0)":{"id":\#($0 % 10)}"# }.joined()
        return #"{"id":1,"title":"Low water","internalNotes":"-","author":{"id":2,"name":"Ann","email":"-"}\#(topics),"#
            + #""body":"\#(padding)"}"#
    }

    /// Of an event without a body.
    static let smallestMessage = Self.event(
        #"{"id":1,"title":"Low water","author":{"id":2,"name":"Ann"},"topic0":{"id":0},"body":""}"#
    ).utf8.count

    private static func event(_ data: String) -> String {
        #"42["\#(self.type):\#(self.action)",{"data":\#(data),"meta":{}}]"#
    }

    /// An entry as a CMS sends it, of about a kilobyte.
    var article: String {
        let dates = #""createdAt":"2026-03-14T09:26:53.589Z","updatedAt":"2026-03-15T09:26:53.589Z""#
        let topics = (0..<self.views).map { #","topic\#($0)":{"id":\#($0),"name":"Rivers"}"# }.joined()
        let comments = (1...2).map { #"{"id":\#($0),"text":"The alders had come back.","ip":"192.0.2.\#($0)"}"# }
        return #"{"id":7,"documentId":"k3v9q0w8z1x2c4b5n6m7a8s9","# + dates
            + #","publishedAt":"2026-03-15T09:26:53.589Z","locale":"en","title":"Low water","slug":"low-water","body":""#
            + String(repeating: "The ferryman knew the river between the meadows. ", count: 8)
            + #"","views":4213,"featured":false,"internalNotes":"Ask for the photograph.","author":{"id":2,"name":"Ann","#
            + #""email":"ann@example.org",\#(dates)}\#(topics),"comments":[\#(comments.joined(separator: ","))]}"#
    }
}
