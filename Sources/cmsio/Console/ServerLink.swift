import ContentServer
import JSONText
import SocketIONIO
import Synchronization

/// The console's own connection to the server: says when it is lost, looks for it again, and asks for names.
final class ServerLink: Sendable {
    /// From one look for a lost server to the next.
    private static let pause = Duration.seconds(1)

    private let session: CommandSession
    private let connection = Mutex<OperatorConnection?>(nil)

    init(_ session: CommandSession) {
        self.session = session
    }

    /// The names that the server knows; nil when there is no answer.
    func names(of type: String?) async -> KnownNames? {
        guard let connection = self.connection.withLock({ $0 }) else { return nil }
        // Without an answer nothing is completed; commands say what is wrong.
        return try? await connection.ask(.console(.names(type: type))).decode(KnownNames.self, "names")
    }

    /// Keeps the connection until the task ends.
    ///
    /// - Parameter changed: Told where the server is, and nil when it is lost.
    func run(changed: @Sendable (ServerAddress?) -> Void) async {
        var said: String?
        while !Task.isCancelled {
            do {
                try await self.stayConnected { address in
                    if said != nil { self.session.terminal.say("connected to \(address)") }
                    said = nil
                    changed(address)
                }
            } catch {
                // The console ends, and so does the connection.
                if Task.isCancelled { return }
                changed(nil)
                let message = (error as? CommandFailure)?.message ?? "\(error)"
                if said != message { self.session.terminal.warn(message) }
                said = message
            }
            try? await Task.sleep(for: Self.pause)  // an error is the end of the task
        }
    }

    /// - Throws: ``CommandFailure`` when there is no connection, or no longer.
    private func stayConnected(_ connected: (ServerAddress) -> Void) async throws {
        let location = try self.session.locateServer()
        let client = ClientSocket.make(
            location.address,
            namespace: "/operator",
            auth: OperatorCall.auth(key: try location.requireKey()),
            logger: self.session.terminal.logger("cmsio")
        )
        try await ClientSocket.connect(client, location)
        self.connection.withLock { $0 = OperatorConnection(client, location) }
        connected(location.address)
        for await event in client.events {
            if case .disconnected = event { break }
        }
        self.connection.withLock { $0 = nil }
        await client.disconnect()
        try Task.checkCancellation()
        throw CommandFailure(.unreachable, "lost the server at \(location.address); looking for it again.")
    }
}
