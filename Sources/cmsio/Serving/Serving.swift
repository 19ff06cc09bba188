import ContentEvents
import ContentModel
import ContentServer
import ContentStore
import Foundation
import JSONText
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SocketIONIO
import StrapiSource
import UnixSignals

/// One run of `serve`: takes the data folder, starts the server, says where it is, and cleans up when it ends.
struct Serving {
    private let configuration: ServeConfiguration
    private let log: ServeLog

    init(_ configuration: ServeConfiguration, log: ServeLog) {
        self.configuration = configuration
        self.log = log
    }

    /// Serves until SIGTERM or SIGINT.
    ///
    /// - Throws: ``CommandFailure``, ``StoreError``, ``StrapiDatabaseError`` or ``SchemaError`` when it cannot start.
    func run() async throws {
        let trail = FileTrail()
        let content = try ServedContent(self.configuration, trail)
        let folder = try DataFolder.create(at: self.configuration.dataPath)
        let lock = try Self.take(folder)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: self.configuration.loops)
        do {
            try await self.serve(content, readFrom: trail.fingerprint, folder, group)
            try await group.shutdownGracefully()
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
        withExtendedLifetime(lock) {}
    }

    private func serve(
        _ content: ServedContent,
        readFrom fingerprint: ProjectFingerprint,
        _ folder: DataFolder,
        _ group: MultiThreadedEventLoopGroup
    ) async throws {
        let catalog = LiveCatalog(content.catalog)
        let hangUp = await HangUp()
        let key = try SecretFile.readOrCreate(folder.path(of: .operatorKey))
        let rights = try await ServedRights.open(
            self.configuration,
            content,
            catalog,
            in: folder,
            hangUp: hangUp,
            log: self.log
        )
        let logger = self.log.logger
        var configuration = ContentServerConfiguration(
            socketIO: self.configuration.socketIO,
            operatorKey: OperatorKey(secret: key),
            jwt: rights.jwt,
            policy: self.configuration.policy(for: content),
            version: Version.current
        )
        configuration.recentEvents.count = self.configuration.keepLast
        configuration.webhooks = try self.configuration.webhookSecret.map { secret in
            WebhookConfiguration(
                secret: SharedSecret(secret: try secret.read()),
                rules: self.configuration.webhooks,
                populate: try self.configuration.population?.configuration(for: content.catalog)
            )
        }
        let server = ContentServer(
            configuration: configuration,
            catalog: catalog,
            directory: rights.directory,
            administration: rights.administration,
            group: group,
            logger: logger
        )
        let schemas = SchemaWatch(
            configuration: self.configuration,
            content: content,
            fingerprint: fingerprint,
            catalog: catalog,
            store: rights.store,
            hangUps: hangUp.stream(),
            logger: logger
        )
        let address = try await self.start(server)
        let announcement = Announcement(
            record: ServerRecord(url: address.url, path: address.path, pid: getpid()),
            folder: folder,
            text: StartText(
                address: address,
                folder: folder,
                content: content,
                rights: rights,
                receive: self.configuration.receive,
                takesWebhooks: self.configuration.webhookSecret != nil,
                population: self.configuration.population?.text,
                connections: DescriptorLimit.raise()?.text(maxConnections: self.configuration.socketIO.maxConnections)
            ),
            log: self.log
        )
        var services = ServiceGroupConfiguration(
            services: [
                .init(service: rights.upkeep),
                .init(service: hangUp, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: schemas), .init(service: server), .init(service: announcement),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        services.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: services).run()
        self.log.say("ended") { _ in ["cmsio has ended."] }
    }

    private static func take(_ folder: DataFolder) throws -> FolderLock {
        if let lock = try FolderLock.take(folder) { return lock }
        let record = ServerRecord.read(in: folder)
        let pid = FolderLock.holder(of: folder) ?? record?.pid
        let holder = pid.map { "the process \($0)" } ?? "another process"
        let place = record.map { " at \($0.url)" } ?? ""
        throw CommandFailure(
            .unreachable,
            "the data folder '\(folder.path)' is held by \(holder), which serves\(place). "
                + "Stop it, or name another folder with --data."
        )
    }

    private func start(_ server: ContentServer) async throws -> ServerAddress {
        let socketIO = self.configuration.socketIO
        let bound = try await server.start()
        // Nobody can connect to "every address", so commands are told one of them.
        let host = ["0.0.0.0": "127.0.0.1", "::": "::1", "*": "127.0.0.1"][socketIO.host] ?? socketIO.host
        return ServerAddress(host: host, port: bound.port ?? socketIO.port, path: socketIO.path)
    }
}

extension SocketIOServerError: FailureConvertible {
    var failure: CommandFailure {
        switch self.reason {
        case .portInUse:
            CommandFailure(
                .unreachable,
                "cannot listen on \(self.host):\(self.port): the port is in use. "
                    + "Stop what uses it, or choose another port with --port."
            )
        case .notPermitted, .noSuchAddress, .noClientFiles: CommandFailure(.badConfiguration, self.description)
        case .notReady, .other: CommandFailure(.unreachable, self.description)
        }
    }
}
