package import ContentEvents
import JSONText
package import Logging
package import NIOCore
import ServiceLifecycle
import SocketIONIO

/// The server: `IO` joined to sockets, with everything that clients and operators may ask of it.
///
/// Start it, then run it as one service among others: it ends on graceful shutdown, after telling its clients.
package final class ContentServer: Service {
    /// The two verbs.
    package let io: IO

    /// The sockets of `/`.
    package let members: Members

    private let server: SocketIOServer
    private let rights: RightsWatch
    /// What takes webhooks; nil where there are none.
    package let webhooks: WebhookIntake?

    package init(
        configuration: ContentServerConfiguration,
        catalog: LiveCatalog,
        directory: any RightsDirectory,
        administration: any RightsAdministration,
        group: any EventLoopGroup,
        logger: Logger
    ) {
        let clock = configuration.policy.clock
        let server = SocketIOServer(configuration: configuration.socketIO, group: group, logger: logger)
        let clients = server.namespace("/")
        let operators = server.namespace(OperatorNamespace.name)
        let narrowings = Narrowings()
        let members = Members(narrowings: narrowings)
        let sockets = SocketDelivery(clients: clients, narrowings: narrowings)
        let delivery = WatchedDelivery(
            sockets: sockets,
            operators: operators,
            policy: configuration.policy,
            keeping: configuration.recentEvents
        )
        let traffic = Traffic()
        let counted = CountedDelivery(delivery, traffic: traffic, clock: clock)
        let io = IO(catalog: catalog, directory: directory, delivery: counted, policy: configuration.policy)
        let rights = RightsWatch(members: members, directory: directory, clock: clock, logger: logger)
        let authenticator = Authenticator(directory: directory, jwt: configuration.jwt, clock: clock)
        let verbs = OperatorVerbs(
            io: io,
            previewer: Previewer(
                catalog: catalog,
                directory: directory,
                administration: administration,
                policy: configuration.policy,
                census: sockets
            )
        )
        let tokens = TokenMint(directory: directory, jwt: configuration.jwt, clock: clock)

        ClientNamespace(
            authenticator: authenticator,
            members: members,
            commands: ClientCommands(
                members: members,
                directory: directory,
                authenticator: authenticator,
                rights: rights,
                catalog: catalog
            ),
            rights: rights,
            directory: directory,
            logger: logger
        ).install(in: clients)
        OperatorNamespace(
            key: configuration.operatorKey,
            verbs: verbs,
            administration: administration,
            watches: OperatorWatches(directory: directory, delivery: delivery),
            tokens: tokens,
            recipients: RecipientQuestion(io: io, members: members, directory: directory),
            console: ConsoleRequests(
                server: server,
                clients: clients,
                configuration: configuration,
                io: io,
                traffic: traffic,
                members: members,
                catalog: catalog,
                directory: directory,
                administration: administration
            ),
            logger: logger
        ).install(in: operators)
        let webhooks = configuration.webhooks.map {
            WebhookRoute(configuration: $0, io: io, directory: directory, logger: logger)
        }
        let routes = Routes(
            verbs: verbs,
            key: configuration.operatorKey,
            webhooks: webhooks,
            directory: directory,
            logger: logger
        )
        server.onRequest { await routes.respond(to: $0) }

        self.io = io
        self.server = server
        self.members = members
        self.rights = rights
        self.webhooks = webhooks?.intake
    }

    /// Starts to accept connections.
    ///
    /// - Returns: The address it listens on, with the port that a configured 0 became.
    package func start() async throws -> SocketAddress {
        try await self.server.start()
    }

    /// Serves until graceful shutdown or cancellation, then closes every connection.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { tasks in
                tasks.addTask { await self.rights.run() }
                tasks.addTask { await self.rights.sweepEverySecond() }
            }
        }
        await self.webhooks?.close()
        await self.server.shutdown()
    }
}
