import JSONText
import Logging
import NIOPosix
import SocketIONIO

/// A connection to the operator namespace of a server.
package struct OperatorConnection: Sendable {
    /// How long a server may take to accept, and to answer.
    private static let patience = Duration.seconds(10)

    private let client: SocketIOClient
    private let location: ServerLocation

    /// Connects, lets `body` ask, and disconnects.
    ///
    /// - Throws: ``CommandFailure`` when the server cannot be reached or refuses the key, and what `body` throws.
    package static func with<Result: Sendable>(
        _ location: ServerLocation,
        key: String,
        verbose: Bool,
        _ body: (OperatorConnection) async throws -> Result
    ) async throws -> Result {
        var auth = JSONWriter()
        auth.object([("key", key)])
        let client = ClientSocket.make(location.address, namespace: "/operator", auth: auth.bytes, reconnects: false)
        do {
            try await ClientSocket.connect(client, location)
            let result = try await body(OperatorConnection(client: client, location: location))
            await client.disconnect()
            return result
        } catch {
            await client.disconnect()
            throw error
        }
    }

    /// - Throws: ``CommandFailure`` for a refusal, and for no answer.
    package func ask(_ request: OperatorRequest) async throws -> OperatorAnswer {
        try await Self.ask(request, self.client, self.location)
    }

    static func ask(
        _ request: OperatorRequest,
        _ client: SocketIOClient,
        _ location: ServerLocation
    ) async throws -> OperatorAnswer {
        let event = SocketIOEvent(ExactString(request.name), arguments: try request.arguments())
        do {
            let reply = try await client.emitWithAck(event, timeout: Self.patience)
            return try OperatorAnswer(reply.document, reply.arguments.first)
        } catch AckError.timedOut {
            throw CommandFailure(.timedOut, "the server at \(location.address) did not answer within 10 s; try again.")
        } catch AckError.disconnected {
            throw CommandFailure(
                .unreachable,
                "the server at \(location.address) closed the connection without an answer; "
                    + "it may have stopped, or the data may be larger than its --max-payload."
            )
        }
    }
}
