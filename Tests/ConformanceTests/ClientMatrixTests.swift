import Foundation
import TestClients
import Testing

/// Every client that is not ours, over every transport, in two namespaces, against the built server.
@Suite("The matrix of real clients", .serialized, .timeLimit(.minutes(5)))
struct ClientMatrixTests {
    enum Library: String, CaseIterable {
        case browser
        case asyncio = "python-socketio, asyncio"
        case sync = "python-socketio, sync"

        /// The client without asyncio starts a thread for each event.
        var keepsOrder: Bool { self != .sync }
    }

    struct Place: CustomTestStringConvertible {
        let library: Library
        let transport: ForeignClient.Transport
        let namespace: String

        var testDescription: String { "\(self.library.rawValue), \(self.transport), \(self.namespace)" }

        func connect(_ url: String, auth: String) async throws -> ForeignClient {
            switch self.library {
            case .browser:
                let client = try await ForeignClient.browser(
                    url: url,
                    auth: auth,
                    transport: self.transport,
                    namespace: self.namespace
                )
                if self.transport == .upgrade { try await client.upgraded() }
                return client
            case .asyncio, .sync:
                return try await ForeignClient.python(
                    url: url,
                    auth: auth,
                    transport: self.transport,
                    namespace: self.namespace,
                    isSync: self.library == .sync
                )
            }
        }
    }

    private static func places(_ namespaces: [String]) -> [Place] {
        Library.allCases.flatMap { library in
            ForeignClient.Transport.allCases.flatMap { transport in
                namespaces.map { Place(library: library, transport: transport, namespace: $0) }
            }
        }
    }

    @Test("lives a whole life", arguments: places(["/", "/custom"]))
    func wholeLife(_ place: Place) async throws {
        try await ServerProcess.run { server in
            let client = try await place.connect(server.url, auth: #"{"token":"é€😀"}"#)
            #expect(try await client.event("auth") == [#"{"token":"é€😀"}"#])
            try await self.exchangeMessages(client)
            try await self.exchangeBinary(client)
            try await self.exchangeLargeMessages(client)
            try await self.acknowledgeBothWays(client)
            try await self.keepOrder(client, isKeptByClient: place.library.keepsOrder)
            try client.emit("leave")
            let reason = try await client.disconnected()
            #expect(["io server disconnect", "server disconnect"].contains(reason), "\(reason)")
            try await client.close()
        }
    }

    private func exchangeMessages(_ client: ForeignClient) async throws {
        let arguments = ["1", #""two""#, #"{"3":[true,null,-0.5]}"#, "[]", #""\u2028 € 😀""#]
        try client.emit("message", arguments)
        #expect(try await client.event("message-back") == arguments.dropLast() + ["\"\u{2028} € 😀\""])
        try client.emit("message")
        #expect(try await client.event("message-back") == [])
    }

    private func exchangeBinary(_ client: ForeignClient) async throws {
        let arguments = [
            #"{"deep":[{"$binary":"AAEC"},{"deeper":{"$binary":""}}]}"#, #"{"$binary":"/w=="}"#, "7",
            #"[{"$binary":"AwQFBgc="}]"#,
        ]
        try client.emit("message", arguments)
        #expect(try await client.event("message-back") == arguments)
        #expect(try await client.emitWithAck("message-with-ack", arguments) == arguments)
    }

    private func exchangeLargeMessages(_ client: ForeignClient) async throws {
        let text = "\"" + String(repeating: "0123456789", count: 10_000) + "\""
        let bytes = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let binary = #"{"$binary":"\#(bytes.base64EncodedString())"}"#
        try client.emit("message", [text, binary])
        let answer = try await client.event("message-back", within: .seconds(30))
        #expect(answer == [text, binary], "\(answer.map(\.utf8.count))")
    }

    private func acknowledgeBothWays(_ client: ForeignClient) async throws {
        #expect(try await client.emitWithAck("message-with-ack", [#""a""#, "[1]"]) == [#""a""#, "[1]"])
        #expect(try await client.emitWithAck("message-with-ack") == [])
        try client.answer("question", with: ["42", #"{"$binary":"AQI="}"#])
        try client.emit("emit-with-ack", [#""question""#, #"{"$binary":"CQ=="}"#])
        #expect(try await client.event("question") == [#"{"$binary":"CQ=="}"#])
        #expect(try await client.event("ack-back") == ["42", #"{"$binary":"AQI="}"#])
    }

    private func keepOrder(_ client: ForeignClient, isKeptByClient: Bool) async throws {
        let numbers = Array(0..<200)
        for number in numbers { try client.emit("message", ["\(number)"]) }
        var received: [Int] = []
        for _ in numbers { received += try await client.event("message-back").compactMap { Int($0) } }
        #expect((isKeptByClient ? received : received.sorted()) == numbers)
    }

    @Test("is refused with a message and data", arguments: places(["/denied"]))
    func refusal(_ place: Place) async throws {
        try await ServerProcess.run { server in
            let refusal = ForeignClient.Refusal(message: "not authorized", data: #"{"code":401,"token":"q"}"#)
            await #expect(throws: refusal) { try await place.connect(server.url, auth: #"{"token":"q"}"#) }
        }
    }

    @Test("hears what another client has broadcast", arguments: places(["/"]).filter { $0.library != .sync })
    func broadcast(_ place: Place) async throws {
        try await ServerProcess.run { server in
            let client = try await place.connect(server.url, auth: "{}")
            let other = try await SuiteClient(port: server.port, endpoint: .socketIO).join()
            try await other.send(#"42["emit-later",1,"news",{"id":7},"x"]"#)
            #expect(try await client.event("news") == [#"{"id":7}"#, #""x""#])
            try await client.close()
        }
    }
}
