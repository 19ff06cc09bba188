import ContentEvents
import ContentServer
import Foundation
import JSONText
import Testing

@Suite("Previews from a running server", .timeLimit(.minutes(1)))
struct PreviewTests {
    private func preview(_ console: TestClient, _ request: String, _ data: String) async throws -> Preview {
        let answer = try JSONDocument(parsing: try await console.ask("preview", request, data))
        let preview = try #require(answer.value("preview", in: answer.root))
        return try Preview(json: answer.text(preview))
    }

    @Test("count the sockets that emit then reaches, narrowed ones only where they wait for it")
    func sockets() async throws {
        try await Newsroom.open { newsroom in
            _ = try await newsroom.client()
            let clients = [
                try await newsroom.client(), try await newsroom.client(#"{"subscribe":"article:delete"}"#),
                try await newsroom.client(#"{"subscribe":["article:update",{"uid":"api::article.article","id":7}]}"#),
                try await newsroom.client(token: "full"),
            ]
            let console = try await newsroom.operatorClient()
            for (action, id) in [("update", 7), ("update", 8), ("delete", 7), ("delete", 8)] {
                let data = NarrowingTests.article(id)
                let request = #"{"type":"article","action":"\#(action)"}"#
                let preview = try await self.preview(console, request, data)
                let receipt = try await newsroom.emit("article", .init(action), data)
                let counts = preview.audiences.filter(\.receives).map { [$0.audience: $0.sockets] }
                #expect(counts == receipt.audiences.map { [$0.audience: $0.sockets] })
                #expect(preview.sockets == receipt.sockets)
                #expect(receipt.sockets > 0)
            }
            withExtendedLifetime(clients) {}
        }
    }

    @Test("show what the socket then gets, and send nothing")
    func views() async throws {
        try await Newsroom.open { newsroom in
            let client = try await newsroom.client()
            let console = try await newsroom.operatorClient()
            let request = #"{"type":"article","action":"update","as":"role:public"}"#
            let preview = try await self.preview(console, request, NewsroomContent.article)
            #expect(try await newsroom.received(by: client) == [[]])
            try await newsroom.emit()
            let view = String(decoding: try #require(preview.views.first?.argument), as: UTF8.self)
            #expect(try await newsroom.received(by: client) == [["article:update \(view)"]])
        }
    }

    @Test("come over HTTP with dryRun, which uses up no idempotency key and no offset")
    func dryRun() async throws {
        try await Newsroom.open { newsroom in
            let request = { (flag: String) in
                #"{"type":"article","action":"update","data":\#(NewsroomContent.article),"idempotencyKey":"k"\#(flag)}"#
            }
            let answer = try await RoutesTests.send(
                "POST",
                "/cmsio/v1/emit",
                to: newsroom,
                request(#","dryRun":true"#)
            )
            #expect(answer.status == 200)
            let preview = try Preview(json: Array(answer.body.utf8))
            #expect(preview.event == "article:update")
            #expect(
                preview.views.first?.argument.map { String(decoding: $0, as: UTF8.self) } == NewsroomContent.publicView
            )
            let sent = try await RoutesTests.send(
                "POST",
                "/cmsio/v1/emit",
                to: newsroom,
                request(#","dryRun":false"#)
            )
            let receipt = try JSONDecoder().decode(Receipt.self, from: Data(sent.body.utf8))
            #expect(!receipt.repeated && receipt.offset == 1)
        }
    }

    @Test(
        "are refused where emit would be, and for members that mean nothing",
        arguments: [
            (#"{"type":"artcle","action":"update"}"#, #""code":65"#), (#"{"type":"article"}"#, "has no 'action'"),
            (#"{"type":"article","action":"update","dryRun":true}"#, "unknown member 'dryRun'"),
            (#"{"type":"article","action":"update","fields":1}"#, "'fields' must be true or false"),
        ]
    )
    func refusals(request: String, message: String) async throws {
        try await Newsroom.open { newsroom in
            let console = try await newsroom.operatorClient()
            let answer = try await console.ask("preview", request, "{}")
            #expect(answer.hasPrefix(#"{"ok":false"#) && answer.contains(message), "\(answer)")
            let emit = try await console.ask("emit", #"{"type":"article","action":"update","dryRun":true}"#, "{}")
            #expect(emit.contains("unknown member 'dryRun'"), "nothing is sent by who asked for a dry run")
        }
    }
}
