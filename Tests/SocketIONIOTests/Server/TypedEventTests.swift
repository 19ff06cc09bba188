import JSONText
import SocketIONIO
import SocketIOProtocol
import Synchronization
import TestClients
import Testing

@Suite("Handlers of values", .timeLimit(.minutes(1)))
struct TypedEventTests {
    private struct Picture: Codable, Sendable {
        var name: String
        var bytes: [UInt8]
    }
    private struct Failure: Error {}

    @Test("take the arguments, and what they give back is the reply")
    func arguments() async throws {
        try await TestServer.run { server in
            server.onConnect { socket in
                socket.on("add") { (a: Int, b: Int) in a + b }
                socket.on("greet") { (name: String, title: String?) async in (title.map { $0 + " " } ?? "") + name }
                socket.on("nothing") { () in "empty" }
                socket.on("flip") { (picture: Picture) in
                    Picture(name: String(picture.name.reversed()), bytes: picture.bytes.reversed())
                }
                socket.on("raw") { (json: SocketIOJSON) in json }
                socket.on("say") { (text: String, n: Int) async throws in try socket.emit("said", text, n, [n, nil]) }
                socket.once("once") { (n: Int) in n }
                socket.once("once") { (n: Int) in try socket.emit("seen", n) }
            }
        } body: { server in
            let webSocket = try await server.join()
            for (event, reply) in [
                (#"421["add",1,2]"#, "431[3]"),
                (#"422["greet","Ann","Dr."]"#, #"432["Dr. Ann"]"#),
                (#"423["greet","Ann"]"#, #"433["Ann"]"#),
                (#"424["greet","Ann",null,"more"]"#, #"434["Ann"]"#),
                (#"425["nothing"]"#, #"435["empty"]"#),
                (#"426["raw",{ "b":1.50, "a":"\u00e9" }]"#, #"436[{ "b":1.50, "a":"\u00e9" }]"#),
                (#"42["say","hi",7]"#, #"42["said","hi",7,[7,null]]"#),
                (#"42["once",1]"#, #"42["seen",1]"#),
                (#"427["once",2]"#, nil),
                (#"42["add",1,2]"#, nil),
                (#"428["add",3,4]"#, "438[7]"),
            ] {
                try await webSocket.send(event)
                if let reply { #expect(try await webSocket.text() == reply) }
            }
            let placeholder = String(decoding: SocketIOEvent.placeholder(0), as: UTF8.self)
            try await webSocket.send(#"451-9["flip",{"name":"ab","bytes":\#(placeholder)}]"#)
            try await webSocket.send([1, 2])
            #expect(try await webSocket.text() == #"461-9[{"name":"ba","bytes":\#(placeholder)}]"#)
            #expect(try await webSocket.next() == .binary([2, 1]))
        }
    }

    @Test("are not called with wrong arguments: there is no reply, and the reason is told without what was sent")
    func wrongArguments() async throws {
        let (errors, report) = AsyncStream.makeStream(of: String.self)
        try await TestServer.run { server in
            server.main.onError { _, error in report.yield("\(error)") }
            server.onConnect { socket in
                socket.on("add") { (a: Int, b: Int) in a + b }
                socket.on("add") { (text: String) in try socket.emit("text", text) }
                socket.on("fail") { () async throws -> Int in throw Failure() }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"421["add",1,"secret"]"#)
            try await webSocket.send(#"422["add","secret"]"#)
            #expect(try await webSocket.text() == #"42["text","secret"]"#)
            try await webSocket.send(#"423["fail"]"#)
            try await webSocket.send(#"424["add",1,2]"#)
            #expect(try await webSocket.text() == "434[3]")
            var seen: [String] = []
            for await error in errors {
                seen.append(error)
                if seen.count == 5 { break }
            }
            #expect(
                seen == [
                    "the arguments of the event 'add' failed: argument 1 is no Int",
                    "the arguments of the event 'add' failed: argument 0 is no String",
                    "the arguments of the event 'add' failed: argument 0 is no Int",
                    "the handler of the event 'fail' failed: Failure()",
                    "the arguments of the event 'add' failed: argument 0 is no String",
                ]
            )
        }
    }

    @Test("of one socket run in the order the events came, however long each takes; another socket does not wait")
    func order() async throws {
        let (seen, report) = AsyncStream.makeStream(of: Int.self)
        let gate = Gate()
        try await TestServer.run { server in
            server.onConnect { socket in
                socket.on("n") { (n: Int) in
                    if n == 0 { await gate.wait() }
                    for _ in 0..<(n % 3) { await Task.yield() }
                    report.yield(n)
                }
                socket.on("ping") { () in "pong" }
            }
        } body: { server in
            let slow = try await server.join()
            for number in 0..<200 { try await slow.send(#"42["n",\#(number)]"#) }
            try await slow.send(#"421["ping"]"#)
            let quick = try await server.join()
            try await quick.send(#"421["ping"]"#)
            #expect(try await quick.text() == #"431["pong"]"#)
            gate.open()
            var numbers: [Int] = []
            for await number in seen {
                numbers.append(number)
                if numbers.count == 200 { break }
            }
            #expect(numbers == Array(0..<200))
            #expect(try await slow.text() == #"431["pong"]"#)
        }
    }

    @Test("can ask for values: one socket, or all of them")
    func asking() async throws {
        try await TestServer.run { server in
            server.onConnect { socket in
                socket.on("go") { () in
                    let sum: Int = try await socket.emitWithAck("add", 1, 2, timeout: .seconds(30))
                    let texts = try await server.main.emitWithAck("all", as: String.self, timeout: .seconds(30))
                    let half = try await socket.timeout(.seconds(30)).emitWithAck("half", 3, as: Double.self)
                    try server.to(socket.id).emit("result", sum, texts, half)
                }
            }
        } body: { server in
            let webSocket = try await server.join()
            try await webSocket.send(#"42["go"]"#)
            for (question, reply) in [
                (#"420["add",1,2]"#, "430[3]"), (#"421["all"]"#, #"431["yes"]"#), (#"422["half",3]"#, "432[1.5]"),
            ] {
                #expect(try await webSocket.text() == question)
                try await webSocket.send(reply)
            }
            #expect(try await webSocket.text() == #"42["result",3,["yes"],1.5]"#)
        }
    }

    @Test("refuse a client with a message and details, and details that are none are kept to ourselves")
    func refusals() async throws {
        struct Details: Encodable {
            let code: Int
            let retry: [String]
        }
        try await TestServer.run { server in
            server.namespace("/details").use { _ in
                throw ConnectError(message: "not authorized", data: Details(code: 401, retry: ["a"]))
            }
            server.namespace("/text").use { _ in throw ConnectError(message: "no", data: Array("[1]".utf8)) }
            server.namespace("/nan").use { _ in throw ConnectError(message: "no", data: Double.nan) }
            server.namespace("/bytes").use { _ in throw ConnectError(message: "no", data: ["bytes": [1] as [UInt8]]) }
        } body: { server in
            let webSocket = try await server.openWebSocket()
            for (name, answer) in [
                ("/details", #"{"message":"not authorized","data":{"code":401,"retry":["a"]}}"#),
                ("/text", #"{"message":"no","data":[1]}"#),
                ("/nan", #"{"message":"internal error"}"#), ("/bytes", #"{"message":"internal error"}"#),
            ] {
                try await webSocket.send("40\(name),")
                #expect(try await webSocket.text() == "44\(name),\(answer)")
            }
        }
    }

    @Test("have the socket's value, which others of the cluster can fetch when it can be encoded")
    func data() async throws {
        struct User: Codable, Sendable, Equatable {
            var name: String
            var key: [UInt8]
        }
        struct Hidden: Sendable { var n = 1 }
        let adapter = InProcessAdapter()
        let setUp = { @Sendable (server: SocketIOServer) in
            server.use { $0.setData(User(name: "Ann", key: [1, 2])) }
            server.onConnect { socket in
                #expect(socket.data(as: User.self)?.name == "Ann")
                #expect(socket.data(as: Int.self) == nil)
                socket.on("hide") { () in
                    socket.setData(Hidden())
                    return "hidden"
                }
            }
        }
        try await TestServer.run(adapter: adapter, setUp: setUp) { first in
            try await TestServer.run(adapter: adapter, setUp: setUp) { second in
                let webSocket = try await second.join()
                let remote = try #require(await first.server.main.fetchSockets().first)
                #expect(try remote.data(as: User.self) == User(name: "Ann", key: [1, 2]))
                #expect(throws: DecodingError.self) { try remote.data(as: Int.self) }
                try await webSocket.send(#"421["hide"]"#)
                _ = try await webSocket.text()
                #expect(try await first.server.main.fetchSockets().first?.data(as: User.self) == nil)
            }
        }
    }
}
