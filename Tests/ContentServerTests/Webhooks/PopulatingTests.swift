import ContentEvents
import ContentModel
import ContentServer
import JSONText
import Synchronization
import Testing

@Suite("Entries of webhooks that are read again", .timeLimit(.minutes(1)))
struct PopulatingTests {
    private static let author = #""author":{"id":1,"name":"Ann","email":"a@x"}"#

    private static func open(
        _ source: ScriptedSource,
        rest: Duration = .seconds(60),
        _ body: (Newsroom, WebhookIntake) async throws -> Void
    ) async throws {
        var configuration = WebhookRouteTests.configuration()
        configuration.populate = PopulateConfiguration(
            plan: ["api::article.article": .attributes([.init("author")])],
            source: source,
            readsAtOnce: 2,
            rest: rest
        )
        try await Newsroom.open(files: WebhookSamples.files, webhooks: configuration) {
            try await body($0, try #require($0.server.webhooks))
        }
    }

    private static func accept(_ webhooks: EntryWebhook..., by intake: WebhookIntake) async throws {
        for webhook in webhooks { #expect(try await intake.accept(Array(webhook.body.utf8)) == .accepted) }
    }

    private static func publish(_ id: Int, updatedAt: Int = 10) -> EntryWebhook {
        EntryWebhook(
            event: "entry.publish",
            id: id,
            documentID: "doc\(id)",
            title: "told",
            updatedAt: updatedAt,
            publishedAt: updatedAt
        )
    }

    /// An entry as the source has it.
    private static func entry(_ id: Int, updatedAt: Int = 10, publishedAt: Int? = 10, locale: String = "en") -> String {
        let published = publishedAt.map { "\"\(EntryWebhook.time($0))\"" } ?? "null"
        return #"""
            {"id":\#(id),"documentId":"doc\#(id)","title":"read","updatedAt":"\#(EntryWebhook.time(updatedAt))",\#
            "publishedAt":\#(published),"locale":"\#(locale)",\#(Self.author)}
            """#
    }

    /// Whether each event that came was read again.
    private static func titles(_ received: [String]) -> [String] {
        received.map { $0.contains(#""title":"read""#) ? "read" : $0.contains(#""title":"told""#) ? "told" : $0 }
    }

    @Test("are read once an event, whoever gets it, and each gets what it may see of what was read")
    func once() async throws {
        let source = ScriptedSource { _ in .entry(Self.entry(7)) }
        try await Self.open(source) { newsroom, intake in
            let (everybody, member) = (
                try await newsroom.client(), try await newsroom.client(user: NewsroomContent.ann)
            )
            try await Self.accept(Self.publish(7), by: intake)
            await intake.settle()
            let received = try await newsroom.received(by: everybody, member)
            #expect(received.map(\.count) == [1, 1])
            #expect(received[0][0].contains(#""title":"read""#) && !received[0][0].contains("Ann"), "\(received)")
            #expect(received[1][0].contains(#""author":{"id":1,"name":"Ann"}"#), "\(received)")
            let query = try #require(source.queries.first)
            #expect(source.queries.count == 1)
            #expect(query.key == .documentID("doc7"))
            #expect(query.locale == "en" && !query.isDraft)
            #expect(query.population == .attributes([.init("author")]))
            #expect(await intake.counters.populated == 1)
        }
    }

    @Test("are not read for deleted and unpublished ones, for other types, and for an id that leads elsewhere")
    func unasked() async throws {
        let source = ScriptedSource { _ in .entry(Self.entry(7)) }
        try await Self.open(source) { newsroom, intake in
            let client = try await newsroom.client(token: "full")
            var (unpublish, delete) = (Self.publish(7), Self.publish(8))
            unpublish.event = "entry.unpublish"
            delete.event = "entry.delete"
            var dots = Self.publish(9)
            dots.documentID = ".."
            let page = EntryWebhook(event: "entry.create", uid: "api::page.page", id: 3, title: "told", updatedAt: 1)
            try await Self.accept(unpublish, delete, dots, page, by: intake)
            await intake.settle()
            #expect(try await newsroom.received(by: client)[0].count == 4)
            #expect(source.queries.isEmpty)
            #expect(await intake.counters.unpopulated == 0)
        }
    }

    @Test(
        "stay as they came when what is read is older, a draft, or another entry",
        arguments: [
            (Self.entry(7, updatedAt: 11), "read"), (Self.entry(7), "read"), (Self.entry(7, updatedAt: 9), "told"),
            (Self.entry(7, publishedAt: 9), "told"), (Self.entry(7, publishedAt: nil), "told"), (Self.entry(8), "told"),
            (Self.entry(7, locale: "de"), "told"), ("[]", "told"), ("no JSON", "told"),
        ]
    )
    func choice(entry: String, title: String) async throws {
        try await Self.open(ScriptedSource { _ in .entry(entry) }) { newsroom, intake in
            let client = try await newsroom.client()
            try await Self.accept(Self.publish(7), by: intake)
            await intake.settle()
            #expect(Self.titles(try await newsroom.received(by: client)[0]) == [title])
            let counters = await intake.counters
            #expect((counters.populated, counters.unpopulated) == (title == "read" ? (1, 0) : (0, 1)))
        }
    }

    @Test("stay as they came when they cannot be read; each kind of failure is counted each time, and logged once")
    func failures() async throws {
        let source = ScriptedSource { id in
            .failure(EntryUnread(id == "doc1" ? .denied : .notFound, "the reason of \(id)"))
        }
        try await Self.open(source) { newsroom, intake in
            let client = try await newsroom.client()
            try await Self.accept(Self.publish(1), Self.publish(2), Self.publish(3), by: intake)
            await intake.settle()
            #expect(Self.titles(try await newsroom.received(by: client)[0]) == ["told", "told", "told"])
            #expect(await intake.counters.unpopulated == 3)
            let log = newsroom.log.text
            #expect(log.split(separator: "the reason of").count == 3, "\(log)")
            #expect(log.contains("the reason of doc1") && !log.contains("the reason of doc3"))
        }
    }

    @Test("are left alone for a while after an answer that did not come in time")
    func rest() async throws {
        let source = ScriptedSource { _ in .failure(EntryUnread(.timedOut, "late")) }
        try await Self.open(source) { newsroom, intake in
            let client = try await newsroom.client()
            for id in 1...3 {
                try await Self.accept(Self.publish(id), by: intake)
                await intake.settle()
            }
            #expect(try await newsroom.received(by: client)[0].count == 3)
            #expect(source.queries.count == 1)
            #expect(await intake.counters.unpopulated == 3)
        }
    }

    @Test("come in the order of the webhooks though later ones are read sooner, a few at a time")
    func order() async throws {
        let source = ScriptedSource { id in
            id == "doc1" ? .held(Self.entry(1)) : .entry(Self.entry(id == "doc2" ? 2 : 3))
        }
        try await Self.open(source) { newsroom, intake in
            let client = try await newsroom.client()
            try await Self.accept(Self.publish(1), Self.publish(2), Self.publish(3), by: intake)
            await source.asked(for: "doc2")
            #expect(source.queries.count == 2, "a third one is read beside the two")
            source.letGo()
            await intake.settle()
            let received = try await newsroom.received(by: client)[0]
            #expect(try received.map { try Told(received: $0).id } == [1, 2, 3])
            #expect(Self.titles(received) == ["read", "read", "read"])
        }
    }
}

/// A source that answers what a test says.
private final class ScriptedSource: EntrySource {
    enum Answer: Sendable {
        case entry(String)
        /// Once ``letGo()`` is called.
        case held(String)
        case failure(EntryUnread)
    }

    private let answer: @Sendable (ExactString) -> Answer
    private let asked = Mutex<[EntryQuery]>([])
    private let (asking, asker) = AsyncStream<ExactString>.makeStream()
    private let (opening, opener) = AsyncStream<Void>.makeStream()

    /// - Parameter answer: To a question for the documentId.
    init(_ answer: @escaping @Sendable (ExactString) -> Answer) {
        self.answer = answer
    }

    var queries: [EntryQuery] { self.asked.withLock { $0 } }

    func letGo() { self.opener.finish() }

    func asked(for id: ExactString) async { _ = await self.asking.first { $0 == id } }

    func entry(_ query: EntryQuery, in catalog: ContentCatalog) async throws(EntryUnread) -> [UInt8] {
        guard case .documentID(let id) = query.key else { throw EntryUnread(.notFound, "no documentId") }
        self.asked.withLock { $0.append(query) }
        self.asker.yield(id)
        switch self.answer(id) {
        case .entry(let text): return Array(text.utf8)
        case .held(let text):
            for await _ in self.opening {}
            return Array(text.utf8)
        case .failure(let problem): throw problem
        }
    }
}
