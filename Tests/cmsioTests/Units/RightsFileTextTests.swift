import ContentEvents
import Testing
import cmsio

@Suite("The text of a file of rights")
struct RightsFileTextTests {
    @Test(
        "quotes every word that a reader of YAML could take for something else, and escapes what it would change",
        arguments: [
            ("editor", "editor"), ("api::article.article.*", "api::article.article.*"), ("room:news-*", "room:news-*"),
            ("true", #""true""#), ("No", #""No""#), ("42", #""42""#), ("~", #""~""#), ("*", #""*""#), ("x:", #""x:""#),
            ("a b", #""a b""#), ("a#b", #""a#b""#), (#"a"\b"#, #""a\"\\b""#), ("a\tb", #""a\u0009b""#),
            ("a\u{2028}b", #""a\u2028b""#), ("编辑", #""编辑""#),
        ]
    )
    func words(word: String, written: String) {
        #expect(RightsFileText.word(word) == written)
    }

    @Test("is read back as the same rights, whatever the names")
    func roundTrip() throws {
        let names = [
            "yes", "1e3", "编辑", "a'b", "a\"b", "\\", "{}", "-", "👍", "null", "0x1F", "a#b", "&a", "!t",
        ]
        let state = RightsState(
            roles: names.map { .init(name: $0, grants: ["connect", "room:\($0)"]) }
                + ["public", "authenticated"].map { .init(name: $0, grants: []) },
            users: names.map { .init(name: $0, role: $0, isBlocked: true, isConfirmed: false) },
            tokens: names.map { .init(name: $0, type: .readOnly, expires: UTCSecond(seconds: 1), grants: ["connect"]) }
        )
        for text in [RightsFileText(state).text, String(decoding: RightsFileText.json(state), as: UTF8.self)] {
            let file = try RightsFile(path: "f", text: text)
            #expect(try file.proposal(KnownTypes([RightsExport.TypeName]()), base: nil) == ProposedRights(state))
        }
    }
}
