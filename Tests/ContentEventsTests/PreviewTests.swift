import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("A preview")
struct PreviewTests {
    /// What knows of the tokens that have expired.
    struct TokenOffice: RightsAdministration {
        var expired: [String] = []

        func perform(_ command: RightsCommand) async throws -> RightsAnswer {
            .tokens(
                TokenList(
                    tokens: self.expired.map {
                        TokenSummary(
                            id: 9,
                            name: $0,
                            type: .custom,
                            grants: [],
                            createdAt: 0,
                            expiresAt: 1,
                            expired: true
                        )
                    }
                )
            )
        }
    }

    /// Counts as the delivery of the newsroom does.
    private struct Census: SocketCensus {
        func sockets(of audience: AudienceID, for subject: EventSubject) async -> Int {
            [Newsroom.publicRole: 3, Newsroom.editor: 1, Newsroom.full: 1][audience] ?? 0
        }
    }

    private func preview(
        _ newsroom: Newsroom,
        _ action: ExactString = "update",
        _ data: String? = nil,
        type: ExactString = "article",
        as audience: ExactString? = nil,
        receive: ReceiveRule = .action,
        mode: SanitizeMode = .strict,
        expired: [String] = []
    ) async throws -> Preview {
        try await Previewer(
            catalog: LiveCatalog(try Newsroom.catalog()),
            directory: newsroom.directory,
            administration: TokenOffice(expired: expired),
            policy: EmitPolicy(receive: receive, mode: mode, shape: .v5, clock: newsroom.clock.wallClock),
            census: Census()
        ).preview(
            Previewer.Request(
                type: type,
                action: action,
                data: data.map { Array($0.utf8) },
                audience: audience,
                withFields: true
            )
        )
    }

    @Test("shows what emit then sends, byte for byte, and is refused where emit is", arguments: 0..<100)
    func agreesWithEmit(seed: Int) async throws {
        var entries = RandomEntries(seed: UInt64(seed))
        for mode in [SanitizeMode.strict, .exact] {
            let newsroom = try Newsroom(mode: mode)
            let data = entries.entry()
            var receipt: Receipt?
            var refusal: EmitError?
            do { receipt = try await newsroom.emit("article", "update", data) } catch { refusal = error as? EmitError }
            do {
                let preview = try await self.preview(newsroom, "update", data, mode: mode)
                let receipt = try #require(receipt, "emit refused \(data)")
                #expect(preview.viewsByAudience == newsroom.lastViews)
                #expect(preview.sockets == receipt.sockets)
                #expect(preview.receivers == receipt.audiences)
            } catch let error as EmitError {
                #expect(error == refusal)
            }
        }
    }

    @Test("sends nothing and uses up no offset")
    func sendsNothing() async throws {
        let newsroom = try Newsroom()
        _ = try await self.preview(newsroom, "update", "{}")
        #expect(newsroom.delivery.all.isEmpty)
        #expect(try await newsroom.emit("article", "update", "{}").offset == 1)
    }

    static let reasons: [(action: ExactString, receive: ReceiveRule, reasons: [String])] = [
        (
            "update", .action,
            [
                "role:public was granted article:update",
                "role:editor was granted article:*, which decides article:update",
                "token:custom was granted article:update",
                "token:full is a full-access token",
                "no: token:ro is a read-only token, and receives events only where 'cmsio serve' runs with --receive read",
                "no: token:old has expired; 'cmsio perms token add' makes a new one",
            ]
        ),
        (
            "publish", .read,
            [
                "no: role:public has no grant for article:publish; 'cmsio perms grant role:public article:publish' gives it",
                "role:editor was granted article:*, which decides article:publish under --receive read",
                "no: token:custom has no grant for article:publish; "
                    + "'cmsio perms grant token:custom article:publish' gives it",
                "token:full is a full-access token",
                "token:ro is a read-only token, which reads everything",
                "no: token:old has expired; 'cmsio perms token add' makes a new one",
            ]
        ),
    ]

    @Test("says for every audience why it would get the event or not", arguments: reasons)
    func why(_ example: (action: ExactString, receive: ReceiveRule, reasons: [String])) async throws {
        let newsroom = try Newsroom(receive: example.receive)
        let preview = try await self.preview(
            newsroom,
            example.action,
            "{}",
            receive: example.receive,
            expired: ["old"]
        )
        #expect(preview.audiences.map { ($0.receives ? "" : "no: ") + $0.reason } == example.reasons)
        #expect(preview.audiences.allSatisfy { ($0.view != nil) == $0.receives })
    }

    @Test("says of an audience that may not connect that it has no sockets to get it")
    func mayNotConnect() async throws {
        let audience = Audience(
            id: Newsroom.publicRole,
            label: "role:public",
            permissions: Permissions(actions: ["api::article.article.update"]),
            mayConnect: false
        )
        let preview = try await self.preview(try Newsroom(audiences: [audience]), "update", "{}")
        #expect(preview.audiences.map(\.reason).first?.contains("but role:public may not connect") == true)
    }

