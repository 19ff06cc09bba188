import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Schemas that change while events are emitted")
struct LiveCatalogTests {
    /// The types of the newsroom without `category`, with `review`, and with the title of articles private.
    private static func edited() throws -> ContentCatalog {
        try ContentCatalog(files: [
            Newsroom.schema("article", #""title": {"type": "string", "private": true}, "views": {"type": "integer"}"#),
            Newsroom.schema("author", #""name": {"type": "string"}"#),
            Newsroom.schema("review", #""stars": {"type": "integer"}"#),
        ])
    }

    private static let article = #"{"id":1,"title":"Hello","views":3}"#

    @Test("have a version that grows with each replacement")
    func versions() throws {
        let catalog = LiveCatalog(try Newsroom.catalog())
        let first = catalog.edition
        #expect(first.version == 1)
        catalog.replace(with: try Self.edited())
        #expect(catalog.edition.version == 2)
        #expect(catalog.current.contentType(named: "review") != nil)
        #expect(first.catalog.contentType(named: "review") == nil, "what was held has changed")
    }

    @Test("take a field that was made private out of the next event")
    func madePrivate() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("article", "update", Self.article)
        #expect(newsroom.lastViews["role:public"]?.contains("Hello") == true)
        newsroom.catalog.replace(with: try Self.edited())
        let receipt = try await newsroom.emit("article", "update", Self.article)
        #expect(newsroom.lastViews["role:public"] == #"{"data":{"id":1,"views":3},"meta":{}}"#)
        #expect(receipt.audiences.first?.dropped.map(\.path) == ["title"])
    }

    @Test("show in previews at once")
    func previews() async throws {
        let newsroom = try Newsroom()
        let previewer = Previewer(
            catalog: newsroom.catalog,
            directory: newsroom.directory,
            administration: PreviewTests.TokenOffice(expired: []),
            policy: EmitPolicy(shape: .v5, clock: newsroom.clock.wallClock),
            census: nil
        )
        newsroom.catalog.replace(with: try Self.edited())
        let preview = try await previewer.preview(
            .init(type: "article", action: "update", data: Array(Self.article.utf8))
        )
        let arguments = preview.views.compactMap(\.argument).map { String(decoding: $0, as: UTF8.self) }
        #expect(arguments == [#"{"data":{"id":1,"views":3},"meta":{}}"#])
    }

    @Test("let new types be emitted, and those that are gone no more")
    func types() async throws {
        let newsroom = try Newsroom()
        try await newsroom.emit("category", "update", #"{"id":1}"#)
        #expect(try await newsroom.refusal("review", "update", #"{"id":1}"#).kind == .badData)
        newsroom.catalog.replace(with: try Self.edited())
        try await newsroom.emit("review", "update", #"{"id":1}"#)
        #expect(try await newsroom.refusal("category", "update", #"{"id":1}"#).kind == .badData)
        #expect(try await newsroom.io.recipients(type: "review", action: "update").event == "review:update")
    }

    @Test("leave idempotency keys and offsets as they are")
    func continuity() async throws {
        let newsroom = try Newsroom()
        let first = try await newsroom.emit("article", "update", Self.article, key: "k")
        newsroom.catalog.replace(with: try Self.edited())
        let again = try await newsroom.emit("article", "update", Self.article, key: "k")
        #expect(again.repeated)
        #expect(again.id == first.id)
        #expect(newsroom.delivery.all.count == 1)
        #expect(try await newsroom.emit("article", "update", Self.article).offset == first.offset + 1)
    }
}
