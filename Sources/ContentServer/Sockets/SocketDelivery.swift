package import ContentEvents
import JSONText
package import SocketIONIO
import Synchronization

/// Takes accepted events to the sockets: the audiences' rooms of `/`, and the operators that watch.
///
/// A view is encoded once, however many audiences and sockets share it.
package final class SocketDelivery: Delivery {
    private let clients: SocketIONamespace
    private let operators: SocketIONamespace
    private let narrowings: Narrowings
    private let watchers = Atomic<Int>(0)
    private let fullWatchers = Atomic<Int>(0)

    /// - Parameters:
    ///   - clients: The namespace `/`.
    ///   - operators: The namespace `/operator`.
    ///   - narrowings: What narrowed sockets wait for.
    package init(clients: SocketIONamespace, operators: SocketIONamespace, narrowings: Narrowings) {
        self.clients = clients
        self.operators = operators
        self.narrowings = narrowings
    }

    package var hasWatchers: Bool { self.fullWatchers.load(ordering: .relaxed) > 0 }

    /// Counts the operators that watch, so that views are made and packets sent only for somebody.
    ///
    /// - Parameter audience: As whom the operator watches; nil for the full-access view.
    package func watcherJoined(as audience: AudienceID?) { self.countWatcher(as: audience, by: 1) }

    /// To be called once for each ``watcherJoined(as:)``.
    package func watcherLeft(as audience: AudienceID?) { self.countWatcher(as: audience, by: -1) }

    private func countWatcher(as audience: AudienceID?, by step: Int) {
        self.watchers.add(step, ordering: .relaxed)
        if audience == nil { self.fullWatchers.add(step, ordering: .relaxed) }
    }

    private var isWatched: Bool { self.watchers.load(ordering: .relaxed) > 0 }

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
        if self.isWatched { self.show(event) }
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
        if self.isWatched { self.show(event) }
        return PendingReach { Reach(sockets: await receipt.reached()) }
    }

    /// Shows an event to the operators that watch.
    private func show(_ event: OutgoingEvent) {
        for addressed in event.views {
            let packet = WatchedEvent(event).packet(with: addressed.view)
            for audience in addressed.audiences {
                self.operators.emit(packet, to: [Room.watchers(of: audience.id)])
            }
        }
        if let view = event.operatorView {
            let audiences = event.views.flatMap { $0.audiences.map(\.label) }
            self.operators.emit(WatchedEvent(event, audiences: audiences).packet(with: view), to: [Room.watchers])
        }
    }

    private func show(_ event: OutgoingRawEvent) {
        let packet = WatchedEvent(event).packet(with: event.view)
        let rooms = event.rooms.isEmpty ? [Room.allWatchers] : [Room.watchers] + event.rooms.compactMap(\.watchers)
        self.operators.emit(packet, to: rooms, except: event.except.compactMap(\.watchers))
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

    /// The room in `/operator` of those that watch as this audience; nil for rooms that only clients are in.
    fileprivate var watchers: ExactString? {
        switch self {
        case .audience(let id): Room.watchers(of: id)
        case .socket, .custom: nil
        }
    }
}
