import JSONText
import Logging
import NIOPosix
import SocketIONIO

/// Connections of commands to a server: made, opened, and their failures told.
enum ClientSocket {
    /// A client that does not come back by itself.
    ///
    /// - Parameters:
    ///   - auth: A JSON object; it is sent, and never logged.
    ///   - transports: The first one first.
    static func make(
        _ address: ServerAddress,
        namespace: ExactString,
        auth: [UInt8]?,
        transports: [SocketIOClient.Transport] = [.websocket],
        logger: Logger
    ) -> SocketIOClient {
        var configuration = SocketIOClient.Configuration(url: address.url)
        configuration.path = address.path
        configuration.namespace = namespace
        configuration.auth = auth.map(SocketIOClient.Auth.json)
        configuration.transports = transports
        configuration.sendBuffer = nil
        configuration.reconnection = nil
        return SocketIOClient(
            configuration: configuration,
            group: .singletonMultiThreadedEventLoopGroup,
            logger: logger
        )
    }

    /// - Throws: ``CommandFailure``
    static func connect(_ client: SocketIOClient, _ location: ServerLocation) async throws {
        do {
            try await client.connect()
        } catch let error as SocketIOClientError {
            throw self.failure(error, location)
        }
    }

    /// What an error of the client means for the command.
    static func failure(_ error: SocketIOClientError, _ location: ServerLocation) -> CommandFailure {
        switch error {
        case .invalidURL, .invalidConfiguration:
            CommandFailure(.usage, "\(error)")
        case .cannotReach(_, let reason):
            CommandFailure(
                .unreachable,
                "cannot reach the server at \(location.address): \(reason). \(location.wayOut)"
            )
        case .refused(let refusal):
            CommandFailure(
                .denied,
                "the server at \(location.address) refused: \(refusal.message). \(location.wayIn)"
                    // Ours say a code with it.
                    + (refusal.data == nil ? location.wayElsewhere : "")
            )
        case .notConnected:
            CommandFailure(
                .unreachable,
                "the server at \(location.address) closed the connection without an answer. \(location.wayOut)"
            )
        case .tooLarge(let bytes, let limit):
            CommandFailure(
                .badData,
                "the event takes \(bytes) bytes and the server accepts \(limit); send less, "
                    + "or raise --max-payload of 'cmsio serve'."
            )
        case .notSocketIO, .alreadyConnected, .authFailed, .bufferFull, .ended:
            CommandFailure(.unreachable, "\(error)")
        }
    }
}