    @Test("puts audiences with equal views under one, with what it lacks")
    func grouping() async throws {
        let data = #"{"title":"t","internalNotes":"n","author":{"name":"Ann","email":"a"}}"#
        let preview = try await self.preview(try Newsroom(), "update", data)
        #expect(preview.views.map(\.audiences) == [["role:public", "token:custom"], ["role:editor", "token:full"]])
        #expect(
            preview.views.map { $0.dropped.map(\.path) } == [
                ["internalNotes", "author"], ["internalNotes", "author.email"],
            ]
        )
        #expect(
            preview.views[1].fields.map { "\($0.path) \($0.rule ?? $0.outcome.rawValue)" } == [
                "title kept", "internalNotes private", "author kept", "author.name kept", "author.email private",
            ]
        )
    }

    @Test("of somebody alone: an audience, a user by name or number, nobody blocked")
    func somebody() async throws {
        let newsroom = try Newsroom()
        for (id, name, isBlocked) in [(1, "ann", false), (2, "bob", true)] as [(Int64, ExactString, Bool)] {
            newsroom.directory.set(
                User(id: id, name: name, role: Newsroom.editor, isBlocked: isBlocked, isConfirmed: true)
            )
        }
        for (who, isReceiving) in [
            ("role:public", true), ("token:ro", false), ("user:ann", true), ("user:1", true), ("user:bob", false),
        ] {
            let preview = try await self.preview(newsroom, "update", "{}", as: ExactString(who))
            #expect(preview.audiences.map(\.audience) == [who])
            #expect(preview.views.flatMap(\.audiences) == (isReceiving ? [who] : []))
        }
        let expired = try await self.preview(newsroom, "update", "{}", as: "token:old", expired: ["old"])
        #expect(expired.audiences.map(\.receives) == [false])
    }

    @Test(
        "names the near miss of an audience, and the way to users",
        arguments: [
            ("role:pubic", "there is no 'role:pubic'; did you mean 'role:public'?"),
            ("user:eve", "there is no user 'eve': cmsio perms user list"),
        ]
    )
    func unknown(who: String, message: String) async throws {
        let error = try #require(
            await #expect(throws: EmitError.self) {
                try await self.preview(try Newsroom(), "update", "{}", as: ExactString(who))
            }
        )
        #expect(error.message.hasPrefix(message))
        #expect(error.kind == .badData)
    }

    @Test("without data tells what becomes of the schema, and shows no view")
    func schema() async throws {
        let preview = try await self.preview(try Newsroom(), as: "role:public")
        #expect(preview.isFromSchema)
        #expect(preview.views.map(\.argument) == [nil])
        let fields = preview.views[0].fields.map { "\($0.path) \($0.rule ?? $0.outcome.rawValue)" }
        #expect(
            fields.starts(with: [
                "title kept", "internalNotes private", "author unreadable-relation", "author.name unreadable-relation",
                "author.email unreadable-relation", "author.subject unreadable-relation",
                "author.subject[] unreadable-relation",
                "category kept", "category.name kept",
            ])
        )
    }
}

extension Preview {
    fileprivate var viewsByAudience: [String: String] {
        Dictionary(
            uniqueKeysWithValues: self.views.flatMap { view in
                view.audiences.map { ($0, String(decoding: view.argument ?? [], as: UTF8.self)) }
            }
        )
    }

    /// Those that have the right, as the receipt tells of them.
    fileprivate var receivers: [AudienceReceipt] {
        self.audiences.filter(\.receives).map { audience in
            AudienceReceipt(
                audience: audience.audience,
                sockets: audience.sockets ?? 0,
                dropped: audience.view.map { self.views[$0].dropped } ?? [],
                error: audience.error
            )
        }
    }
}

/// Entries of the newsroom's articles, and what is none of them.
private struct RandomEntries: RandomNumberGenerator {
    private static let keys = [
        "id", "documentId", "title", "internalNotes", "author", "category", "name", "email", "subject", "password",
        "localizations", "extra", "data",
    ]
    private var state: UInt64

    init(seed: UInt64) { self.state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        self.state ^= self.state << 13
        self.state ^= self.state >> 7
        self.state ^= self.state << 17
        return self.state
    }

    mutating func entry() -> String { self.value(depth: 4) }

    private mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 4), using: &self) {
        case 0: "null"
        case 1: "1.50"
        case 2: #""\u00e9""#
        case 3: "true"
        case 4: "[" + (0..<2).map { _ in self.value(depth: depth - 1) }.joined(separator: ",") + "]"
        default: self.object(depth: depth - 1)
        }
    }

    private mutating func object(depth: Int) -> String {
        var members: [String] = []
        for key in Self.keys where Int.random(in: 0..<2, using: &self) == 0 {
            members.append("\"\(key)\": \(self.value(depth: depth))")
        }
        if Bool.random(using: &self) { members.append(#""__type":"api::category.category""#) }
        return "{" + members.joined(separator: ", ") + "}"
    }
}
