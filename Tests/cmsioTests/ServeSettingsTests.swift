import Foundation
import Testing

@Suite("serve does what its settings say")
struct ServeSettingsTests {
    /// The answer to the first poll of a client, with its head.
    private func poll(
        _ server: RunningServer,
        path: String = "/socket.io",
        revision: Int = 4,
        origin: String? = nil
    ) async throws -> String {
        let header = origin.map { ["Origin: \($0)"] } ?? []
        return try await self.get(
            "\(path)/?EIO=\(revision)&transport=polling",
            header + ["Connection: close"],
            from: server
        )
    }

    /// The answer to a request, as far as it comes before the server closes the connection.
    private func get(_ target: String, _ headers: [String], from server: RunningServer) async throws -> String {
        let port = try #require(server.url.split(separator: ":").last?.prefix { $0.isNumber })
        let lines = ["GET \(target) HTTP/1.1", "Host: cms.example"] + headers + ["", ""]
        let shell = try Program(
            shell: "exec 3<>/dev/tcp/127.0.0.1/\(port) && printf '\(lines.joined(separator: "\\r\\n"))' >&3 && cat <&3",
            in: server.folder
        )
        return try await shell.end().output
    }

    @Test("to clients, in the handshake")
    func handshake() async throws {
        let server = try await RunningServer(
            [
                "--demo", "--path", "/live", "--transports", "polling", "--ping-interval", "10s", "--ping-timeout",
                "5s",
                "--max-payload", "64kB",
            ],
            in: TestFolder()
        )
        let answer = try await self.poll(server, path: "/live")
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
        #expect(
            answer.contains(#""upgrades":[],"pingInterval":10000,"pingTimeout":5000,"maxPayload":64000}"#),
            "\(answer)"
        )
        #expect(try await self.poll(server).hasPrefix("HTTP/1.1 404 "))
        try await server.stop()
    }

    @Test("to clients of Socket.IO 2: refused unless allowed")
    func engineIO3() async throws {
        let strict = try await RunningServer(in: TestFolder())
        #expect(try await self.poll(strict, revision: 3).hasPrefix("HTTP/1.1 400 "))
        try await strict.stop()
        let lenient = try await RunningServer(["--demo", "--allow-eio3"], in: TestFolder())
        let answer = try await self.poll(lenient, revision: 3)
        #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
        try await lenient.stop()
    }

    @Test("to WebSocket messages: compressed only if wanted", arguments: [true, false])
    func compression(isWanted: Bool) async throws {
        let server = try await RunningServer(["--demo"] + (isWanted ? ["--message-compression"] : []), in: TestFolder())
        let offer = [
            "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Extensions: permessage-deflate",
        ]
        // The answer is there once the shell has read its end, whatever becomes of the WebSocket.
        let port = try #require(server.url.split(separator: ":").last?.prefix { $0.isNumber })
        let head = (["GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", "Host: cms.example"] + offer + ["", ""])
            .joined(separator: "\\r\\n")
        let shell = try Program(
            shell: "exec 3<>/dev/tcp/127.0.0.1/\(port) && printf '\(head)' >&3 && sed '/^.$/q' <&3",
            in: server.folder
        )
        let answer = try await shell.end().output
        #expect(answer.hasPrefix("HTTP/1.1 101 "))
        #expect(answer.lowercased().contains("sec-websocket-extensions: permessage-deflate") == isWanted, "\(answer)")
        try await server.stop()
    }

    @Test("to the browser's client, which is served from a folder")
    func clientFiles() async throws {
        let folder = try TestFolder()
        try folder.write("/* the client */", to: "dist/socket.io.min.js")
        try folder.write("client-files: dist\ndemo: true\n", to: "cmsio.yaml")
        let server = try await RunningServer([], in: folder)
        let file = try await self.get("/socket.io/socket.io.min.js", ["Connection: close"], from: server)
        #expect(file.hasPrefix("HTTP/1.1 200 "))
        #expect(file.hasSuffix("/* the client */"))
        try await server.stop()
        let none = try await Program.run(["serve", "--port", "0", "--client-files", "nowhere"], in: folder)
        #expect(none.status == 78, "\(none)")
    }

