import SocketIONIO
import TestClients
import Testing

/// Chromium offers permessage-deflate by itself, and undoes it.
@Suite("Compressed messages in Chromium", .timeLimit(.minutes(2)))
struct CompressedBrowserTests {
    @Test("arrive as they were sent, by every transport, both ways", arguments: ForeignClient.Transport.allCases)
    func talks(transport: ForeignClient.Transport) async throws {
        let configuration = SocketIOServerConfiguration.test {
            $0.messageCompressionThreshold = 0
            $0.origins = .any
        }
        try await TestServer.run(configuration: configuration, setUp: EngineIO3Tests.setUp) { server in
            let url = "http://127.0.0.1:\(server.port)"
            let browser = try await ForeignClient.browser(url: url, transport: transport)
            if transport == .upgrade { try await browser.upgraded() }
            let long = "\"\(String(repeating: "long €", count: 12_500))\""
            for data in [long, #"{"x":[1,"€",{"$binary":"AAEC/w=="}]}"#, "\"\""] {
                try browser.emit("echo", [data])
                #expect(try await browser.event("back") == [data])
            }
            #expect(try await browser.emitWithAck("ask") == ["1"])
            try await browser.close()
        }
    }
}
