import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("What emit refuses")
struct RefusalTests {
    struct Example: CustomTestStringConvertible {
        var type: ExactString = "article"
        var action: ExactString = "update"
        var data = "{}"
        let message: String

        var testDescription: String { "\(self.type) \(self.action) \(self.data)" }
    }

    static let examples = [
        Example(
            type: "artcle",
            message:
                "there is no content type 'artcle'; did you mean 'article'? The server's schemas (--schemas) know article, "
                + "author, category."
        ),
        Example(
            type: "zebra",
            message:
                "there is no content type 'zebra'. The server's schemas (--schemas) know article, author, category."
        ),
        Example(
            action: "feature",
            message:
                "no grant names 'feature' for article: 'cmsio perms grant role:public article:feature' gives one, or send the "
                + "data untouched with 'cmsio raw'."
        ),
        Example(
            action: "udpate",
            message:
                "no grant names 'udpate' for article: 'cmsio perms grant role:public article:udpate' gives one, or send the "
                + "data untouched with 'cmsio raw'. Did you mean 'update'?"
        ),
        Example(
            action: "disconnect",
            message: "'disconnect' cannot be an action, as Socket.IO uses the name: choose another."
        ),
        Example(
            action: "*",
            message: "'*' cannot be an action: write 1 to 64 bytes without spaces and without . : * ?."
        ),
        Example(data: "7", message: "the data is no entry: send an object, or an array of objects."),
        Example(data: "null", message: "the data is no entry: send an object, or an array of objects."),
        Example(data: #"["a"]"#, message: "the data is no entry: send an object, or an array of objects."),
        Example(data: #"{"data": {"id": 7}}"#, message: "this looks like an API response; send its data."),
        Example(data: #"{"data": {}, "meta": {}}"#, message: "this looks like an API response; send its data."),
        Example(data: #"{"id": 7, "attributes": {}}"#, message: "this looks like an API response; send its data."),
    ]

    @Test("is refused with what is wrong and the way out, and nobody is sent anything", arguments: examples)
    func refusals(_ example: Example) async throws {
        // Without the editor's wildcard, which makes every action known.
        let audiences = Newsroom.audiences.filter { $0.id != Newsroom.editor }
        let newsroom = try Newsroom(audiences: audiences, hasWatchers: true)
        let error = try await newsroom.refusal(example.type, example.action, example.data)
        #expect(error.message == example.message)
        #expect(error.kind == .badData)
        #expect(newsroom.delivery.all.isEmpty)
    }

    static let malformed: [(data: String, place: String)] = [
        ("", "line 1, column 1: "), (#"{"id": 7}"# + "\n  x", "line 2, column 3: "),
        ("{\n\"é\": x}", "line 2, column 6: "),
    ]

    @Test("malformed JSON is refused with line and column", arguments: malformed)
    func malformedData(data: String, place: String) async throws {
        let error = try await Newsroom().refusal("article", "update", data)
        #expect(error.message.hasPrefix("the data is not JSON: \(place)"))
        #expect(error.kind == .badData)
    }

    @Test("a server without schemas says so")
    func noSchemas() async throws {
        let io = IO(
            catalog: LiveCatalog(try ContentCatalog(files: [])),
            directory: MemoryDirectory(audiences: [], publicRole: nil),
            delivery: RecordingDelivery(),
            policy: EmitPolicy()
        )
        let error = await #expect(throws: EmitError.self) {
            try await io.emit(type: "article", action: "update", data: [])
        }
        #expect(error?.message.contains("--schemas or --demo") == true)
    }

    @Test("an API response is sent in exact mode, as the plugin would")
    func apiShapeInExactMode() async throws {
        let newsroom = try Newsroom(mode: .exact)
        try await newsroom.emit("article", "update", #"{"data": {"id": 7}}"#)
        #expect(newsroom.delivery.events.count == 1)
    }

    @Test("an action is known once a grant names it, by itself or by a wildcard, for that type only")
    func customAction() async throws {
        let newsroom = try Newsroom(audiences: [.role("public", id: 1, [])])
        _ = try await newsroom.refusal("article", "feature", "{}")

        newsroom.directory.replace(
            audiences: [.role("public", id: 1, ["article.feature"])],
            publicRole: Newsroom.publicRole
        )
        let receipt = try await newsroom.emit("article", "feature", #"{"title": "t"}"#)
        #expect(receipt.event == "article:feature")
        #expect(receipt.audiences.map(\.audience) == ["role:public"])
        _ = try await newsroom.refusal("author", "feature", "{}")
        _ = try await newsroom.refusal("article", "Feature", "{}")

        newsroom.directory.replace(
            audiences: [.role("public", id: 1, []), .role("editor", id: 2, ["article.*"])],
            publicRole: Newsroom.publicRole
        )
        let byWildcard = try await newsroom.emit("article", "feature", #"{"title": "t"}"#)
        #expect(byWildcard.audiences.map(\.audience) == ["role:editor"])
        let reserved = try await newsroom.refusal("article", "connect", "{}")
        #expect(reserved.message.contains("Socket.IO"))
    }

    @Test("no message shows any of the data, however it is broken")
    func noContent() async throws {
        let newsroom = try Newsroom()
        let broken = [
            #"{"title": "s3cret"#, #"{"title": s3cret}"#, #"{"s3cret" 1}"#, #"["s3cret"]"#, #""s3cret""#,
            #"{"data": {"title": "s3cret"}}"#, "s3cret", #"{"title": "s3cret\q"}"#,
        ]
        for data in broken {
            let error = try await newsroom.refusal("article", "update", data)
            #expect(!error.message.contains("s3cret"), "\(error.message)")
        }
    }

    @Test("names in messages are cut and cleaned")
    func longNames() async throws {
        let newsroom = try Newsroom()
        let name = ExactString("a\n\u{1B}[31m" + String(repeating: "x", count: 10_000))
        let error = try await newsroom.refusal(name, "update", "{}")
        #expect(error.message.utf8.count < 400)
        #expect(!error.message.contains("\n") && !error.message.contains("\u{1B}"))
    }
}

@Suite("Failing closed")
struct FailClosedTests {
    /// In the author, whom only some may read, is a relation that the reference cannot walk through.
    private static let partlyBroken = #"{"title": "t", "author": {"name": "Ann", "subject": 7}}"#

    @Test("an audience whose view cannot be made gets nothing, and the receipt says why; the others get theirs")
    func oneAudience() async throws {
        let newsroom = try Newsroom(mode: .exact, hasWatchers: true)
        let receipt = try await newsroom.emit("article", "update", Self.partlyBroken)
        #expect(newsroom.lastViews.keys.sorted() == ["role:public", "token:custom"])
        #expect(newsroom.delivery.events.first?.operatorView == nil)
        let errors = Dictionary(uniqueKeysWithValues: receipt.audiences.map { ($0.audience, $0.error) })
        #expect(errors["role:public"] == .some(nil))
        #expect(errors["role:editor"]??.contains("author.subject") == true)
        #expect(receipt.audiences.first { $0.audience == "role:editor" }?.sockets == 0)
        #expect(await newsroom.io.counters.failedViews == 3)
    }

    @Test("when no view can be made the event is refused, whoever listens", arguments: [true, false])
    func everybody(hasAudience: Bool) async throws {
        let audiences = hasAudience ? [Audience.role("editor", id: 2, ["article.*", "author.find"])] : []
        let newsroom = try Newsroom(audiences: audiences, mode: .exact)
        let error = try await newsroom.refusal("article", "update", Self.partlyBroken)
        #expect(error.kind == .badData)
        #expect(error.message.contains("author.subject"))
        #expect(newsroom.delivery.all.isEmpty)
    }
}
