import JSONText

/// python-socketio's own server as a process, a judge of clients: see `Clients/python_server.py` for what it does.
package final class ForeignServer: Sendable {
    package let url: String
    private let process: LineProcess

    /// Starts it on any port of 127.0.0.1.
    ///
    /// - Throws: ``MissingTool``; ``LineProcessError``.
    package static func start(pingInterval: Double = 25, pingTimeout: Double = 20) async throws -> ForeignServer {
        let process = try LineProcess(
            script: "python_server.py",
            arguments: ["--ping-interval", "\(pingInterval)", "--ping-timeout", "\(pingTimeout)"]
        )
        let line = try await process.take("port", within: .seconds(60)) { $0.type == "listening" }
        return ForeignServer(port: line.text("port") ?? "", process: process)
    }

    private init(port: String, process: LineProcess) {
        self.url = "http://127.0.0.1:\(port)"
        self.process = process
    }

    /// Waits for the next line of a type: `connected`, `event`, `ack` or `disconnected`.
    package func next(_ type: String) async throws -> ProcessLine {
        try await self.process.take(type) { $0.type == type }
    }

    /// Sends an event to every socket of `/`; with an id, asks for acknowledgements, each a line of type `ack`.
    package func emit(_ event: String, _ arguments: [String], ack: String? = nil) throws {
        let id = ack.map { #","ack":"\#($0)""# } ?? ""
        let line = #"{"do":"emit","event":"\#(event)","args":[\#(arguments.joined(separator: ","))]\#(id)}"#
        try self.process.send(Array(line.utf8))
    }

    /// Cuts every TCP connection without a word.
    package func dropConnections() throws {
        try self.process.send(Array(#"{"do":"drop"}"#.utf8))
    }

    /// Ends the server, and waits until its process has ended.
    package func close() async throws {
        try await self.process.close()
    }
}
