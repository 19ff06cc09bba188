import ContentEvents
import ContentModel
import JSONText
import Synchronization
import Testing

/// Delivers to nobody, and remembers what it was asked to.
final class RecordingDelivery: Delivery {
    enum Recorded: Sendable {
        case event(OutgoingEvent)
        case raw(OutgoingRawEvent)
    }

    let hasWatchers: Bool
    /// How many sockets each audience has.
    private let sockets: [AudienceID: Int]
    private let recorded = Mutex<[Recorded]>([])

    init(sockets: [AudienceID: Int] = [:], hasWatchers: Bool = false) {
        self.sockets = sockets
        self.hasWatchers = hasWatchers
    }

    var all: [Recorded] { self.recorded.withLock { $0 } }

    var events: [OutgoingEvent] {
        self.all.compactMap { if case .event(let event) = $0 { event } else { nil } }
    }

    var raws: [OutgoingRawEvent] {
        self.all.compactMap { if case .raw(let event) = $0 { event } else { nil } }
    }

    var offsets: [Int] {
        self.all.map { recorded in
            switch recorded {
            case .event(let event): event.offset
            case .raw(let event): event.offset
            }
        }
    }

    func deliver(_ event: OutgoingEvent) -> PendingReach {
        self.recorded.withLock { $0.append(.event(event)) }
        let audiences = event.views.flatMap(\.audiences).map(\.id)
        let reached = self.sockets.filter { audiences.contains($0.key) }
        return PendingReach { Reach(sockets: reached.values.reduce(0, +), byAudience: reached) }
    }

    func deliver(_ event: OutgoingRawEvent) -> PendingReach {
        self.recorded.withLock { $0.append(.raw(event)) }
        let all = self.sockets.values.reduce(0, +)
        return PendingReach { Reach(sockets: all) }
    }
}

/// A clock that stands still until it is told.
final class ManualClock: Sendable {
    private let now: Mutex<Int64>

    init(milliseconds: Int64 = 1_800_000_000_000) {
        self.now = Mutex(milliseconds)
    }

    func advance(byMilliseconds milliseconds: Int64) {
        self.now.withLock { $0 += milliseconds }
    }

    var wallClock: WallClock { WallClock { self.now.withLock { $0 } } }
}

/// A small newsroom: a catalog, an audience for each kind of right, and a server that records.
struct Newsroom {
    let clock = ManualClock()
    let directory: MemoryDirectory
    let delivery: RecordingDelivery
    let catalog: LiveCatalog
    let io: IO

    static let publicRole = AudienceID(kind: .role, id: 1)
    static let editor = AudienceID(kind: .role, id: 2)
    static let custom = AudienceID(kind: .token, id: 1)
    static let full = AudienceID(kind: .token, id: 2)
    static let readOnly = AudienceID(kind: .token, id: 3)

    static let audiences = [
        Audience.role("public", id: 1, ["article.update", "category.find"]),
        Audience.role("editor", id: 2, ["article.*", "author.find", "category.find"]),
        Audience(
            id: custom,
            label: "token:custom",
            permissions: Permissions(actions: ["api::article.article.update", "api::category.category.find"])
        ),
        Audience(id: full, label: "token:full", permissions: .fullAccess),
        Audience(id: readOnly, label: "token:ro", permissions: .readOnly, isReadOnlyToken: true),
    ]

    init(
        audiences: [Audience] = Newsroom.audiences,
        receive: ReceiveRule = .action,
        mode: SanitizeMode = .strict,
        hasWatchers: Bool = false
    ) throws {
        self.directory = MemoryDirectory(
            audiences: audiences,
            publicRole: Self.publicRole,
            clock: self.clock.wallClock
        )
        self.delivery = RecordingDelivery(
            sockets: [Self.publicRole: 3, Self.editor: 1, Self.full: 1],
            hasWatchers: hasWatchers
        )
        self.catalog = LiveCatalog(try Self.catalog())
        self.io = IO(
            catalog: self.catalog,
            directory: self.directory,
            delivery: self.delivery,
            policy: EmitPolicy(receive: receive, mode: mode, shape: .v5, clock: self.clock.wallClock)
        )
    }

    @discardableResult
    func emit(_ type: ExactString, _ action: ExactString, _ data: String, key: String? = nil) async throws -> Receipt {
        try await self.io.emit(type: type, action: action, data: Array(data.utf8), idempotencyKey: key)
    }

    @discardableResult
    func raw(
        _ event: ExactString,
        _ data: String? = nil,
        rooms: [ExactString] = [],
        except: [ExactString] = [],
        key: String? = nil
    ) async throws -> Receipt {
        try await self.io.raw(
            event: event,
            data: data.map { Array($0.utf8) },
            rooms: rooms,
            except: except,
            idempotencyKey: key
        )
    }

    /// The refusal of an event.
    func refusal(_ type: ExactString, _ action: ExactString, _ data: String) async throws -> EmitError {
        try #require(await #expect(throws: EmitError.self) { try await self.emit(type, action, data) })
    }

    /// What each audience was sent by the last event, by label.
    var lastViews: [String: String] {
        let addressed = self.delivery.events.last?.views ?? []
        return Dictionary(
            uniqueKeysWithValues: addressed.flatMap { addressed in
                addressed.audiences.map { ($0.label.string, addressed.view.text) }
            }
        )
    }

    static func catalog() throws -> ContentCatalog {
        try ContentCatalog(files: [
            Self.schema(
                "article",
                #"""
                "title": {"type": "string"}, "internalNotes": {"type": "text", "private": true},
                "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
                "category": {"type": "relation", "relation": "manyToOne", "target": "api::category.category"}
                """#
            ),
            Self.schema(
                "author",
                #"""
                "name": {"type": "string"}, "email": {"type": "email", "private": true},
                "subject": {"type": "relation", "relation": "morphToOne"}
                """#
            ),
            Self.schema("category", #""name": {"type": "string"}"#),
        ])
    }

    static func schema(_ name: String, _ attributes: String) -> SchemaFile {
        let text = #"""
            {"kind": "collectionType", "info": {"singularName": "\#(name)", "pluralName": "\#(name)-list", "displayName": "x"},
             "attributes": {\#(attributes)}}
            """#
        return SchemaFile(
            kind: .contentType(uid: ExactString("api::\(name).\(name)")),
            path: "\(name).json",
            bytes: Array(text.utf8)
        )
    }
}

extension Audience {
    /// - Parameter actions: As in `article.update`.
    static func role(_ name: String, id: Int64, _ actions: [String], roomGlobs: [Glob] = []) -> Audience {
        let ids = actions.map { action in
            ExactString("api::\(action.prefix { $0 != "." }).\(action)")
        }
        return Audience(
            id: AudienceID(kind: .role, id: id),
            label: ExactString("role:\(name)"),
            permissions: Permissions(actions: Set(ids)),
            roomGlobs: roomGlobs
        )
    }
}

extension EncodedView {
    var text: String { String(decoding: self.argument, as: UTF8.self) }
}
