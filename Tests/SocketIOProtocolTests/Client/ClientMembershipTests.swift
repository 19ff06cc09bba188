import SocketIOProtocol
import Testing

@Suite("Membership of a client in a namespace")
struct ClientMembershipTests {
    func joined() -> ClientMembership {
        var membership = ClientMembership()
        _ = membership.connect()
        _ = membership.accepted()
        return membership
    }

    @Test("a first attempt that fails is the caller's, who may try again")
    func firstAttempt() {
        var membership = ClientMembership()
        #expect(!membership.wantsConnection)
        #expect(membership.connect() == .join)
        #expect(membership.wantsToJoin)
        #expect(membership.connect() == .refuseSecondCall)
        #expect(membership.lost(comesBack: true) == .failCaller)
        #expect(membership.connect() == .join)
        #expect(membership.accepted() == .answerCaller)
        #expect(membership.isJoined)
        #expect(membership.connect() == .refuseSecondCall)
    }

    @Test("is joined again after a loss, however many attempts fail")
    func comesBack() {
        var membership = self.joined()
        #expect(membership.lost(comesBack: true) == .announce(comesBack: true))
        #expect(membership.wantsToJoin)
        #expect(membership.lost(comesBack: true) == .doNothing)
        #expect(membership.accepted() == .announce)
        #expect(membership.isJoined)
    }

    @Test("ends when it is refused or sent away")
    func finalEnd() {
        var sentAway = self.joined()
        #expect(sentAway.lost(comesBack: false) == .announce(comesBack: false))
        #expect(sentAway.connect() == .refuseAfterEnd)
        var refused = self.joined()
        _ = refused.lost(comesBack: true)
        #expect(refused.lost(comesBack: false) == .giveUp)
        #expect(refused.isEnded)
        #expect(refused.lost(comesBack: true) == .doNothing)
    }

    @Test("disconnecting ends it in every state")
    func disconnects() {
        var idle = ClientMembership()
        #expect(idle.disconnect() == .doNothing)
        #expect(idle.connect() == .refuseAfterEnd)
        var joining = ClientMembership()
        _ = joining.connect()
        #expect(joining.disconnect() == .abandon)
        #expect(joining.accepted() == .doNothing)
        var joined = self.joined()
        #expect(joined.disconnect() == .leave)
        #expect(joined.disconnect() == .doNothing)
        var away = self.joined()
        _ = away.lost(comesBack: true)
        #expect(away.disconnect() == .abandon)
        #expect(!away.wantsConnection)
    }
}
