import Foundation
import JSONText
import TestClients
import Testing

@Suite("listen --record, --stats and --forward-to")
struct ListenHandlingTests {
    @Test("--record adds a line for each event to a file of one's own, the same that is printed")
    func record() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        #expect(try await server.run("emit", "article", "create", #"{"id":1,"title":"a"}"#).status == 0)
        #expect(try await server.run("raw", "hello").status == 0)
        let first = try await server.run("listen", "--last", "2", "-n", "2", "--record", "events.jsonl")
        #expect(first.status == 0)
        #expect(try folder.read("events.jsonl") == first.output)
        #expect(try folder.mode("events.jsonl") == 0o600)
        let second = try await server.run("listen", "--last", "1", "-n", "1", "--record", "events.jsonl")
        #expect(try folder.read("events.jsonl") == first.output + second.output)
        try await server.stop()
    }

    @Test("--record ends a line that was cut off, and does not write into a folder")
    func recordPlaces() async throws {
        let folder = try TestFolder()
        let server = try await RunningServer(in: folder)
        #expect(try await server.run("raw", "hello").status == 0)
        try folder.write(#"{"event""#, to: "cut.jsonl")
        let result = try await server.run("listen", "--last", "1", "-n", "1", "--record", "cut.jsonl")
        #expect(try folder.read("cut.jsonl") == "{\"event\"\n" + result.output)
        let refused = try await server.run("listen", "--record", ".")
        #expect(refused.status == 66)
        #expect(refused.errors == "cmsio: cannot open the recording '.': is a directory.\n")
        try await server.stop()
    }

    @Test("--stats prints counts and rates each second, then those of all the time, and no event")
    func statistics() async throws {
        let server = try await RunningServer(in: TestFolder())
        for event in ["a", "a", "b"] { #expect(try await server.run("raw", event).status == 0) }
        let listener = try Program(["listen", "--stats", "--last", "3"], in: server.folder)
        _ = try await listener.lines(1)
        listener.signal(SIGINT)
        let result = try await listener.end()
        #expect(result.status == 0)
        let last = try JSONDocument(parsing: try #require(result.output.split(separator: "\n").last.map(String.init)))
        #expect(last.value("total", in: last.root).flatMap(last.integer) == 3)
        #expect(last.value("final", in: last.root).flatMap(last.bool) == true)
        let names = last.value("events", in: last.root).map { last.elements($0).map { last.value("event", in: $0) } }
        #expect(names?.map { $0.flatMap(last.string) } == ["a", "b"])
        let table = try await server.run("listen", "--stats", "--last", "3", "-W", "300ms", "-o", "pretty")
        #expect(table.output.hasPrefix("TOTAL  PER SECOND  EVENT\n    3 "))
        try await server.stop()
    }

    @Test("--forward-to needs a secret, which may stand in a file or a variable")
    func noSecret() async throws {
        let result = try await Program.run(
            ["listen", "-s", "127.0.0.1:1", "--forward-to", "localhost:1"],
            in: TestFolder()
        )
        #expect(result.status == 64)
        let server = try await RunningServer(in: TestFolder())
        let unsigned = try await server.run("listen", "--forward-to", "localhost:1")
        #expect(unsigned.status == 64)
        #expect(unsigned.errors.contains("--forward-secret-file FILE, or set CMSIO_FORWARD_SECRET"))
        try await server.stop()
    }
}

extension ForeignProcesses {
    /// What is posted, judged by a receiver that is not ours.
    @Suite("Forwarding", .timeLimit(.minutes(2)))
    struct ForwardingTests {
        @Test("each event is posted once it can be, signed, in order, with one id for all its attempts")
        func forwards() async throws {
            let folder = try TestFolder()
            let server = try await RunningServer(in: folder)
            let receiver = try await WebhookReceiver.start(secret: "a secret", statuses: [503, 0, 200])
            try folder.write("a secret\n", to: "hook.secret")
            #expect(try await server.run("emit", "article", "create", #"{"id":1,"title":"世界"}"#).status == 0)
            #expect(try await server.run("raw", "hello", "[1]").status == 0)
            let result = try await server.run(
                "listen",
                "--last",
                "2",
                "-n",
                "2",
                "--forward-to",
                receiver.url + "/in?a=b",
                "--forward-secret-file",
                "hook.secret"
            )
            #expect(result.status == 0, "\(result)")
            var posts: [ProcessLine] = []
            for _ in 0..<4 { posts.append(try await receiver.next()) }
            #expect(posts.map { $0.text("valid") } == ["true", "true", "true", "true"])
            #expect(posts.map { $0.string("path") } == Array(repeating: "/in?a=b", count: 4))
            #expect(posts[0].string("content") == "application/json")
            let lines = result.output.split(separator: "\n").map(String.init)
            #expect(posts.map { $0.text("body") } == [lines[0], lines[0], lines[0], lines[1]])
            #expect(posts[0].string("id") == posts[2].string("id") && posts[2].string("id") != posts[3].string("id"))
            #expect(result.errors.contains("it answered 503; again in 500ms\n"))
            #expect(result.errors.contains("it closed the connection without an answer; again in 1s\n"))
            try await receiver.close()
            try await server.stop()
        }

        @Test("events that find no room to wait are said to be lost, once, and counted")
        func full() async throws {
            let folder = try TestFolder()
            let server = try await RunningServer(["--demo", "--keep-last", "2000"], in: folder)
            let receiver = try await WebhookReceiver.start(secret: "s", statuses: [404, 503])
            let sending = try await Program.run(["emit", "--lines", "-", "-q"], in: folder, input: Self.manyLines)
            #expect(sending.status == 0, "\(sending.errors)")
            let listener = try Program(
                ["listen", "--last", "1100", "-q", "--forward-to", receiver.url],
                in: folder,
                environment: ["CMSIO_FORWARD_SECRET": "s"]
            )
            _ = try await listener.lines(1100)
            listener.signal(SIGINT)
            let result = try await listener.end()
            #expect(result.status == 69)
            #expect(result.errors.split(separator: "1000 events wait for \(receiver.url)/: ").count == 2)
            #expect(result.errors.hasSuffix("'cmsio listen --record' keeps what comes.\n"))
            try await receiver.close()
            try await server.stop()
        }

        private static let manyLines = (1...1100).map { number in
            #"{"type":"article","action":"update","data":{"id":\#(number)}}"# + "\n"
        }.joined()

        @Test("an event that is refused is said to be lost, the next is posted all the same, and the end is 69")
        func refused() async throws {
            let folder = try TestFolder()
            let server = try await RunningServer(in: folder)
            let receiver = try await WebhookReceiver.start(secret: "s", statuses: [404, 200])
            for event in ["a", "b"] { #expect(try await server.run("raw", event).status == 0) }
            let result = try await Program.run(
                ["listen", "--last", "2", "-n", "2", "-q", "--forward-to", receiver.url],
                in: folder,
                environment: ["CMSIO_FORWARD_SECRET": "s"]
            )
            #expect(result.status == 69)
            let lines = result.errors.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[0].hasPrefix("cmsio: a (") && lines[0].hasSuffix(") was not forwarded: it answered 404"))
            #expect(lines[1].hasPrefix("cmsio: 1 of 2 events were not forwarded to \(receiver.url)/. "))
            #expect(try await receiver.next().text("body")?.hasPrefix(#"{"event":"a""#) == true)
            #expect(try await receiver.next().text("body")?.hasPrefix(#"{"event":"b""#) == true)
            try await receiver.close()
            try await server.stop()
        }
    }

    /// Servers that are not cmsio.
    @Suite("listen and foreign servers", .timeLimit(.minutes(2)))
    struct ForeignListenTests {
        private func listener(_ arguments: [String], in folder: TestFolder) async throws -> Program {
            let listener = try Program(["listen"] + arguments, in: folder)
            _ = try await listener.line(with: "listening as a client of ")
            return listener
        }

        @Test("python-socketio's events are printed with all their arguments, binary ones too, and not answered")
        func python() async throws {
            let folder = try TestFolder()
            let server = try await ForeignServer.start()
            try folder.write(#"{"token":"t"}"#, to: "auth.json")
            let listener = try await self.listener(
                ["-s", server.url, "--auth-file", "auth.json", "-n", "4"],
                in: folder
            )
            let reader = try await self.listener(
                ["-s", server.url, "--foreign", "-n", "3", "-o", "pretty", "!auth"],
                in: folder
            )
            #expect(try await server.next("connected").text("auth") == #"{"token":"t"}"#)
            #expect(try await server.next("connected").text("auth") == "null")
            try server.emit("news", [#"{"title":"Hi"}"#, "7", #"[{"$binary":"AP8="}]"#])
            try server.emit("nothing", [])
            try server.emit("ask", ["1"], ack: "id")
            let result = try await listener.end()
            #expect(result.status == 0)
            let start = #"{"event":"auth","raw":true,"args":[{"token":"t"}],"at":"#
            let lines = result.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 4)
            #expect(lines[0].hasPrefix(start))
            #expect(
                lines[1].hasPrefix(#"{"event":"news","raw":true,"args":[{"title":"Hi"},7,[{"$binary":"AP8="}]],"at":"#)
            )
            #expect(lines[2].hasPrefix(#"{"event":"nothing","raw":true,"args":[],"at":"#))
            #expect(lines[3].hasPrefix(#"{"event":"ask","raw":true,"args":[1],"at":"#))
            #expect(lines[3].hasSuffix(#","wantsAck":true}"#))
            let text = try await reader.end().output.split(separator: "\n").map { String($0.dropFirst(14)) }
            #expect(text == [#"news  title="Hi"  7  [1]"#, "nothing", "ask  1  (wants an answer, and gets none)"])
            try await server.close()
        }

        @Test("a namespace can be named, and conditions count for arguments")
        func namespace() async throws {
            let folder = try TestFolder()
            let server = try await ForeignServer.start()
            try folder.write(#"{"n":[1,{"a":"b"}]}"#, to: "auth.json")
            let result = try await Program.run(
                [
                    "listen", "-s", server.url, "--namespace", "custom", "--auth-file", "auth.json", "--expect", "-W",
                    "20s",
                    "--match", "0.n.*.a=b", "--match", "n.0=1",
                ],
                in: folder
            )
            #expect(result.status == 0, "\(result)")
            #expect(result.errors == "listening as a client of /custom at \(server.url)\n")
            try await server.close()
        }

        @Test("a server that is not cmsio is told from one, with the way out")
        func notCmsio() async throws {
            let folder = try TestFolder()
            let server = try await ForeignServer.start()
            let noKey = try await Program.run(["listen", "-s", server.url], in: folder)
            #expect(noKey.status == 64)
            #expect(noKey.errors.contains("or watch as any client of any Socket.IO server with --foreign"))
            try folder.write("key", to: "key")
            let noOperators = try await Program.run(["listen", "-s", server.url, "--key-file", "key"], in: folder)
            #expect(noOperators.status == 77)
            #expect(noOperators.errors.contains("A server that is not cmsio is watched with --foreign."))
            let noNamespace = try await Program.run(
                ["listen", "-s", server.url, "--namespace", "/nowhere"],
                in: folder
            )
            #expect(noNamespace.status == 77)
            #expect(noNamespace.errors.contains("The namespace is /nowhere (--namespace)"))
            try await server.close()
        }

        @Test("so is conformance-server, which knows nothing of content")
        func conformanceServer() async throws {
            let folder = try TestFolder()
            let path = (try Program.path() as NSString).deletingLastPathComponent + "/conformance-server"
            let server = try Program([path, "--port", "0"], at: folder.path, input: nil, environment: [:])
            let url = try await server.lines(1)[0]
            try folder.write(#"{"a":1}"#, to: "auth.json")
            let result = try await Program.run(
                ["listen", "-s", url, "--auth-file", "auth.json", "-n", "1"],
                in: folder
            )
            #expect(result.status == 0)
            #expect(result.output.hasPrefix(#"{"event":"auth","raw":true,"args":[{"a":1}],"at":"#))
            let denied = try await Program.run(["listen", "-s", url, "--namespace", "/denied"], in: folder)
            #expect(denied.status == 77)
            server.signal(SIGTERM)
            #expect(try await server.end().status == 0)
        }

        @Test("our own server is any Socket.IO server, too, and needs no key for it")
        func ownServer() async throws {
            let server = try await RunningServer(in: TestFolder())
            let folder = try TestFolder()
            let listener = try await self.listener(["-s", server.url, "--foreign", "-n", "1"], in: folder)
            #expect(try await server.run("emit", "article", "update", #"{"id":1,"internalNotes":"x"}"#).status == 0)
            let result = try await listener.end()
            #expect(
                result.output.hasPrefix(
                    #"{"event":"article:update","raw":true,"args":[{"data":{"id":1},"meta":{}}],"at":"#
                )
            )
            try await server.stop()
        }
    }
}
