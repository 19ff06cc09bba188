import JSONText

/// A receiver of webhooks as a process, a judge of what is posted: see `Clients/webhook_receiver.py`.
package final class WebhookReceiver: Sendable {
    package let url: String
    private let process: LineProcess

    /// Starts it on any port of 127.0.0.1.
    ///
    /// - Parameter statuses: What it answers with, the last one for ever; 0 for no answer.
    /// - Throws: ``MissingTool``; ``LineProcessError``.
    package static func start(secret: String, statuses: [Int] = [200]) async throws -> WebhookReceiver {
        let process = try LineProcess(
            script: "webhook_receiver.py",
            arguments: [secret] + statuses.map(String.init)
        )
        let line = try await process.take("port", within: .seconds(60)) { $0.type == "listening" }
        return WebhookReceiver(port: line.text("port") ?? "", process: process)
    }

    private init(port: String, process: LineProcess) {
        self.url = "http://127.0.0.1:\(port)"
        self.process = process
    }

    /// Waits for the next post.
    package func next() async throws -> ProcessLine {
        try await self.process.take("post") { $0.type == "post" }
    }

    /// Ends it, and waits until its process has ended.
    package func close() async throws {
        try await self.process.close()
    }
}
