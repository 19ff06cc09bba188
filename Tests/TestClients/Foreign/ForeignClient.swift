import JSONText

/// A Socket.IO client that is not ours, as a process: python-socketio, or the official browser bundle in Chromium.
///
/// It connects once, and never again by itself unless it is told to. JSON values go in and come out as compact JSON text, for example
/// `#"{"data":{"id":1},"meta":{}}"#`, with members in the order they came; binary data is `{"$binary":"<base64>"}`.
///
/// ```swift
/// let browser = try await ForeignClient.browser(url: url, auth: #"{"token":"…"}"#)
/// #expect(try await browser.event("article:update") == [#"{"data":{"id":1},"meta":{}}"#])
/// try await browser.close()
/// ```
package final class ForeignClient: Sendable {
    package enum Transport: String, CaseIterable {
        case polling, websocket, upgrade
    }

    /// The server's CONNECT_ERROR, or what the library says when it did not reach the server.
    package struct Refusal: Error, Equatable {
        package let message: String
        /// JSON text; `null` when there was none.
        package let data: String

        package init(message: String, data: String) {
            self.message = message
            self.data = data
        }
    }

    /// The Socket.IO id, as the client knows it; empty before it is connected.
    package let sid: String
    private let process: LineProcess

    private init(sid: String, process: LineProcess) {
        self.sid = sid
        self.process = process
    }

    /// Starts headless Chromium and connects its official client.
    ///
    /// - Parameters:
    ///   - auth: A JSON object for CONNECT.
    ///   - pageHost: The host in the page's origin, `http://<pageHost>:<any port>`.
    ///   - reconnects: Whether it comes back by itself when its connection broke; see ``reconnected()``.
    /// - Throws: ``Refusal``; ``MissingTool``; ``LineProcessError``.
    package static func browser(
        url: String,
        auth: String? = nil,
        transport: Transport = .upgrade,
        namespace: String = "/",
        path: String = "/socket.io",
        pageHost: String = "localhost",
        reconnects: Bool = false
    ) async throws -> ForeignClient {
        let options = [
            "--transport", transport.rawValue, "--namespace", namespace, "--path", path, "--page-host", pageHost,
        ]
        let arguments = options + (reconnects ? ["--reconnect"] : []) + [url]
        let process = try LineProcess(script: "browser_client.py", arguments: arguments)
        return try await Self.connect(process, auth: auth, headers: nil)
    }

    /// Starts python-socketio and connects it.
    ///
    /// - Parameters:
    ///   - auth: A JSON object for CONNECT.
    ///   - isSync: Uses the client without asyncio, which does not keep the order of events.
    ///   - headers: A JSON object of HTTP headers, such as `{"Origin":"…"}`.
    /// - Throws: ``Refusal``; ``MissingTool``; ``LineProcessError``.
    package static func python(
        url: String,
        auth: String? = nil,
        transport: Transport = .websocket,
        namespace: String = "/",
        path: String = "/socket.io",
        isSync: Bool = false,
        headers: String? = nil
    ) async throws -> ForeignClient {
        let options = ["--transport", transport.rawValue, "--namespace", namespace, "--path", path, url]
        let process = try LineProcess(script: "python_client.py", arguments: (isSync ? ["--sync"] : []) + options)
        return try await Self.connect(process, auth: auth, headers: headers)
    }

    /// Starts the python-socketio that speaks Socket.IO 2 over Engine.IO 3, and connects it.
    ///
    /// - Throws: ``Refusal``, whose data are the error's values in an array; ``MissingTool``; ``LineProcessError``.
    package static func socketIO2(
        url: String,
        transport: Transport = .websocket,
        namespace: String = "/"
    ) async throws -> ForeignClient {
        let process = try LineProcess(
            script: "socketio2_client.py",
            arguments: ["--transport", transport.rawValue, "--namespace", namespace, url],
            python: .pythonOfSocketIO2
        )
        return try await Self.connect(process, auth: nil, headers: nil)
    }

    private static func connect(_ process: LineProcess, auth: String?, headers: String?) async throws -> ForeignClient {
        try process.send(Self.command("connect", ["auth": auth, "headers": headers]))
        // A browser on a busy machine takes its time to start.
        let line = try await process.take("connected or connect_error", within: .seconds(60)) {
            $0.type == "connected" || $0.type == "connect_error"
        }
        guard line.type == "connected" else {
            throw Refusal(message: line.string("message") ?? "", data: line.text("data") ?? "null")
        }
        return ForeignClient(sid: line.string("sid") ?? "", process: process)
    }

    /// Takes the arguments of the first event of a name that was not taken yet, now or when it comes.
    package func event(_ name: String, within limit: Duration = .seconds(15)) async throws -> [String] {
        let line = try await self.process.take("event '\(name)'", within: limit) {
            $0.type == "event" && $0.exactString("event") == ExactString(name)
        }
        return line.texts("args")
    }

    /// Waits for an event, and takes with it the names of all events that were not taken yet.
    ///
    /// To show that something does not arrive, send a last event afterwards by the same way, and wait for that.
    package func eventNames(until last: String) async throws -> [String] {
        try await self.eventsBefore(last).map(\.name)
    }

    /// The same with their arguments.
    package func eventsBefore(_ last: String) async throws -> [(name: String, arguments: [String])] {
        _ = try await self.event(last)
        return self.process.takeAll { $0.type == "event" }.compactMap { line in
            line.string("event").map { (name: $0, arguments: line.texts("args")) }
        }
    }

    /// Waits until the browser has changed from polling to WebSocket.
    package func upgraded() async throws {
        _ = try await self.process.take("upgraded") { $0.type == "upgraded" }
    }

    /// Closes the browser's connection, as if it had broken.
    package func cut() throws {
        try self.process.send(Self.command("cut", [:]))
    }

    /// Waits until the browser has come back by itself.
    ///
    /// - Returns: Its id now, and whether its session was recovered.
    package func reconnected() async throws -> (sid: String, isRecovered: Bool) {
        let line = try await self.process.take("connected again") { $0.type == "connected" }
        return (line.string("sid") ?? "", line.text("recovered") == "true")
    }

    /// Waits until the client was disconnected.
    ///
    /// - Returns: The reason, in the words of the library.
    package func disconnected() async throws -> String {
        try await self.process.take("disconnected") { $0.type == "disconnected" }.string("reason") ?? ""
    }

    /// Sends an event; the arguments are JSON texts.
    package func emit(_ event: String, _ arguments: [String] = []) throws {
        try self.process.send(Self.command("emit", name: event, ["args": Self.array(arguments)]))
    }

    /// Sends an event and waits for its acknowledgement.
    ///
    /// - Returns: The JSON texts of what it was acknowledged with.
    package func emitWithAck(_ event: String, _ arguments: [String] = []) async throws -> [String] {
        let id = event + "-" + String(UInt64.random(in: 0...UInt64.max))
        let members = ["args": Self.array(arguments), "ack": Self.quoted(id)]
        try self.process.send(Self.command("emit", name: event, members))
        let line = try await self.process.take("ack of '\(event)'") { $0.type == "ack" && $0.string("id") == id }
        if line.text("timeout") != nil { throw LineProcessError(description: "'\(event)' was not acknowledged") }
        return line.texts("args")
    }

    /// From now on acknowledges the events of a name with these JSON texts.
    package func answer(_ event: String, with arguments: [String]) throws {
        try self.process.send(Self.command("answer", name: event, ["args": Self.array(arguments)]))
    }

    /// Leaves the server; the process stays.
    package func disconnect() throws {
        try self.process.send(Self.command("disconnect", [:]))
    }

    /// Leaves the server, and waits until the process has ended.
    package func close() async throws {
        try await self.process.close()
    }

    private static func command(_ verb: String, name: String? = nil, _ members: [String: String?]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("do")
        writer.string(verb)
        if let name {
            writer.key("event")
            writer.string(name)
        }
        for (key, value) in members {
            guard let value else { continue }
            writer.key(key)
            writer.raw(Array(value.utf8))
        }
        writer.endObject()
        return writer.bytes
    }

    private static func array(_ texts: [String]) -> String {
        "[" + texts.joined(separator: ",") + "]"
    }

    private static func quoted(_ string: String) -> String {
        var writer = JSONWriter()
        writer.string(string)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
