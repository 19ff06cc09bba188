import ContentEvents
import ContentModel
import ContentServer
import ContentStore
import Foundation
import ServiceLifecycle
import StrapiSource

/// The rights that a server serves: those of its own store, or of a Strapi project.
struct ServedRights {
    let directory: any RightsDirectory
    let administration: any RightsAdministration
    let jwt: JWTRules
    /// What keeps the directory current while the server runs.
    let upkeep: any Service
    /// Nil where the rights are not the store's.
    var store: ContentStore?
    /// The database of the project, in words; nil for the own store.
    var place: String?
    /// Those of the demonstration.
    var demo: DemoRights?

    /// - Throws: ``CommandFailure``, ``StoreError`` or ``StrapiDatabaseError``
    static func open(
        _ configuration: ServeConfiguration,
        _ content: ServedContent,
        _ catalog: LiveCatalog,
        in folder: DataFolder,
        hangUp: HangUp,
        log: ServeLog
    ) async throws -> ServedRights {
        if case .project(let served) = configuration.content, let project = content.project {
            guard project.report.canServe else { throw project.failure }
            let jwt = try project.jwt()
            let rights = try await ProjectRights(
                of: project,
                served,
                catalog: catalog,
                policy: configuration.policy(for: content)
            )
            let directory = rights.directory
            let upkeep = ProjectUpkeep(
                directory: directory,
                maxAge: served.rightsMaxAge,
                hangUps: hangUp.stream(),
                logger: log.logger
            )
            return ServedRights(
                directory: directory,
                administration: rights.administration,
                jwt: jwt,
                upkeep: upkeep,
                place: "of Strapi \(project.version.rawValue), in \(rights.place)"
            )
        }
        var settings = configuration.settings
        let jwt = JWTRules(secret: try JWTSecret.read(&settings, folder))
        let (store, demo) = try await Self.openStore(configuration, content, in: folder, secret: jwt.secret)
        return ServedRights(
            directory: store,
            administration: store,
            jwt: jwt,
            upkeep: StoreUpkeep(store: store),
            store: store,
            demo: demo
        )
    }

    private static func openStore(
        _ configuration: ServeConfiguration,
        _ content: ServedContent,
        in folder: DataFolder,
        secret: String
    ) async throws -> (ContentStore, DemoRights?) {
        let isDemo = configuration.content.isDemo
        let path = folder.path(of: isDemo ? .demoStore : .store)
        if isDemo {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        }
        let store = try ContentStore(path: path)
        try await store.record(
            types: content.types,
            receive: configuration.receive,
            publishing: configuration.publishing
        )
        guard isDemo else { return (store, nil) }
        return (store, try await DemoRights(in: store, secret: secret, now: WallClock.system.seconds))
    }
}

/// Notices what other processes change in the store, until the server ends.
private struct StoreUpkeep: Service {
    let store: ContentStore

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await self.store.run() }
    }
}
