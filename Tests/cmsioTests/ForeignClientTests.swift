import TestClients
import Testing

extension ForeignProcesses {
    /// The harness itself, tried against a server that is not ours either.
    @Suite("Foreign clients")
    struct ForeignClientTests {
        struct Kind: CustomTestStringConvertible, Sendable {
            let testDescription: String
            let connect: @Sendable (String, String) async throws -> ForeignClient
        }

        static let kinds =
            ForeignClient.Transport.allCases.flatMap { transport in
                [
                    Kind(testDescription: "python-socketio, \(transport)") { url, auth in
                        try await ForeignClient.python(url: url, auth: auth, transport: transport)
                    },
                    Kind(testDescription: "python-socketio without asyncio, \(transport)") { url, auth in
                        try await ForeignClient.python(url: url, auth: auth, transport: transport, isSync: true)
                    },
                    Kind(testDescription: "browser, \(transport)") { url, auth in
                        try await ForeignClient.browser(url: url, auth: auth, transport: transport)
                    },
                ]
            }

        @Test("connect with auth, hear events, emit, are acknowledged and leave", arguments: kinds)
        func wholeLife(of kind: Kind) async throws {
            let server = try await ForeignServer.start()
            let client = try await kind.connect(server.url, #"{"token":"é"}"#)
            #expect(try await client.event("auth") == [#"{"token":"é"}"#])
            try client.emit("message", ["1", #"{"$binary":"AAEC"}"#, "null"])
            #expect(try await client.event("message-back") == ["1", #"{"$binary":"AAEC"}"#, "null"])
            #expect(try await client.emitWithAck("message-with-ack", [#""a""#, "[]"]) == [#""a""#, "[]"])
            try client.disconnect()
            _ = try await client.disconnected()
            try await client.close()
            try await server.close()
        }

        @Test("tell the server's refusal with its data", arguments: kinds.suffix(3))
        func refusal(of kind: Kind) async throws {
            let server = try await ForeignServer.start()
            await #expect(throws: ForeignClient.Refusal(message: "not you", data: #"{"code":77}"#)) {
                try await kind.connect(server.url, #"{"refuse":{"code":77}}"#)
            }
            try await server.close()
        }

        @Test("a missing tool is told in a sentence that names .ci/tools")
        func missingTool() {
            let error = MissingTool(tool: .chromium, path: nil)
            #expect(
                error.description
                    == "CMSIO_TEST_CHROMIUM is not set: run .ci/tools, which installs what the tests need."
            )
        }
    }
}
