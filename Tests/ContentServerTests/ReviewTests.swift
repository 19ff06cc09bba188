import ContentEvents
import ContentModel
import ContentServer
import JSONText
import Testing

@Suite("A socket's rights, reviewed")
struct ReviewTests {
    static let editor = AudienceID(kind: .role, id: 2)
    static let reader = AudienceID(kind: .role, id: 3)
    static let token = AudienceID(kind: .token, id: 2)

    static func rights(
        _ audiences: [AudienceID],
        rooms: [String] = ["news-*"],
        mayConnect: Bool = true,
        expiresAt: Int64? = nil
    ) -> Rights {
        Rights(
            version: 1,
            audiences: audiences.map {
                Audience(
                    id: $0,
                    label: ExactString("\($0)"),
                    permissions: Permissions(actions: []),
                    expiresAt: expiresAt,
                    roomGlobs: rooms.map { Glob($0) },
                    mayConnect: mayConnect
                )
            },
            publicRole: nil
        )
    }

    static func user(role: AudienceID?, blocked: Bool = false) -> User {
        User(id: 7, name: "ann", role: role, isBlocked: blocked, isConfirmed: true)
    }

    static func membership(_ audience: AudienceID, user: Int64? = 7, expiresAt: Double? = nil) -> Membership {
        var membership = Membership(identity: Identity(audience: audience, user: user, expiresAt: expiresAt))
        membership.customRooms = ["news-1", "press"]
        return membership
    }

    @Test("sends a user away whose address is to be confirmed now")
    func unconfirmed() {
        let review = Review(
            Self.membership(Self.editor),
            user: User(id: 7, name: "ann", role: Self.editor, isBlocked: false, isConfirmed: false),
            rights: Self.rights([Self.editor]),
            now: 0
        )
        #expect(review == .end(.userUnconfirmed))
    }

    @Test("moves a user to the audience of its new role")
    func moved() {
        let review = Review(
            Self.membership(Self.editor),
            user: Self.user(role: Self.reader),
            rights: Self.rights([Self.editor, Self.reader]),
            now: 100
        )
        guard case .keep(let membership) = review else {
            Issue.record("sent away: \(review)")
            return
        }
        #expect(membership.identity.audience == Self.reader)
        #expect(membership.rooms.contains(Room.events(Self.reader)))
        #expect(!membership.rooms.contains(Room.events(Self.editor)))
    }

    @Test("takes a socket out of the rooms whose grant is gone")
    func rooms() {
        let review = Review(
            Self.membership(Self.editor),
            user: Self.user(role: Self.editor),
            rights: Self.rights([Self.editor]),
            now: 100
        )
        guard case .keep(let membership) = review else {
            Issue.record("sent away: \(review)")
            return
        }
        #expect(membership.customRooms == ["news-1"])
    }

    @Test("sends away whoever may no longer be here, with the code that says why")
    func ended() {
        let all = Self.rights([Self.editor, Self.token])
        let asUser = Self.membership(Self.editor)
        let asToken = Self.membership(Self.token, user: nil)
        let editor = Self.user(role: Self.editor)
        #expect(Review(asUser, user: nil, rights: all, now: 1) == .end(.userUnknown))
        #expect(Review(asUser, user: Self.user(role: nil), rights: all, now: 1) == .end(.userUnknown))
        #expect(
            Review(asUser, user: Self.user(role: Self.editor, blocked: true), rights: all, now: 1) == .end(.userBlocked)
        )
        #expect(Review(asToken, user: nil, rights: Self.rights([Self.editor]), now: 1) == .end(.invalidToken))
        #expect(
            Review(asUser, user: editor, rights: Self.rights([Self.editor], mayConnect: false), now: 1)
                == .end(.notAllowed)
        )
    }

    @Test("a token ends in its last second, not before")
    func expiry() {
        let editor = Self.user(role: Self.editor)
        let jwt = Self.membership(Self.editor, expiresAt: 200)
        #expect(Review(jwt, user: editor, rights: Self.rights([Self.editor]), now: 200) == .end(.tokenExpired))
        let api = Self.membership(Self.token, user: nil)
        let ending = Self.rights([Self.token], expiresAt: 200)
        #expect(Review(api, user: nil, rights: ending, now: 200) == .end(.tokenExpired))
        guard case .keep = Review(jwt, user: editor, rights: Self.rights([Self.editor]), now: 199),
            case .keep = Review(api, user: nil, rights: ending, now: 199)
        else {
            Issue.record("sent away a second early")
            return
        }
    }
}
