import ContentEvents
import ContentServer
import ContentStore
import Foundation
import JSONText
import Testing

@Suite("The operator namespace", .timeLimit(.minutes(1)))
struct OperatorNamespaceTests {
    @Test("refuses whoever has no key or a wrong one, with the code 77")
    func key() async throws {
        try await Newsroom.open { newsroom in
            for auth in ["{}", #"{"key":"guess"}"#, #"{"key":7}"#, #"{"key":""}"#, #"{"token":"\#(Newsroom.key)"}"#] {
                let told = try await newsroom.refusal(of: auth, namespace: "/operator")
                #expect(told == #"operator key refused {"code":77}"#)
            }
        }
    }

    @Test("emit and raw answer with a receipt, and the same idempotency key with the first one")
    func verbs() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let console = try await newsroom.operatorClient()
            let emit = try await console.ask(
                "emit",
                #"{"type":"article","action":"update","idempotencyKey":"k"}"#,
                NewsroomContent.article
            )
            #expect(emit.hasPrefix(#"{"ok":true,"receipt":{"#))
            #expect(emit.contains(#""event":"article:update""#) && emit.contains(#""sockets":1"#))
            #expect(emit.contains(#""path":"internalNotes""#))
            let again = try await console.ask(
                "emit",
                #"{"type":"article","action":"update","idempotencyKey":"k"}"#,
                NewsroomContent.article
            )
            #expect(again == emit.replacing(#""repeated":false"#, with: #""repeated":true"#))
            let raw = try await console.ask("raw", #"{"event":"hello","rooms":["role:public"],"except":[]}"#, "[1]")
            #expect(raw.contains(#""sockets":1"#))
            #expect(
                try await newsroom.received(by: client) == [
                    ["article:update \(NewsroomContent.publicView)", #"hello {"data":[1]}"#]
                ]
            )
        }
    }

    @Test("perms changes the rights, and mint makes a JWT that works")
    func rights() async throws {
        try await Newsroom.open { newsroom in
            let console = try await newsroom.operatorClient()
            let grant = try await console.ask(
                "perms",
                #"{"grant":{"who":"role:public","actions":["comment:create"]}}"#
            )
            #expect(grant.hasPrefix(#"{"ok":true,"answer":{"#))
            #expect(try await newsroom.emit("comment", "create", #"{"id":1}"#).audiences.count == 3)

            for user in ["ann", "1"] {
                let mint = try await console.ask("mint", #"{"user":"\#(user)","expiresIn":60}"#)
                let answer = try JSONDecoder().decode([String: JSONValue].self, from: Data(mint.utf8))
                let client = try await newsroom.client(#"{"token":"\#(answer["token"]?.text ?? "")"}"#)
                try await newsroom.emit()
                #expect(
                    try await newsroom.received(by: client) == [["article:update \(NewsroomContent.memberView)"]]
                )
                newsroom.clock.advance(bySeconds: 60)
                #expect(try await client.next().contains("token-expired"))
            }
        }
    }

    @Test("who says who would receive an event, and how many sockets each has")
    func who() async throws {
        try await Newsroom.open { newsroom in
            let console = try await newsroom.operatorClient()
            let clients = [try await newsroom.client(), try await newsroom.client()]
            // Who is answered is counted.
            for client in clients { _ = try await client.ask("get-rooms") }
            let answer = try await console.ask("who", #"{"type":"article","action":"update"}"#)
            #expect(answer.hasPrefix(#"{"ok":true,"recipients":{"#), "\(answer)")
            #expect(
                answer.contains(
                    #"{"audience":"role:public","reason":"was granted article:update","sockets":2}"#
                ),
                "\(answer)"
            )
            #expect(answer.contains(#""sockets":2,"type":"api::article.article"}"#), "\(answer)")
            let refusal = try await console.ask("who", #"{"type":"artcle","action":"update"}"#)
            #expect(refusal.contains(#""code":65"#) && refusal.contains("did you mean 'article'?"))
            for client in clients { await client.disconnect() }
        }
    }

    @Test("an operator that watches sees every event once, and as somebody what that one gets; none counts as reached")
    func watch() async throws {
        try await Newsroom.open { newsroom in
            let all = try await newsroom.operatorClient()
            #expect(try await all.ask("watch", "{}") == #"{"ok":true}"#)
            let visitor = try await newsroom.operatorClient()
            #expect(try await visitor.ask("watch", #"{"as":"role:public"}"#) == #"{"ok":true}"#)
            let ann = try await newsroom.operatorClient()
            #expect(try await ann.ask("watch", #"{"as":"user:ann"}"#) == #"{"ok":true}"#)
            let idle = try await newsroom.operatorClient()
            #expect(try await idle.ask("mint", #"{"user":"ann"}"#).contains(#""ok":true"#))

            #expect(try await newsroom.emit().sockets == 0)
            #expect(try await newsroom.emit("comment", "create", #"{"id":1,"text":"hi"}"#).sockets == 0)
            #expect(try await newsroom.raw("hello").sockets == 0)
            #expect(try await newsroom.raw("members", to: ["role:authenticated"]).sockets == 0)
            #expect(try await newsroom.raw("but", except: ["role:public"]).sockets == 0)
            let received = try await newsroom.received(by: all, visitor, ann)
            #expect(
                received.map { $0.map(Self.shortened) } == [
                    [
                        #"article:update [role:public role:authenticated role:editor token:ci token:full token:brief] "#
                            + NewsroomContent.memberView,
                        #"comment:create [role:editor token:full] {"data":{"id":1,"text":"hi"},"meta":{}}"#,
                        "hello {}", "members {}", "but {}",
                    ],
                    ["article:update \(NewsroomContent.publicView)", "hello {}"],
                    ["article:update \(NewsroomContent.memberView)", "hello {}", "members {}", "but {}"],
                ]
            )
        }
    }

    /// `event {"event", "id", "offset", "at", "audiences"?} view` as `name [audiences] view`.
    static func shortened(_ watched: String) -> String {
        do {
            let document = try JSONDocument(
                parsing: "[" + watched.dropFirst("event ".count).replacing("} {", with: "},{") + "]"
            )
            let parts = Array(document.elements(document.root))
            let name = document.value("event", in: parts[0]).flatMap(document.string) ?? ""
            let audiences = document.value("audiences", in: parts[0]).map { list in
                " [" + document.elements(list).compactMap(document.string).joined(separator: " ") + "]"
            }
            return name + (audiences ?? "") + " " + String(decoding: document.text(parts[1]), as: UTF8.self)
        } catch {
            return "\(watched): \(error)"
        }
    }

    static let mistakes: [(event: ExactString, arguments: [String], code: Int, says: String)] = [
        ("emit", [#"{"type":"artcle","action":"update"}"#, "{}"], 65, "article"),
        ("emit", [#"{"type":"article","action":"shine"}"#, "{}"], 65, "perms grant"),
        ("emit", [#"{"type":"article","action":"update"}"#], 65, "no 'data'"),
        ("emit", [#"{"type":"article","action":"update"}"#, #"{"data":{"id":1}}"#], 65, "API response"),
        ("emit", [#"{"typ":"article"}"#, "{}"], 65, "unknown member 'typ'"),
        ("emit", [], 64, "needs its request"),
        ("emit", ["7"], 65, "JSON object"),
        ("raw", [#"{"event":"disconnect"}"#], 65, "disconnect"),
        ("raw", [#"{"event":"x","rooms":["role:nobody"]}"#], 65, "role:nobody"),
        ("raw", [#"{"event":"x","rooms":"role:public"}"#], 65, "array of strings"),
        ("watch", [#"{"as":"role:nobody"}"#], 65, "role:public"),
        ("watch", [#"{"as":"user:nobody"}"#], 65, "no user 'nobody'"),
        ("watch", [#"{"ass":"role:public"}"#], 65, "unknown member 'ass'"),
        ("perms", [#"{"grant":{}}"#], 64, "does not know"),
        ("perms", [#"{"grant":{"who":"role:nobody","actions":["article:update"]}}"#], 65, "nobody"),
        ("mint", [#"{"user":"nobody"}"#], 65, "perms user list"),
        ("mint", [#"{"user":"ann","expiresIn":9223372036854775807}"#], 64, "century"),
        ("mint", [#"{"user":"ann","expiresIn":0}"#], 64, "century"),
        ("subscribe", [#""article:*""#], 64, "'subscribe'"),
    ]

    @Test("a request that cannot be carried out is answered with the exit code and the way out")
    func mistake() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let console = try await newsroom.operatorClient()
            for (event, arguments, code, says) in Self.mistakes {
                let answer = try await console.ask(event, arguments)
                #expect(answer.hasPrefix(#"{"ok":false,"error":{"code":\#(code),"message":"#), "\(event) \(arguments)")
                #expect(answer.contains(says), "\(event) \(arguments): \(answer)")
                #expect(!answer.contains(Newsroom.key))
            }
            #expect(try await newsroom.received(by: client) == [[]])
        }
    }
}

/// As much of JSON as an answer's members are.
private enum JSONValue: Decodable {
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
        self = (try? decoder.singleValueContainer().decode(String.self)).map(Self.text) ?? .other
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
