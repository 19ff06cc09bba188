import ContentEvents
import ContentModel
import JSONText
import Testing

@Suite("Denials")
struct DenialTests {
    /// Why an audience did not get an event of that action.
    private func denial(
        _ action: ExactString,
        of id: AudienceID,
        receive: ReceiveRule = .action
    ) async throws -> Denial? {
        let newsroom = try Newsroom(receive: receive)
        try await newsroom.emit("article", action, #"{"id":1}"#)
        return try #require(newsroom.delivery.events.first).denial(of: id, under: receive, publishing: .update)
    }

    @Test("who got the event was not denied it")
    func received() async throws {
        #expect(try await self.denial("update", of: Newsroom.publicRole) == nil)
        #expect(try await self.denial("publish", of: Newsroom.publicRole) == nil)
        #expect(try await self.denial("delete", of: Newsroom.full) == nil)
    }

    @Test("a missing grant is named, with those that would do instead")
    func noGrant() async throws {
        #expect(
            try await self.denial("delete", of: Newsroom.publicRole)
                == Denial(rule: .noGrant, reason: "no grant for article:delete")
        )
        #expect(
            try await self.denial("update", of: Newsroom.publicRole, receive: .read)
                == Denial(rule: .noGrant, reason: "no grant for article:find or article:findOne")
        )
        let newsroom = try Newsroom(audiences: [.role("public", id: 1, [])])
        try await newsroom.emit("article", "publish", #"{"id":1}"#)
        let event = try #require(newsroom.delivery.events.first)
        #expect(
            event.denial(of: Newsroom.publicRole, under: .action, publishing: .update)?.reason
                == "no grant for article:publish or article:update"
        )
    }

    @Test("a read-only token is told apart, and an audience that is not there any more")
    func others() async throws {
        #expect(try await self.denial("update", of: Newsroom.readOnly)?.rule == .readOnlyToken)
        #expect(try await self.denial("update", of: Newsroom.readOnly, receive: .read) == nil)
        #expect(try await self.denial("update", of: AudienceID(kind: .role, id: 99))?.rule == .gone)
    }

    @Test("a raw event that went to others, or left the audience out, says so")
    func raw() async throws {
        let newsroom = try Newsroom()
        try await newsroom.raw("a")
        try await newsroom.raw("b", rooms: ["role:public", "news"])
        try await newsroom.raw("c", rooms: ["role:editor", "news"])
        try await newsroom.raw("d", except: ["role:public"])
        #expect(
            newsroom.delivery.raws.map { $0.denial(of: Newsroom.publicRole) } == [
                nil, nil,
                Denial(rule: .notAddressed, reason: "it was sent only to role:editor, news"),
                Denial(rule: .excepted, reason: "it was left out by --except"),
            ]
        )
    }
}
