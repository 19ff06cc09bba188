import JSONText
import SocketIONIO
import TestClients
import Testing

@Suite("Polling", .timeLimit(.minutes(1)))
struct PollingTests {
    @Test("joins a namespace, sends and receives")
    func conversation() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.openPolling()
            let post = try await client.post("40")
            #expect(post.status == 200)
            #expect(post.body == "ok")
            #expect(post["content-type"] == "text/html")
            #expect(post["content-length"] == "2")
            let joined = try await client.poll()
            #expect(joined.body.hasPrefix(#"40{"sid":""#))
            _ = try await client.post(#"42["message",1,{"a":"é"}]"#)
            #expect(try await client.poll().body == #"42["message-back",1,{"a":"é"}]"#)
        }
    }

    @Test("takes several packets in one body, and gives several in one answer")
    func manyPackets() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            _ = try await client.post((0..<3).map { #"42["message",\#($0)]"# }.joined(separator: "\u{1E}"))
            var packets: [String] = []
            while packets.count < 3 {
                packets += try await client.poll().body.split(separator: "\u{1E}").map(String.init)
            }
            #expect(packets == (0..<3).map { #"42["message-back",\#($0)]"# })
        }
    }

    @Test("answers a POST when its packets are handled, so that the next poll brings all that the handlers sent")
    func handledFirst() async throws {
        let configuration = SocketIOServerConfiguration.test { $0.handlerPatience = .seconds(20) }
        try await TestServer.run(configuration: configuration) {
            $0.namespace("/").onConnect { socket in
                socket.on("e") { (number: Int) in
                    // Others get their turn: a client that has its answer already would poll now.
                    for _ in 0..<1000 { await Task.yield() }
                    try socket.emit("back", number)
                }
            }
        } body: { server in
            let client = try await server.joinPolling()
            let packets = (0..<4).map { #"42["e",\#($0)]"# }.joined(separator: "\u{1E}")
            #expect(try await client.post(packets).body == "ok")
            let replies = (0..<4).map { #"42["back",\#($0)]"# }.joined(separator: "\u{1E}")
            #expect(try await client.poll().body == replies)
        }
    }

    @Test("answers a POST though its handlers are slow, and though one ends the connection", arguments: [false, true])
    func slowHandlers(isDisconnected: Bool) async throws {
        let gate = Gate()
        try await TestServer.run {
            $0.namespace("/").onConnect { socket in
                socket.on("e") { _ in
                    if isDisconnected { socket.disconnect(closingConnection: true) }
                    await gate.wait()
                }
            }
        } body: { server in
            let client = try await server.joinPolling()
            #expect(try await client.post(#"42["e"]"#).body == "ok")
            gate.open()
        }
    }

    @Test("carries binary as base64, both ways")
    func binary() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            _ = try await client.post("451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u{1E}bAQID")
            let answer = try await client.poll().body
            #expect(answer == "451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]\u{1E}bAQID")
        }
    }

    @Test("holds a poll until there is something to send")
    func heldPoll() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            async let answer = client.poll()
            _ = try await client.post(#"42["message","late"]"#)
            #expect(try await answer.body == #"42["message-back","late"]"#)
        }
    }

    @Test("ends the session at two polls at a time: the first gets a close, the second 400")
    func overlappingPolls() async throws {
        try await TestServer.run(group: TestLoops.one) { server in
            let client = try await server.joinPolling()
            let first = try await server.connection()
            try await first.sendRequest("GET", client.target)
            let second = try await client.poll()
            #expect(second.status == 400)
            #expect(second.body.isEmpty)
            let firstAnswer = try await first.response()
            #expect(firstAnswer.status == 200)
            #expect(firstAnswer.body == "1")
            let later = try await client.poll()
            #expect(later.body == #"{"code":1,"message":"Session ID unknown"}"#)
        }
    }

    @Test("ends the session at two POSTs at a time")
    func overlappingPosts() async throws {
        try await TestServer.run { server in
            let client = try await server.joinPolling()
            let first = try await server.connection()
            try await first.send("POST \(client.target) HTTP/1.1\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await first.response().status == 100, "it is being read now")
            #expect(try await client.post("43[]").status == 400)
            #expect(try await client.poll().status == 400)
        }
    }

    @Test("ends the session when the client gives up a poll, or a POST half-way", arguments: ["GET", "POST"])
    func abandoned(method: String) async throws {
        let (reasons, report) = AsyncStream.makeStream(of: DisconnectReason.self)
        try await TestServer.run { server in
            server.namespace("/").onConnect { socket in socket.onDisconnect { report.yield($0) } }
        } body: { server in
            let client = try await server.joinPolling()
            let connection = try await server.connection()
            if method == "GET" {
                try await connection.sendRequest("GET", client.target)
            } else {
                try await connection.send(
                    "POST \(client.target) HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
                )
                _ = try await connection.response()
            }
            try await connection.close()
            #expect(await eventually(reasons) { _ in true } == .transportError)
            #expect(try await client.poll().status == 400)
        }
    }

    @Test("answers a poll that waits when the client gives up a POST half-way, and does not leave it waiting")
    func abandonedPostDuringPoll() async throws {
        try await TestServer.run(group: TestLoops.one) { server in
            let client = try await server.joinPolling()
            let poll = try await server.connection()
            try await poll.sendRequest("GET", client.target)
            let post = try await server.connection()
            try await post.send("POST \(client.target) HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")
            _ = try await post.response()
            try await post.close()
            #expect(try await poll.response().body == "1")
        }
    }

    @Test("ends the session when the client says so: a waiting poll gets a noop")
    func clientCloses() async throws {
        try await TestServer.run(group: TestLoops.one) { server in
            let client = try await server.joinPolling()
            let poll = try await server.connection()
            try await poll.sendRequest("GET", client.target)
            #expect(try await client.post("1").body == "ok")
            #expect(try await poll.response().body == "6")
            #expect(try await client.poll().status == 400)
            #expect(server.server.connectionCount == 0)
        }
    }

    @Test("refuses a body over the limit and keeps the session", arguments: [true, false])
    func tooLong(isAnnounced: Bool) async throws {
        try await TestServer.run(configuration: .test { $0.maxPayload = 1000 }, setUp: echo) { server in
            let client = try await server.joinPolling()
            let connection = try await server.connection()
            let body = "4" + String(repeating: "x", count: 1000)
            if isAnnounced {
                #expect(try await connection.request("POST", client.target, body: body).status == 413)
            } else {
                try await connection.send("POST \(client.target) HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
                try await connection.send("3e9\r\n\(body)\r\n0\r\n\r\n")
                #expect(try await connection.response().status == 413)
            }
            let fits = #"42["message",""# + String(repeating: "x", count: 1000 - 16) + #""]"#
            #expect(fits.utf8.count == 1000)
            let next = try await connection.request("POST", client.target, body: fits)
            #expect(next.status == 200)
        }
    }

    @Test(
        "ends the session at a body that is no payload",
        arguments: ["", "x", "6\u{1E}", "b*", "2", "2probe"]
    )
    func badPayload(body: String) async throws {
        try await TestServer.run { server in
            let client = try await server.joinPolling()
            let answer = try await client.post(body)
            #expect(answer.status == (body.hasPrefix("2") ? 200 : 400))
            let later = try await client.poll()
            #expect(later.body == #"{"code":1,"message":"Session ID unknown"}"#)
        }
    }

    @Test("ends the session at a body of another revision's type")
    func octetStream() async throws {
        try await TestServer.run { server in
            let client = try await server.joinPolling()
            let headers = ["Content-Type": "application/octet-stream"]
            let answer = try await server.request("POST", client.target, headers: headers, body: "40")
            #expect(answer.status == 400)
            #expect(try await client.poll().status == 400)
        }
    }

    @Test("tells the next poll that the server closed the session, and the one after that nothing")
    func farewell() async throws {
        try await TestServer.run { server in
            let client = try await server.joinPolling()
            #expect(try await client.post("44{}").status == 200)
            let news = try await client.poll()
            #expect(news.status == 200)
            #expect(news.body == "6\u{1E}1")
            let later = try await client.poll()
            #expect(later.body == #"{"code":1,"message":"Session ID unknown"}"#)
        }
    }

    @Test("takes a POST from a client that has yet to learn of the close, so that it still comes for the news")
    func postDuringFarewell() async throws {
        try await TestServer.run { server in
            let client = try await server.joinPolling()
            #expect(try await client.post("44{}").status == 200)
            #expect(try await client.post("3").body == "ok")
            #expect(try await client.poll().body == "6\u{1E}1")
            #expect(try await client.post("3").body == #"{"code":1,"message":"Session ID unknown"}"#)
        }
    }

    @Test("ignores an open, an upgrade and a noop packet from the client", arguments: ["0", "5", "6"])
    func ignored(packet: String) async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            _ = try await client.post(packet)
            _ = try await client.post(#"42["message",1]"#)
            #expect(try await client.poll().body == #"42["message-back",1]"#)
        }
    }

    @Test("answers other methods with 500 and keeps the session")
    func otherMethod() async throws {
        try await TestServer.run(setUp: echo) { server in
            let client = try await server.joinPolling()
            #expect(try await server.request("DELETE", client.target).status == 500)
            #expect(try await client.post(#"42["message",1]"#).status == 200)
        }
    }
}

/// Sends `message` back as `message-back`, and replies to `message-with-ack`.
func echo(_ server: SocketIOServer) {
    for name: ExactString in ["/", "/custom"] {
        server.namespace(name).onConnect { socket in
            socket.on("message") { message in
                socket.emit(
                    SocketIOEvent("message-back", arguments: message.texts, attachments: message.attachments)
                )
            }
            socket.on("message-with-ack") { message in
                message.acknowledge(message.texts, attachments: message.attachments)
            }
        }
    }
}
