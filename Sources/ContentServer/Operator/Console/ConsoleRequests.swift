package import ContentEvents
import ContentModel
import JSONText
package import SocketIONIO

/// What operators ask of a running server beside the verbs and the rights: how it does, who is connected, and to move or
/// disconnect them.
package struct ConsoleRequests: Sendable {
    /// The events that ask for them. What the console calls `disconnect` is `send-away`, as Socket.IO keeps the other name
    /// for itself.
    package static let names: [ExactString] = ["status", "sockets", "rooms", "join", "leave", "send-away", "names"]

    let server: SocketIOServer
    let clients: SocketIONamespace
    let configuration: ContentServerConfiguration
    let startedAt: Int64
    let io: IO
    let traffic: Traffic
    let members: Members
    let catalog: LiveCatalog
    let directory: any RightsDirectory
    let administration: any RightsAdministration

    package init(
        server: SocketIOServer,
        clients: SocketIONamespace,
        configuration: ContentServerConfiguration,
        io: IO,
        traffic: Traffic,
        members: Members,
        catalog: LiveCatalog,
        directory: any RightsDirectory,
        administration: any RightsAdministration
    ) {
        self.server = server
        self.clients = clients
        self.configuration = configuration
        self.startedAt = configuration.policy.clock.milliseconds
        self.io = io
        self.traffic = traffic
        self.members = members
        self.catalog = catalog
        self.directory = directory
        self.administration = administration
    }

    /// - Parameter name: One of ``names``.
    /// - Throws: ``EmitError`` for what cannot be done; then nothing was.
    package func perform(_ name: ExactString, _ request: OperatorRequest) async throws -> OperatorAnswer {
        switch name {
        case "status":
            try request.allow([])
            return try .success("status", await self.status())
        case "sockets": return try .success("sockets", await self.sockets(request))
        case "rooms": return try .success("rooms", await self.rooms(request))
        case "join": return try .success("changed", await self.join(request))
        case "leave": return try .success("changed", await self.leave(request))
        case "send-away": return try .success("changed", await self.sendAway(request))
        default: return try .success("names", await self.knownNames(request))
        }
    }
}
