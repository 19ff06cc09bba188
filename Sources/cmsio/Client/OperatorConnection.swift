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

    /// Connects.
    ///
    /// - Throws: ``CommandFailure`` when the server cannot be reached, or refuses the key.
    static func open(_ location: ServerLocation, logger: Logger) async throws -> OperatorConnection {
        let client = ClientSocket.make(
            location.address,
            namespace: "/operator",
            auth: OperatorCall.auth(key: try location.requireKey()),
            logger: logger
        )
        let connection = OperatorConnection(client, location)
        do {
            try await ClientSocket.connect(client, location)
            return connection
        } catch {
            await connection.close()
            throw error
        }
    }

    func close() async { await self.client.disconnect() }

    /// Connects, asks one thing, and disconnects.
    ///
    /// - Throws: ``CommandFailure`` when the server cannot be reached, or refuses the key or the call.
    static func ask(_ location: ServerLocation, _ call: OperatorCall, logger: Logger) async throws -> OperatorReply {
        let connection = try await self.open(location, logger: logger)
        do {
            let reply = try await connection.ask(call)
            await connection.close()
            return reply
        } catch {
            await connection.close()
            throw error
        }
    }

    /// - Throws: ``CommandFailure`` for a refusal, and for no answer.
    func ask(_ call: OperatorCall) async throws -> OperatorReply { try await self.begin(call).value }

    /// Asks, and returns at once; questions of one task are answered in the order of the calls.
    func begin(_ call: OperatorCall) throws -> PendingAnswer {
        let event = SocketIOEvent(call.name, arguments: try call.arguments())
        return PendingAnswer(reply: self.client.ask(event, timeout: Self.patience), location: self.location)
    }

    /// The most bytes of a packet that the server takes.
    ///
    /// - Throws: ``CommandFailure`` when the connection is lost.
    var maxPayload: Int {
        get async throws {
            guard let bytes = try await self.client.maxPayload else {
                throw ClientSocket.failure(.notConnected, self.location)
            }
            return bytes
        }
    }
}

/// A server's answer to an operator, on its way.
struct PendingAnswer: Sendable {
    fileprivate let reply: ExpectedReply
    fileprivate let location: ServerLocation

    /// Waits for it.
    ///
    /// - Throws: ``CommandFailure`` for a refusal, and for no answer.
    var value: OperatorReply {
        get async throws {
            do {
                let reply = try await self.reply.value
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
}
