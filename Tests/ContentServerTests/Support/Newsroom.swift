import ContentEvents
import ContentModel
import ContentServer
import ContentStore
import Foundation
import JSONText
import Logging
import NIOCore
import NIOPosix
import SocketIONIO
import Synchronization
import Testing

/// A running server with a store of its own and the rights of the demo, on a port of its own.
///
/// `public` gets articles without authors, `authenticated` (the user ann) with them, `editor` comments too. The API tokens
/// are `ci` (articles with authors) and `full`; their secrets are their names with `-secret` behind them.
final class Newsroom: Sendable {
    static let key = "the-operator-key"
    static let jwtSecret = "short-secret"
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)

    let clock: ManualClock
    let store: ContentStore
    let catalog: LiveCatalog
    /// The store as the server sees it.
    let directory: InterruptedDirectory
    let server: ContentServer
    let url: String
    let log: RecordedLog
    private let folder: URL
    private let running: Task<Void, any Error>

    /// Opens a newsroom, and closes it after `body`.
    ///
    /// - Parameter webhooks: How it takes webhooks; nil for not at all.
    static func open(
        files: [SchemaFile] = NewsroomContent.files,
        webhooks: WebhookConfiguration? = nil,
        publishing: PublishRight = .update,
        _ body: (Newsroom) async throws -> Void
    ) async throws {
        let newsroom = try await Newsroom(files: files, webhooks: webhooks, publishing: publishing)
        do {
            try await body(newsroom)
        } catch {
            await newsroom.close()
            throw error
        }
        await newsroom.close()
    }

    private init(files: [SchemaFile], webhooks: WebhookConfiguration?, publishing: PublishRight) async throws {
        self.folder = FileManager.default.temporaryDirectory.appending(path: "cmsio-server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        self.clock = ManualClock()
        self.log = RecordedLog()
        self.catalog = LiveCatalog(try ContentCatalog(files: files))
        self.store = try ContentStore(
            path: self.folder.appending(path: "cmsio.sqlite").path,
            clock: self.clock.wallClock
        )
        self.directory = InterruptedDirectory(self.store)
        try await self.store.record(types: self.catalog.current.contentTypes, receive: .action)
        try await NewsroomContent.fill(self.store)
        var socketIO = SocketIOServerConfiguration()
        socketIO.port = 0
        var configuration = ContentServerConfiguration(
            socketIO: socketIO,
            operatorKey: OperatorKey(secret: Self.key),
            jwt: JWTRules(secret: Self.jwtSecret),
            policy: EmitPolicy(publishing: publishing, clock: self.clock.wallClock),
            version: "1.2.3"
        )
        configuration.webhooks = webhooks
        self.server = ContentServer(
            configuration: configuration,
            catalog: self.catalog,
            directory: self.directory,
            administration: self.store,
            group: Self.group,
            logger: self.log.logger
        )
        let port = try #require(try await self.server.start().port)
        self.url = "http://127.0.0.1:\(port)"
        self.running = Task { [server] in try await server.run() }
    }

    private func close() async {
        self.running.cancel()
        // What it throws is that it was cancelled.
        _ = try? await self.running.value
        // Left behind at worst: the system empties its temporary folder.
        try? FileManager.default.removeItem(at: self.folder)
    }

    // MARK: Who comes

    /// A client of `/` that was accepted.
    ///
    /// - Parameter auth: A JSON object.
    func client(_ auth: String? = nil) async throws -> TestClient {
        try await TestClient.connect(to: self.url, group: Self.group) { $0.auth = auth.map { .json(Array($0.utf8)) } }
    }

    /// A client of `/` with the JWT of a user.
    func client(user id: Int64, lifetime: Int64? = nil, more: String = "") async throws -> TestClient {
        try await self.client(#"{"token":"\#(self.jwt(user: id, lifetime: lifetime))"\#(more)}"#)
    }

    /// A client of `/` with one of the API tokens.
    func client(token name: String) async throws -> TestClient {
        try await self.client(#"{"strategy":"api-token","token":"\#(name)-secret"}"#)
    }

    func operatorClient() async throws -> TestClient {
        try await TestClient.connect(to: self.url, group: Self.group) {
            $0.namespace = "/operator"
            $0.auth = .json(Array(#"{"key":"\#(Self.key)"}"#.utf8))
        }
    }

    /// What a client is told that is not accepted: the message and the data.
    func refusal(of auth: String, namespace: ExactString = "/") async throws -> String {
        do {
            _ = try await TestClient.connect(to: self.url, group: Self.group) {
                $0.namespace = namespace
                $0.auth = .json(Array(auth.utf8))
            }
        } catch SocketIOClientError.refused(let error) {
            return "\(error.message) \(String(decoding: error.data ?? [], as: UTF8.self))"
        }
        return "accepted"
    }

    func jwt(user id: Int64, lifetime: Int64? = nil) -> String {
        JWT.issue(user: id, secret: Self.jwtSecret, now: self.clock.wallClock.seconds, lifetime: lifetime)
    }

    // MARK: What happens

    @discardableResult
    func emit(
        _ type: ExactString = "article",
        _ action: ExactString = "update",
        _ data: String = NewsroomContent.article
    ) async throws -> Receipt {
        try await self.server.io.emit(type: type, action: action, data: Array(data.utf8))
    }

    @discardableResult
    func raw(
        _ event: ExactString,
        to rooms: [ExactString] = [],
        except: [ExactString] = []
    ) async throws -> Receipt {
        try await self.server.io.raw(event: event, data: nil, rooms: rooms, except: except)
    }

    /// What each client got until now: a raw event to everyone marks the end.
    func received(by clients: TestClient...) async throws -> [[String]] {
        let fence = ExactString("fence \(UUID().uuidString)")
        try await self.raw(fence)
        var received: [[String]] = []
        for client in clients { received.append(try await client.received(until: fence)) }
        return received
    }

    func perform(_ commands: RightsCommand...) async throws {
        for command in commands { _ = try await self.store.perform(command) }
    }

    /// Waits until the room holds so many sockets; the test's time limit ends the wait.
    func waits(for count: Int, in room: ExactString) async throws {
        while try await self.raw("knock", to: [room]).sockets != count { try Task.checkCancellation() }
    }
}

/// A clock that stands still until it is told.
final class ManualClock: Sendable {
    private let seconds = Mutex<Int64>(1_800_000_000)

    func advance(bySeconds seconds: Int64) {
        self.seconds.withLock { $0 += seconds }
    }

    var wallClock: WallClock { WallClock { self.seconds.withLock { $0 } * 1000 } }
}
