import ContentEvents
import Testing

@Suite("The difference of two rights")
struct RightsDifferenceTests {
    private let state = RightsState(
        roles: [
            .init(name: "public", grants: ["connect", "api::author.author.find"]),
            .init(name: "editor", grants: ["connect", "room:news-*", "connect"]),
        ],
        users: [.init(name: "ann", role: "editor")],
        tokens: [.init(name: "all", type: .fullAccess, grants: ["connect"])]
    )

    @Test("equal rights are equal values, in whatever order they were told")
    func order() {
        let told = RightsState(
            roles: [
                .init(name: "editor", grants: ["room:news-*", "connect"]),
                .init(name: "public", grants: ["api::author.author.find", "connect"]),
            ],
            users: self.state.users,
            tokens: self.state.tokens
        )
        #expect(told == self.state)
    }

    @Test("two audiences differ in what they may do, a token's type included")
    func audiences() throws {
        let (one, other) = (try self.state.holder("role:editor"), try self.state.holder("token:all"))
        #expect(RightsDifference(from: one, to: one).equal)
        #expect(
            RightsDifference(from: one, to: other).subjects == [
                .init("role:editor token:all", change: .changed, from: ["room:news-*"], to: ["everything"])
            ]
        )
    }

    @Test("an audience that there is not is refused with the near miss")
    func missing() throws {
        let error = try #require(#expect(throws: RightsError.self) { try self.state.holder("role:editr") })
        #expect(error.kind == .badData)
        #expect(error.message.hasPrefix("there is no 'role:editr'; did you mean 'role:editor'?"))
    }

    @Test("compares only what both sides speak of")
    func silence() {
        let other = ProposedRights(users: [.init(name: "bob", role: "public")])
        let subjects = RightsDifference(from: ProposedRights(self.state), to: other).subjects
        #expect(subjects.map(\.subject) == ["user:ann", "user:bob"])
        #expect(subjects.map(\.change) == [.removed, .added])
    }
}

@Suite("A second of the calendar")
struct UTCSecondTests {
    static let examples: [(seconds: Int64, text: String)] = [
        (0, "1970-01-01T00:00:00Z"), (1_800_000_000, "2027-01-15T08:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"),
    ]

    @Test("is written and read back", arguments: examples)
    func roundTrip(seconds: Int64, text: String) {
        #expect(UTCSecond(seconds: seconds).description == text)
        #expect(UTCSecond(parsing: text)?.seconds == seconds)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "2027-01-31", "2027-01-31T12:00:00", "2027-01-31 12:00:00Z", "2027-04-31T12:00:00Z",
            "2100-02-29T00:00:00Z", "2027-13-01T00:00:00Z", "2027-01-01T24:00:00Z", "2027-01-01T00:60:00Z",
            "２027-01-01T00:00:00Z", "2027-01-00T00:00:00Z",
        ]
    )
    func refuses(text: String) {
        #expect(UTCSecond(parsing: text) == nil)
    }
}