    @Test("to pages of other origins: refused unless named, and localhost only in the demonstration")
    func origins() async throws {
        let demo = try await RunningServer(in: TestFolder())
        #expect(try await self.poll(demo, origin: "http://localhost:3000").hasPrefix("HTTP/1.1 200 "))
        #expect(try await self.poll(demo, origin: "https://a.example").hasPrefix("HTTP/1.1 403 "))
        try await demo.stop()
        let named = try await RunningServer(["--cors-origin", "https://a.example"], in: TestFolder())
        #expect(try await self.poll(named, origin: "https://a.example").hasPrefix("HTTP/1.1 200 "))
        #expect(try await self.poll(named, origin: "https://b.example").hasPrefix("HTTP/1.1 403 "))
        #expect(try await self.poll(named, origin: "http://localhost:3000").hasPrefix("HTTP/1.1 403 "))
        #expect(try await self.poll(named, origin: "http://cms.example").hasPrefix("HTTP/1.1 200 "))
        try await named.stop()
    }

    @Test(
        "to entries",
        arguments: [
            (["--shape", "v5"], #"{"id":1,"title":"Hello","views":3}"#, "role:public"),
            (["--shape", "v4"], #"{"id":1,"attributes":{"title":"Hello","views":3}}"#, "role:public"),
            (["--sanitize", "strict"], #"{"id":1,"title":"Hello","views":3}"#, "role:public"),
            (["--sanitize", "exact"], #"{"id":1,"title":"Hello","views":3,"extra":{"a":1}}"#, "role:public"),
            (["--receive", "action"], "null", "role:reader"),
            (["--receive", "read"], #"{"id":1,"title":"Hello","views":3}"#, "role:reader"),
        ]
    )
    func entries(options: [String], data: String, audience: String) async throws {
        let server = try await RunningServer(["--demo"] + options, in: TestFolder())
        #expect(try await server.run("perms", "role", "add", "reader").status == 0)
        #expect(try await server.run("perms", "grant", "role:reader", "article:find").status == 0)
        if options == ["--receive", "read"] {
            #expect(try await server.run("perms", "grant", "role:public", "article:find").status == 0)
        }
        let listener = try Program(["listen", "--as", audience, "-n", "1"], in: server.folder)
        _ = try await listener.line(with: "listening as ")
        let entry = #"{"id":1,"title":"Hello","views":3,"internalNotes":"x","extra":{"a":1}}"#
        let emitted = try await server.run("emit", "article", "update", entry)
        #expect(emitted.status == 0, "\(emitted)")
        // Ends the listener that did not get the entry.
        #expect(try await server.run("raw", "end").status == 0)
        let output = try await listener.end().output
        #expect(output.contains(#""data":\#(data),"meta":"#), "\(output)")
        try await server.stop()
    }

    @Test("to the demonstration, whose invitation works when pasted")
    func invitation() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listen = try await server.program.line(with: "  cmsio listen ")
        let emit = try await server.program.line(with: "  cmsio emit ")
        let path = "PATH=\((try Program.path() as NSString).deletingLastPathComponent):$PATH"
        let listener = try Program(shell: "\(path); \(listen) -n 1", in: server.folder)
        _ = try await listener.line(with: "listening as role:public")
        #expect(try await Program(shell: "\(path); \(emit)", in: server.folder).end().status == 0)
        let output = try await listener.end().output
        #expect(
            output.hasPrefix(#"{"event":"article:update","type":"api::article.article","action":"update","data":{"#)
        )
        #expect(output.contains(#""data":{"id":1,"title":"Hello"},"meta":{},"#))
        try await server.stop()
    }

    @Test("to private attributes, denied keys and custom fields, from the file")
    func modelSettings() async throws {
        let folder = try TestFolder()
        try folder.write(
            """
            {
              "info": { "singularName": "note", "pluralName": "notes" },
              "attributes": {
                "text": { "type": "string" },
                "color": { "type": "customField", "customField": "plugin::picker.color" },
                "owner": { "type": "string" }
              }
            }
            """,
            to: "schemas/note.json"
        )
        try folder.write(
            """
            private-attributes: [owner]
            denied-keys: [hash]
            custom-fields:
              - plugin::picker.color=password
            """,
            to: "cmsio.yaml"
        )
        let server = try await RunningServer([], in: folder)
        #expect(try await server.run("perms", "grant", "role:public", "note:create").status == 0)
        let receipt = try await server.run(
            "emit",
            "note",
            "create",
            #"{"id":1,"text":"x","color":"c","owner":"o","hash":"h","other":"y"}"#,
            "-o",
            "pretty"
        )
        #expect(receipt.output.contains("color (password), owner (private), hash (denied-name)"), "\(receipt)")
        try await server.stop()
    }
}
