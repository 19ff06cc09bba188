package import ContentEvents
import JSONText
package import SocketIONIO

/// Takes accepted events to the sockets: the audiences' rooms of `/`.
///
/// A view is encoded once, however many audiences and sockets share it.
package struct SocketDelivery: Sendable {
    private let clients: SocketIONamespace
    private let narrowings: Narrowings

    /// - Parameters:
    ///   - clients: The namespace `/`.
    ///   - narrowings: What narrowed sockets wait for.
    package init(clients: SocketIONamespace, narrowings: Narrowings) {
        self.clients = clients
        self.narrowings = narrowings
    }

    package func deliver(_ event: OutgoingEvent) -> PendingReach {
        var audiences: [AudienceID] = []
        var packets: [(event: SocketIOEvent, rooms: [ExactString])] = []
        for addressed in event.views {
            let packet = SocketIOEvent(addressed.view.name, arguments: [addressed.view.argument])
            for audience in addressed.audiences {
                audiences.append(audience.id)
                packets.append((packet, self.rooms(of: audience.id, for: event.subject)))
            }
        }
        let receipt = self.clients.emit(each: packets)
        return PendingReach { [audiences] in
            var reached: [AudienceID: Int] = [:]
            for (audience, count) in zip(audiences, await receipt.reachedByEach()) { reached[audience] = count }
            return Reach(sockets: reached.values.reduce(0, +), byAudience: reached)
        }
    }

    /// The rooms of those in an audience who wait for an event.
    private func rooms(of audience: AudienceID, for subject: EventSubject) -> [ExactString] {
        [Room.events(audience)] + self.narrowings.rooms(waitingFor: subject, of: audience)
    }

    package func deliver(_ event: OutgoingRawEvent) -> PendingReach {
        let packet = SocketIOEvent(event.view.name, arguments: [event.view.argument])
        let receipt = self.clients.emit(
            packet,
            to: event.rooms.map(\.members),
            except: event.except.map(\.members)
        )
        return PendingReach { Reach(sockets: await receipt.reached()) }
    }
}

extension SocketDelivery: SocketCensus {
    package func sockets(of audience: AudienceID, for subject: EventSubject) async -> Int {
        await self.clients.to(self.rooms(of: audience, for: subject)).socketCountHere()
    }
}

extension RawRoom {
    /// The room in `/`.
    fileprivate var members: ExactString {
        switch self {
        case .audience(let id): Room.audience(id)
        case .socket(let id): id
        case .custom(let name): Room.custom(name)
        }
    }
}
