import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import Synchronization

/// An HTTP server that answers as Strapi's REST API does, and remembers what it was asked.
final class FakeStrapi: Sendable {
    struct Request: Sendable, Equatable {
        let path: String
        /// Decoded, `name=value`, in their order.
        let query: [String]
        let authorization: String?
    }

    let url: String
    private let server: SocketIOServer
    private let log: Mutex<[Request]>

    /// Starts one, and ends it after `body`.
    ///
    /// - Parameter answer: To a path.
    static func serve(
        _ answer: @escaping @Sendable (String) -> SocketIOHTTPResponse,
        _ body: (FakeStrapi) async throws -> Void
    ) async throws {
        let fake = try await FakeStrapi(answer)
        do {
            try await body(fake)
        } catch {
            await fake.server.shutdown()
            throw error
        }
        await fake.server.shutdown()
    }

    private init(_ answer: @escaping @Sendable (String) -> SocketIOHTTPResponse) async throws {
        var configuration = SocketIOServerConfiguration()
        configuration.port = 0
        self.server = SocketIOServer(
            configuration: configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "strapi") { _ in SwiftLogNoOpLogHandler() }
        )
        self.log = Mutex([])
        self.url = "http://127.0.0.1:\(try await self.server.start().port ?? 0)"
        self.server.onRequest { [weak self] request in
            let asked = Request(
                path: request.path,
                query: request.query.map { "\($0.name)=\($0.value)" },
                authorization: request.headers["authorization"]
            )
            self?.log.withLock { $0.append(asked) }
            return answer(request.path)
        }
    }

    var requests: [Request] { self.log.withLock { $0 } }

    static func json(_ body: String, status: Int = 200) -> SocketIOHTTPResponse {
        SocketIOHTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: Array(body.utf8))
    }
}
