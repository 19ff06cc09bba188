import TestClients
import Testing

@Suite("Rooms and raw events", .timeLimit(.minutes(3)))
struct RoomTests {
    @Test("raw reaches everyone, or the rooms given, untouched")
    func raw() async throws {
        let demo = try await DemoServer()
        let editor = try await demo.signIn(as: "editor")
        let anybody = try await ForeignClient.browser(url: demo.url)
        let somebody = try await ForeignClient.python(url: demo.url, auth: editor, transport: .polling)
        let data = #"{"password":"kept","data":[1,"é"]}"#
        try await demo.cmsio("raw", "maintenance", data)
        #expect(try await somebody.event("maintenance") == [#"{"data":\#(data)}"#])
        #expect(try await anybody.event("maintenance") == [#"{"data":\#(data)}"#])

        try await demo.cmsio("raw", "editors-only", "{}", "--room", "role:editor")
        try await demo.cmsio("raw", "not-editors", "{}", "--except", "role:editor")
        try await demo.cmsio("raw", "fence")
        #expect(try await somebody.eventNames(until: "fence") == ["editors-only"])
        #expect(try await anybody.eventNames(until: "fence") == ["not-editors"])
        try await anybody.close()
        try await somebody.close()
        try await demo.server.stop()
    }

    @Test("a client joins the rooms it was granted, and no others")
    func join() async throws {
        let demo = try await DemoServer()
        try await demo.cmsio("perms", "grant", "role:public", "room:news-*")
        let client = try await ForeignClient.browser(url: demo.url)
        let other = try await ForeignClient.python(url: demo.url)
        #expect(try await client.emitWithAck("join-room", [#""news-1""#]) == [#"{"success":true,"room":"news-1"}"#])
        for room in [
            "other", "role:editor", "audience:role:3", "events:role:3", "token:full", "user:1", "socket:\(other.sid)",
            other.sid,
        ] {
            let answer = try await client.emitWithAck("join-room", ["\"\(room)\""])
            #expect(answer.first?.hasPrefix(#"{"success":false,"error":"#) == true, "joined \(room)")
        }
        #expect(try await client.emitWithAck("get-rooms") == [#"{"success":true,"rooms":["news-1"]}"#])

        try await demo.cmsio("raw", "news", #"{"n":1}"#, "--room", "news-1")
        try await demo.cmsio("raw", "for-editors", "{}", "--room", "role:editor")
        try await demo.cmsio("raw", "fence")
        #expect(try await client.eventNames(until: "fence") == ["news"])
        #expect(try await other.eventNames(until: "fence") == [])

        try await demo.cmsio("perms", "revoke", "role:public", "room:news-*")
        try await demo.cmsio("raw", "news", #"{"n":2}"#, "--room", "news-1")
        try await demo.cmsio("raw", "fence")
        #expect(try await client.eventNames(until: "fence") == [])
        try await client.close()
        try await other.close()
        try await demo.server.stop()
    }

    @Test("a page of a foreign origin is refused, one that is allowed is served")
    func origins() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(["--demo", "--cors-origin", "https://example.com"], in: folder)
        await #expect(throws: ForeignClient.Refusal.self) {
            try await ForeignClient.python(url: server.url, headers: #"{"Origin":"https://example.org"}"#)
        }
        let allowed = try await ForeignClient.python(url: server.url, headers: #"{"Origin":"https://example.com"}"#)
        try await allowed.close()
        try await server.stop()
    }
}
