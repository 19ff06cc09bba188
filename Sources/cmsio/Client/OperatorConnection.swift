import JSONText
import Logging
import SocketIONIO

/// A connection to the operator namespace of a server.
struct OperatorConnection: Sendable {
    /// How long a server may take to answer.
    private static let patience = Duration.seconds(10)

    private let client: SocketIOClient
    private let location: ServerLocation

    init(_ client: SocketIOClient, _ location: ServerLocation) {
        self.client = client
        self.location = location
    }

    /// Connects, asks one thing, and disconnects.
    ///
    /// - Throws: ``CommandFailure`` when the server cannot be reached, or refuses the key or the call.
    static func ask(_ location: ServerLocation, _ call: OperatorCall, logger: Logger) async throws -> OperatorReply {
        let client = ClientSocket.make(
            location.address,
            namespace: "/operator",
            auth: OperatorCall.auth(key: try location.requireKey()),
            logger: logger
        )
        do {
            try await ClientSocket.connect(client, location)
            let reply = try await OperatorConnection(client, location).ask(call)
            await client.disconnect()
            return reply
        } catch {
            await client.disconnect()
            throw error
        }
    }

    /// - Throws: ``CommandFailure`` for a refusal, and for no answer.
    func ask(_ call: OperatorCall) async throws -> OperatorReply {
        let event = SocketIOEvent(call.name, arguments: try call.arguments())
        do {
            let reply = try await self.client.emitWithAck(event, timeout: Self.patience)
            return try OperatorReply(reply.document, reply.arguments.first)
        } catch AckError.timedOut {
            let address = self.location.address
            throw CommandFailure(.timedOut, "the server at \(address) did not answer within 10 s; try again.")
        } catch AckError.disconnected {
            throw ClientSocket.failure(.notConnected, self.location)
        } catch let error as SocketIOClientError {
            throw ClientSocket.failure(error, self.location)
        }
    }
}
