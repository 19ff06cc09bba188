import ContentServer
import Testing
import cmsio

@Suite("Completion of a half-typed line")
struct CompletionTests {
    static let names = NameCandidates(
        KnownNames(
            types: [
                KnownType(name: "article", uid: "api::article.article", actions: ["create", "update", "feature"]),
                KnownType(name: "author", uid: "api::author.author", actions: ["create"]),
            ],
            audiences: ["role:public", "role:editor", "token:ci"],
            users: ["ann", "bob"],
            rooms: ["news", "nightly"],
            events: ["maintenance", "article:feature"],
            sockets: ["YkC2JrjDHGDVl9v9AAAB"],
            fields: ["title", "body", "author", "author.name"]
        )
    )

    static let examples: [(line: String, words: [String])] = [
        ("sta", ["status"]),
        ("em", ["emit"]),
        ("per", ["perms"]),
        ("cmsio per", ["perms"]),
        ("perms ro", ["role"]),
        ("perms role a", ["add"]),
        ("help em", ["emit"]),
        ("serve", []),
        ("emit a", ["article", "author"]),
        ("emit api::a", ["api::article.article", "api::author.author"]),
        ("emit article ", ["create", "update", "feature"]),
        ("emit api::article.article fe", ["feature"]),
        ("emit author fe", []),
        ("emit article update --out", ["--output"]),
        ("emit article update --output=p", ["--output=pretty"]),
        ("emit article update -o ", ["pretty", "json"]),
        ("-o json emit au", ["author"]),
        (#"emit article update {"ti"#, ["title"]),
        (#"emit article update {"title": "x", "au"#, ["author"]),
        (#"emit article update {"title": "bo"#, []),
        (#"emit article update {"author": {"na"#, []),
        ("perms can us", ["user:ann", "user:bob"]),
        ("perms grant to", ["token:ci"]),
        ("perms grant role:editor author:", ["author:create", "author:find", "author:findOne", "author:*"]),
        (
            "perms grant role:editor author:find api::author.author.f",
            [
                "api::author.author.find", "api::author.author.findOne",
            ]
        ),
        ("perms revoke role:editor con", ["connect"]),
        ("perms grant role:editor room:", ["room:news", "room:nightly"]),
        ("listen m", ["maintenance"]),
        ("listen 'article:", ["article:*", "article:create", "article:update", "article:feature"]),
        ("listen !author:*", ["!author:*"]),
        ("listen article --as r", ["role:public", "role:editor"]),
        ("listen --as=user:a", ["--as=user:ann"]),
        ("raw ma", ["maintenance"]),
        ("raw maintenance {} --room n", ["news", "nightly"]),
        ("raw maintenance {} -r tok", ["token:ci"]),
        ("sockets --room ne", ["news"]),
        ("sockets --audience user:", ["user:ann", "user:bob"]),
        ("join ni", ["nightly"]),
        ("join news Yk", ["YkC2JrjDHGDVl9v9AAAB"]),
        ("disconnect Yk", ["YkC2JrjDHGDVl9v9AAAB"]),
        ("bogus a", []),
        ("status x", []),
    ]

    @Test("offers what can stand there", arguments: examples)
    func offers(line: String, words: [String]) {
        #expect(CompletionPlace(line).completion { _ in Self.names }.words == words)
    }

    @Test("asks for the fields of the type that the line names, and for no names where none are needed")
    func type() {
        var asked: [String?] = []
        for line in ["emit author ", "emit author create {\"n", "perms role ", "emit article update -o "] {
            _ = CompletionPlace(line).completion { type in
                asked.append(type)
                return Self.names
            }
        }
        #expect(asked == ["author", "author"])
    }

    @Test("leaves files to whoever knows them")
    func files() {
        #expect(CompletionPlace("emit article update da").completion { _ in Self.names }.isFile)
        #expect(CompletionPlace("emit --key-file da").completion { _ in Self.names }.isFile)
    }

    @Test("gives what stands in place of a part of the word")
    func replacements() {
        let completion = Completion(words: ["--room=news", "--room=nightly"], typed: "--room=n")
        #expect(completion.replacements(for: "n") == ["news", "nightly"])
        #expect(completion.replacements(for: "--room=n") == ["--room=news", "--room=nightly"])
        #expect(completion.replacements(for: "x") == [])
        #expect(Completion.commonStart(of: ["news", "nightly"]) == "n")
        #expect(Completion.commonStart(of: []) == nil)
    }
}
