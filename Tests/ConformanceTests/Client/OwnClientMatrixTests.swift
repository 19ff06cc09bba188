import JSONText
import SocketIONIO
import Testing

@Suite("Our client, on every transport and every server", .timeLimit(.minutes(2)))
struct OwnClientMatrixTests {
    static let large = #""\#(String(repeating: "é", count: 50_000))""#

    @Test("talks: events, binary, 100 kB, and acknowledgements both ways", arguments: ClientCase.all)
    func talks(row: ClientCase) async throws {
        try await row.judge.serve { url in
            let client = row.client(url) { $0.auth = .json(Array(#"{"token":"t"}"#.utf8)) }
            try await client.connect()
            #expect(try await client.arguments(of: "auth") == [#"{"token":"t"}"#])

            try await client.emit(SocketIOEvent("message", "1", #"{"a":[null]}"#))
            #expect(try await client.arguments(of: "message-back") == ["1", #"{"a":[null]}"#])
            try await client.settled(row.way)

            let placeholders = [0, 1].map { String(decoding: SocketIOEvent.placeholder($0), as: UTF8.self) }
            let binary: [[UInt8]] = [[1, 2, 3], [UInt8](repeating: 0xAB, count: 100_000)]
            try await client.emit(SocketIOEvent("message", placeholders[0], placeholders[1], binary: binary))
            #expect(try await client.message("message-back").attachments == binary)

            try await client.emit(SocketIOEvent("message", Self.large))
            let back = try await client.message("message-back")
            #expect(back.arguments.map(back.document.string) == [String(Self.large.dropFirst().dropLast())])

            let question = SocketIOEvent("message-with-ack", "1", placeholders[0], binary: [[4]])
            let reply = try await client.emitWithAck(question, timeout: .seconds(60))
            #expect(reply.arguments.first.map(reply.document.text) == Array("1".utf8))
            #expect(reply.attachments == [[4]])

            try await client.emit(SocketIOEvent("ask", "7"))
            let asked = try await client.message("question")
            #expect(asked.texts == [Array("7".utf8)])
            asked.acknowledge([Array("8".utf8), SocketIOEvent.placeholder(0)], attachments: [[9]])
            let answered = try await client.message("answered")
            #expect(answered.texts.first == Array("8".utf8))
            #expect(answered.attachments == [[9]])

            await #expect(throws: AckError.timedOut) {
                try await client.emitWithAck(SocketIOEvent("never-acknowledged"), timeout: .milliseconds(10))
            }
            await client.disconnect()
            #expect(await client.change() == "disconnected: io client disconnect")
        }
    }

    @Test("keeps the order of 200 events each way, through an upgrade as well", arguments: ClientCase.all)
    func order(row: ClientCase) async throws {
        try await row.judge.serve { url in
            let client = row.client(url)
            try await client.connect()
            try await client.emit(SocketIOEvent("count", "200"))
            for number in 0..<200 { try await client.emit(SocketIOEvent("message", "\(number)")) }
            var numbers: [String] = []
            var echoes: [String] = []
            for await case .event(let message) in client.events {
                let text = message.texts.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
                if message.name == "number" { numbers.append(text) }
                if message.name == "message-back" { echoes.append(text) }
                if numbers.count == 200, echoes.count == 200 { break }
            }
            #expect(numbers == (0..<200).map(String.init))
            #expect(echoes == (0..<200).map(String.init))
            await client.disconnect()
        }
    }

    @Test("is told why it is refused, and other namespaces of its connection stay", arguments: ClientCase.all)
    func refused(row: ClientCase) async throws {
        try await row.judge.serve { url in
            let client = row.client(url)
            try await client.connect()
            let other: ExactString = row.namespace == "/" ? "/custom" : "/"
            let refusal = ConnectError(message: "not you", data: Array(#"{"code":77}"#.utf8))
            await #expect(throws: SocketIOClientError.refused(refusal)) {
                try await client.socket(other, auth: .json(Array(#"{"refuse":{"code":77}}"#.utf8))).connect()
            }
            await #expect(throws: SocketIOClientError.self) { try await client.socket("/nowhere").connect() }
            let reply = try await client.emitWithAck(SocketIOEvent("message-with-ack", "1"), timeout: .seconds(60))
            #expect(reply.document.bytes == Array("[1]".utf8))
            await client.disconnect()
        }
    }

    @Test("shares a connection among namespaces, each with its own events and its own end", arguments: ClientCase.all)
    func namespaces(row: ClientCase) async throws {
        try await row.judge.serve { url in
            let first = row.client(url)
            let second = first.socket(row.namespace == "/" ? "/custom" : "/", auth: .json(Array(#"{"n":2}"#.utf8)))
            try await second.connect()
            try await first.connect()
            #expect(try await first.arguments(of: "auth") == ["{}"])
            #expect(try await second.arguments(of: "auth") == [#"{"n":2}"#])
            for (client, text) in [(first, "1"), (second, "2"), (first, "3")] {
                try await client.emit(SocketIOEvent("message", text))
                #expect(try await client.arguments(of: "message-back") == [text])
            }
            try await first.emit(SocketIOEvent("leave"))
            #expect(await first.change() == "disconnected: io server disconnect")
            #expect(await first.change() == nil)
            let again = second.socket(row.namespace)
            try await again.connect()
            await second.disconnect()
            try await again.emit(SocketIOEvent("message", "4"))
            #expect(try await again.arguments(of: "message-back") == ["4"])
            await again.disconnect()
            #expect(try await first.transport == nil)
        }
    }

    @Test(
        "comes back after a cut with what was kept meanwhile, in order, and without what was volatile",
        arguments: ClientCase.all
    )
    func comesBack(row: ClientCase) async throws {
        try await row.judge.serve { url in
            let proxy = try await CutProxy.start(to: url)
            let client = row.client(proxy.url)
            try await client.connect()
            #expect(await client.change() == "connected")
            try await client.settled(row.way)
            proxy.cut()
            #expect(await client.change()?.hasPrefix("disconnected: transport") == true)
            client.emitVolatile(SocketIOEvent("message", "\"dropped\""))
            async let kept = client.emitWithAck(SocketIOEvent("message-with-ack", "0"), timeout: .seconds(60))
            for number in 1...3 { try await client.emit(SocketIOEvent("message", "\(number)")) }
            proxy.restore()
            #expect(await client.change() == "connected")
            for number in 1...3 { #expect(try await client.arguments(of: "message-back") == ["\(number)"]) }
            #expect(try await kept.document.bytes == Array("[0]".utf8))
            client.emitVolatile(SocketIOEvent("message", "4"))
            try await client.emit(SocketIOEvent("message", "5"))
            await client.disconnect()
            try await proxy.stop()
        }
    }

    @Test("gets its session back after a cut, with what it missed", arguments: ClientCase.recovering)
    func recovers(row: ClientCase) async throws {
        try await row.judge.serve(recovers: true) { url in
            let proxy = try await CutProxy.start(to: url)
            let (client, other) = (row.client(proxy.url), row.client(url))
            try await client.connect()
            try await other.connect()
            #expect(await client.change() == "connected")
            let id = try await client.emitWithAck("id", as: String.self, timeout: .seconds(60))
            try await client.settled(row.way)
            proxy.cut()
            #expect(await client.change()?.hasPrefix("disconnected: transport") == true)
            for number in 1...3 { try await other.emit("tell all", number) }
            _ = try await other.emitWithAck("id", as: String.self, timeout: .seconds(60))
            proxy.restore()
            #expect(await client.change() == "recovered")
            for number in 1...3 {
                let message = try await client.message("told")
                #expect(try message.decode(Int.self) == number)
                #expect(message.offset != nil)
            }
            #expect(try await client.emitWithAck("id", as: String.self, timeout: .seconds(60)) == id)
            await client.disconnect()
            await other.disconnect()
            try await proxy.stop()
        }
    }
}
