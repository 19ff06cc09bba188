import ContentEvents
import NIOCore
import SocketIONIO

extension ConsoleRequests {
    func status() async -> ServerStatus {
        let now = self.configuration.policy.clock.milliseconds
        let counters = await self.io.counters
        let members = await self.members.members
        let byAudience = Dictionary(members.values.map { ($0.membership.identity.audience, 1) }, uniquingKeysWith: +)
        let rights = self.directory.rights
        let labelled = byAudience.compactMap { id, count in rights.audience(id).map { ($0.label.string, count) } }
        let transports = await self.clients.socketCountByTransport()
        let socketIO = self.configuration.socketIO
        return ServerStatus(
            version: self.configuration.version,
            address: self.server.address.map { "\($0.ipAddress ?? socketIO.host):\($0.port ?? socketIO.port)" },
            startedAt: self.startedAt,
            uptime: (now - self.startedAt) / 1000,
            sockets: SocketCounts(
                total: members.count,
                byTransport: Dictionary(uniqueKeysWithValues: transports.map { ($0.key.rawValue, $0.value) }),
                byAudience: Dictionary(uniqueKeysWithValues: labelled)
            ),
            connections: self.server.connectionCount,
            rooms: Set(members.values.lazy.flatMap(\.membership.allCustomRooms)).count,
            events: EventCounts(
                accepted: counters.accepted,
                refused: counters.refused,
                failedViews: counters.failedViews,
                deliveries: self.traffic.deliveries
            ),
            rates: self.traffic.rates(at: now),
            slowReaders: self.server.slowReaderCount,
            memory: ResidentMemory.bytes,
            limits: ServerLimits(
                maxConnections: socketIO.maxConnections,
                maxQueue: socketIO.maxQueueBytes,
                maxPayload: socketIO.maxPayload
            )
        )
    }
}
