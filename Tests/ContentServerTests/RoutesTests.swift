import ContentEvents
import ContentServer
import Foundation
import JSONText
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("The HTTP routes", .timeLimit(.minutes(1)))
struct RoutesTests {
    /// A status and a body.
    struct Answer: Equatable {
        let status: Int
        let body: String
    }

    static func send(
        _ method: String,
        _ path: String,
        to newsroom: Newsroom,
        authorization: String? = "Bearer \(Newsroom.key)",
        _ body: String? = nil
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: newsroom.url + path)))
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        if let authorization { request.setValue(authorization, forHTTPHeaderField: "Authorization") }
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = try #require(response as? HTTPURLResponse).statusCode
        return Answer(status: status, body: String(decoding: data, as: UTF8.self))
    }

    static let update = #"{"type":"article","action":"update","data":\#(NewsroomContent.article)}"#

    @Test("emit and raw send and answer with the receipt")
    func verbs() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let emit = try await Self.send("POST", "/cmsio/v1/emit", to: newsroom, Self.update)
            #expect(emit.status == 200)
            let receipt = try JSONDecoder().decode(Receipt.self, from: Data(emit.body.utf8))
            #expect(receipt.event == "article:update" && receipt.sockets == 1 && !receipt.repeated)
            let raw = #"{"event":"hello","data":null,"rooms":["role:public"],"except":["role:editor"]}"#
            #expect(try await Self.send("POST", "/cmsio/v1/raw", to: newsroom, raw).status == 200)
            #expect(
                try await newsroom.received(by: client) == [
                    ["article:update \(NewsroomContent.publicView)", #"hello {"data":null}"#]
                ]
            )
        }
    }

    @Test("readyz tells whoever asks whether events can be sent, and no more")
    func readiness() async throws {
        try await Newsroom.open { newsroom in
            let ready = try await Self.send("GET", "/readyz", to: newsroom, authorization: nil)
            #expect(ready == Answer(status: 200, body: #"{"status":"ready"}"#))
            newsroom.directory.isSuspended = true
            let suspended = try await Self.send("GET", "/readyz", to: newsroom, authorization: nil)
            #expect(suspended == Answer(status: 503, body: #"{"status":"unavailable"}"#))
            #expect(try await Self.send("POST", "/cmsio/v1/emit", to: newsroom, Self.update).status == 503)
        }
    }

    @Test("the same idempotency key answers the first receipt, and refuses another body")
    func idempotency() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let request = { (title: String) in
                #"{"type":"article","action":"update","idempotencyKey":"k","data":{"id":1,"title":"\#(title)"}}"#
            }
            let first = try await Self.send("POST", "/cmsio/v1/emit", to: newsroom, request("a"))
            let second = try await Self.send("POST", "/cmsio/v1/emit", to: newsroom, request("a"))
            #expect(second.body == first.body.replacing(#""repeated":false"#, with: #""repeated":true"#))
            #expect(try await Self.send("POST", "/cmsio/v1/emit", to: newsroom, request("b")).status == 400)
            #expect(try await newsroom.received(by: client).first?.count == 1)
        }
    }

    @Test("without the operator key nothing is sent")
    func unauthorized() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            for authorization in [nil, "Bearer guess", "Bearer ", "Basic \(Newsroom.key)", Newsroom.key] {
                for path in ["/cmsio/v1/emit", "/cmsio/v1/raw"] {
                    let answer = try await Self.send(
                        "POST",
                        path,
                        to: newsroom,
                        authorization: authorization,
                        Self.update
                    )
                    #expect(answer.status == 401)
                    #expect(
                        answer.body.hasPrefix(#"{"error":{"code":77,"message":"the operator key is missing or wrong"#)
                    )
                }
            }
            #expect(try await newsroom.received(by: client) == [[]])
        }
    }

    static let refused: [(path: String, body: String, code: Int, says: String)] = [
        ("/cmsio/v1/emit", #"{"type":"artcle","action":"update","data":{}}"#, 65, "article"),
        ("/cmsio/v1/emit", #"{"type":"article","action":"update"}"#, 65, "no 'data'"),
        ("/cmsio/v1/emit", #"{"type":7,"action":"update","data":{}}"#, 65, "'type' must be a string"),
        ("/cmsio/v1/emit", "{\n\"type\" \"article\"}", 65, "line 2, column 8"),
        ("/cmsio/v1/emit", "", 65, "no JSON"),
        ("/cmsio/v1/emit", "[]", 65, "JSON object"),
        ("/cmsio/v1/raw", #"{"event":"connect"}"#, 65, "connect"),
        ("/cmsio/v1/raw", #"{"data":1}"#, 65, "no 'event'"),
    ]

    @Test("a request that cannot be accepted is answered with 400, the exit code and the way out")
    func badRequest() async throws {
        try await Newsroom.open { newsroom in
            for (path, body, code, says) in Self.refused {
                let answer = try await Self.send("POST", path, to: newsroom, body)
                #expect(answer.status == 400, "\(body)")
                #expect(answer.body.hasPrefix(#"{"error":{"code":\#(code),"message":"#), "\(answer.body)")
                #expect(answer.body.contains(says), "\(answer.body)")
            }
        }
    }

    @Test("what stands in the query is refused, so that a dry run asked for there sends nothing")
    func query() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            for path in ["/cmsio/v1/emit?dryRun=true", "/cmsio/v1/raw?dryRun"] {
                let body = path.contains("emit") ? Self.update : #"{"event":"hello"}"#
                let says = "'dryRun' stands in the query, which is not read; put it into the body"
                #expect(
                    try await Self.send("POST", path, to: newsroom, body)
                        == Answer(status: 400, body: #"{"error":{"code":64,"message":"\#(says)"}}"#)
                )
            }
            #expect(try await newsroom.received(by: client) == [[]])
        }
    }

    @Test("other methods get 405, other paths 404, and the OpenAPI document needs no key")
    func routing() async throws {
        try await Newsroom.open { newsroom in
            #expect(try await Self.send("GET", "/cmsio/v1/emit", to: newsroom).status == 405)
            #expect(try await Self.send("PUT", "/cmsio/v1/raw", to: newsroom, "{}").status == 405)
            #expect(try await Self.send("POST", "/cmsio/v1/openapi.json", to: newsroom, "{}").status == 405)
            for path in ["/", "/cmsio/v1", "/cmsio/v1/emit/", "/cmsio/v1/%65mit", "/cmsio/v1/webhook"] {
                #expect(try await Self.send("POST", path, to: newsroom, Self.update).status == 404, "\(path)")
            }
            let document = try await Self.send(
                "GET",
                "/cmsio/v1/openapi.json",
                to: newsroom,
                authorization: nil
            )
            #expect(document == Answer(status: 200, body: OpenAPIDocument.json))
        }
    }
}
