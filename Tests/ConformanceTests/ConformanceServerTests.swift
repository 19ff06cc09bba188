import Foundation
import TestClients
import Testing

@Suite("The conformance server", .timeLimit(.minutes(1)))
struct ConformanceServerTests {
    @Test("ends with 0 when it is told to, and says goodbye", arguments: [SIGTERM, SIGINT])
    func ends(signal: Int32) async throws {
        let server = try await ServerProcess([])
        let client = SuiteClient(port: server.port, endpoint: .socketIO)
        let webSocket = try await client.openWebSocketSession()
        #expect(try await server.end(signal) == 0)
        try await webSocket.untilClosed()
    }

    @Test("refuses every client in /denied with its token")
    func denied() async throws {
        try await ServerProcess.run { server in
            let webSocket = try await SuiteClient(port: server.port, endpoint: .socketIO).openWebSocketSession()
            try await webSocket.send(#"40/denied,{"token":"q"}"#)
            let refusal = #"44/denied,{"message":"not authorized","data":{"code":401,"token":"q"}}"#
            #expect(try await webSocket.messages(1) == [refusal])
            try await webSocket.send("40/denied,")
            #expect(
                try await webSocket.messages(1) == [#"44/denied,{"message":"not authorized","data":{"code":401}}"#]
            )
        }
    }

    @Test(
        "broadcasts later what it is asked to, and serves its client until then",
        arguments: [#"500,"late",1,{"a":[]}"#, #"[500,"late",1,{"a":[]}]"#]
    )
    func emitLater(request: String) async throws {
        try await ServerProcess.run { server in
            let client = SuiteClient(port: server.port, endpoint: .socketIO)
            let asking = try await client.join()
            let listening = try await client.join()
            try await asking.send(#"42["emit-later",\#(request)]"#)
            try await asking.send(#"42["message","now"]"#)
            #expect(try await asking.messages(2) == [#"42["message-back","now"]"#, #"42["late",1,{"a":[]}]"#])
            #expect(try await listening.messages(1) == [#"42["late",1,{"a":[]}]"#])
        }
    }

    @Test("takes its limits from the command line")
    func options() async throws {
        try await ServerProcess.run(["--ping-interval", "12345", "--ping-timeout", "6789", "--max-payload", "100"]) {
            server in
            let client = SuiteClient(port: server.port, endpoint: .socketIO)
            let handshake = try await client.request("GET", "EIO=4&transport=polling").body
            #expect(handshake.hasSuffix(#""pingInterval":12345,"pingTimeout":6789,"maxPayload":100}"#))
            let session = try await client.openPolling()
            #expect(try await session.post("4" + String(repeating: "x", count: 100)).status == 413)
        }
    }

    @Test("lets clients of Socket.IO 2 in only when told so", arguments: [true, false])
    func engineIO3(isAllowed: Bool) async throws {
        try await ServerProcess.run(isAllowed ? ["--allow-eio3"] : []) { server in
            let client = SuiteClient(port: server.port, endpoint: .socketIO)
            let response = try await client.request("GET", "EIO=3&transport=polling")
            #expect(response.status == (isAllowed ? 200 : 400))
        }
    }
}
