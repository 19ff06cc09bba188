import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Who receives")
struct ReceiveTests {
    private static let uid: ExactString = "api::article.article"

    private func receivers(_ action: ExactString, under rule: ReceiveRule, _ audiences: [Audience]) -> [ExactString] {
        audiences.filter { $0.reasonToReceive(action, of: Self.uid, under: rule, publishing: .update) != nil }.map(
            \.label
        )
    }

    private static let audiences = [
        Audience.role("none", id: 1, []),
        Audience.role("creator", id: 2, ["article.create"]),
        Audience.role("updater", id: 3, ["article.update"]),
        Audience.role("publisher", id: 4, ["article.publish"]),
        Audience.role("all", id: 5, ["article.*"]),
        Audience.role("finder", id: 6, ["article.find"]),
        Audience.role("finderOfOne", id: 7, ["article.findOne"]),
        Audience.role("elsewhere", id: 8, ["author.*", "articles.update"]),
        Audience(id: AudienceID(kind: .token, id: 1), label: "token:full", permissions: .fullAccess),
        Audience(
            id: AudienceID(kind: .token, id: 2),
            label: "token:ro",
            permissions: .readOnly,
            isReadOnlyToken: true
        ),
    ]

    static let byAction: [(action: ExactString, receivers: [ExactString])] = [
        ("create", ["role:creator", "role:all", "token:full"]),
        ("update", ["role:updater", "role:all", "token:full"]),
        ("delete", ["role:all", "token:full"]),
        ("publish", ["role:updater", "role:publisher", "role:all", "token:full"]),
        ("unpublish", ["role:updater", "role:all", "token:full"]),
        ("Update", ["role:all", "token:full"]),
    ]

    @Test("is whoever has the right to the action; publish and unpublish follow update", arguments: byAction)
    func receivesByAction(_ example: (action: ExactString, receivers: [ExactString])) {
        #expect(self.receivers(example.action, under: .action, Self.audiences) == example.receivers)
    }

    @Test("is whoever may read, where that is the rule", arguments: ["create", "update", "publish", "feature"])
    func receivesByReading(action: String) {
        let receivers = self.receivers(ExactString(action), under: .read, Self.audiences)
        #expect(receivers == ["role:all", "role:finder", "role:finderOfOne", "token:full", "token:ro"])
    }

    @Test("leaves out tokens that expired, even if the directory still names them")
    func expired() async throws {
        let clock = ManualClock()
        let delivery = RecordingDelivery()
        let io = IO(
            catalog: LiveCatalog(try Newsroom.catalog()),
            directory: LateDirectory(expiresAt: clock.wallClock.seconds + 60),
            delivery: delivery,
            policy: EmitPolicy(clock: clock.wallClock)
        )
        for _ in 1...2 {
            _ = try await io.emit(type: "article", action: "update", data: Array("{}".utf8))
            clock.advance(byMilliseconds: 60_000)
        }
        #expect(delivery.events.map { $0.views.flatMap(\.audiences).map(\.label) } == [["token:old"], []])
    }

    /// Never notices that its one token has expired.
    private struct LateDirectory: RightsDirectory {
        var freshness: RightsFreshness { .current }

        let rights: Rights

        init(expiresAt: Int64) {
            let token = Audience(
                id: AudienceID(kind: .token, id: 1),
                label: "token:old",
                permissions: .fullAccess,
                expiresAt: expiresAt
            )
            self.rights = Rights(version: 1, audiences: [token], publicRole: nil)
        }

        func changes() -> AsyncStream<Rights> { AsyncStream { $0.yield(self.rights) } }
        func user(id: Int64) async throws -> User? { nil }
        func user(named name: ExactString) async throws -> User? { nil }
        func tokenAudience(presenting secret: String) async throws -> AudienceID? { nil }
    }

    @Test("a read-only token has the view of full access, where it receives at all")
    func readOnlyView() async throws {
        let newsroom = try Newsroom(receive: .read)
        try await newsroom.emit("article", "update", #"{"title": "t", "author": {"name": "Ann", "email": "e"}}"#)
        #expect(newsroom.lastViews["token:ro"] == newsroom.lastViews["token:full"])
        #expect(newsroom.lastViews["token:ro"]?.contains("Ann") == true)
        #expect(newsroom.lastViews["role:public"] == nil)
    }
}
