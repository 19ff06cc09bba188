package import ContentEvents
package import JSONText
package import SocketIONIO
import Synchronization

/// Takes accepted events to the sockets, shows them to the operators that watch, and keeps the latest for those to come.
///
/// Each event is kept before it is shown. Who first watches and then asks for what is kept therefore misses none: an event
/// that was not kept yet is shown afterwards. One that comes twice is told by its offset.
package final class WatchedDelivery: Delivery {
    private let sockets: SocketDelivery
    private let operators: SocketIONamespace
    private let policy: EmitPolicy
    private let recent: Mutex<RecentEvents>
    /// Whether any event is kept.
    package let keepsEvents: Bool
    private let watchers = Atomic<Int>(0)
    private let fullWatchers = Atomic<Int>(0)
    /// How often each audience's lacks are watched, and what it is called.
    private let denied = Mutex<[AudienceID: (label: ExactString, watchers: Int)]>([:])

    /// - Parameters:
    ///   - sockets: Takes events to the clients.
    ///   - operators: The namespace `/operator`.
    ///   - policy: Has the rules that denials name.
    package init(
        sockets: SocketDelivery,
        operators: SocketIONamespace,
        policy: EmitPolicy,
        keeping limits: RecentEvents.Limits
    ) {
        self.sockets = sockets
        self.operators = operators
        self.policy = policy
        self.keepsEvents = limits.count > 0
        self.recent = Mutex(RecentEvents(limits: limits))
    }

    package var hasWatchers: Bool { self.fullWatchers.load(ordering: .relaxed) > 0 }

    package func deliver(_ event: OutgoingEvent) -> PendingReach {
        let reach = self.sockets.deliver(event)
        self.recent.withLock { $0.record(.content(event)) }
        if self.isWatched { self.show(event) }
        return reach
    }

    package func deliver(_ event: OutgoingRawEvent) -> PendingReach {
        let reach = self.sockets.deliver(event)
        self.recent.withLock { $0.record(.raw(event)) }
        if self.isWatched { self.show(event) }
        return reach
    }

    /// The latest events, as they are now.
    package var recentEvents: RecentEvents { self.recent.withLock { $0 } }

    /// Counts an operator that watches, so that views are made and packets sent only for somebody.
    ///
    /// - Parameter label: What the watched audience is called.
    package func watcherJoined(_ watcher: Watcher, label: ExactString) { self.count(watcher, label, by: 1) }

    /// To be called once for each ``watcherJoined(_:label:)``.
    package func watcherLeft(_ watcher: Watcher, label: ExactString) { self.count(watcher, label, by: -1) }

    private func count(_ watcher: Watcher, _ label: ExactString, by step: Int) {
        self.watchers.add(step, ordering: .relaxed)
        switch watcher {
        case .everything: self.fullWatchers.add(step, ordering: .relaxed)
        case .audience: break
        case .denied(let id):
            self.denied.withLock { denied in
                let count = (denied[id]?.watchers ?? 0) + step
                denied[id] = count > 0 ? (label, count) : nil
            }
        }
    }

    private var isWatched: Bool { self.watchers.load(ordering: .relaxed) > 0 }

    private func show(_ event: OutgoingEvent) {
        let watched = WatchedEvent(event)
        for addressed in event.views {
            let packet = SocketIOEvent("event", arguments: watched.arguments(addressed.view))
            for audience in addressed.audiences {
                self.operators.emit(packet, to: [Room.watchers(of: audience.id)])
            }
        }
        if let view = event.operatorView {
            self.emit(watched.arguments(view, audiences: event.receivers), to: Room.watchers)
        }
        self.showDenials(watched) { self.denial(of: $0, in: event) }
    }

    private func show(_ event: OutgoingRawEvent) {
        let watched = WatchedEvent(event)
        let packet = SocketIOEvent("event", arguments: watched.arguments(event.view))
        let rooms = event.rooms.isEmpty ? [Room.allWatchers] : [Room.watchers] + event.rooms.compactMap(\.watchers)
        self.operators.emit(packet, to: rooms, except: event.except.compactMap(\.watchers))
        self.showDenials(watched) { event.denial(of: $0) }
    }

    private func showDenials(_ watched: WatchedEvent, _ denial: (AudienceID) -> Denial?) {
        for (id, audience) in self.denied.withLock({ $0 }) {
            guard let denial = denial(id) else { continue }
            self.emit(watched.arguments(denial, of: audience.label), to: Room.watchers(ofDenied: id))
        }
    }

    private func denial(of id: AudienceID, in event: OutgoingEvent) -> Denial? {
        event.denial(of: id, under: self.policy.receive, publishing: self.policy.publishing)
    }

    private func emit(_ arguments: [[UInt8]], to room: ExactString) {
        self.operators.emit(SocketIOEvent("event", arguments: arguments), to: [room])
    }
}

extension WatchedDelivery {
    /// What a watcher would have been shown, from the newest event before an offset on.
    ///
    /// - Parameters:
    ///   - audience: As it is now; nil for ``Watcher/everything``.
    ///   - offset: Nil for the newest of all.
    package func earlier(for watcher: Watcher, audience: Audience?, before offset: Int?) -> EarlierPage {
        let recent = self.recentEvents
        var page = EarlierPage(newestOffset: recent.newestOffset)
        for event in recent.newestFirst(before: offset) {
            guard page.hasRoom else {
                page.isComplete = false
                break
            }
            page.lastOffset = event.offset
            page.add(self.shown(event, to: watcher, audience))
        }
        return page
    }

    private func shown(
        _ event: RecentEvents.Recorded,
        to watcher: Watcher,
        _ audience: Audience?
    ) -> EarlierPage.Item {
        switch (event, watcher) {
        case (.content(let event), .everything):
            guard let view = event.operatorView ?? event.entry.fullAccessView else { return .nothing }
            return .event(WatchedEvent(event).arguments(view, audiences: event.receivers))
        case (.raw(let event), .everything):
            return .event(WatchedEvent(event).arguments(event.view))
        case (.content(let event), .audience):
            return EarlierPage.Item(audience.map(event.earlierView), WatchedEvent(event))
        case (.raw(let event), .audience):
            return EarlierPage.Item(audience.map(event.earlierView), WatchedEvent(event))
        case (.content(let event), .denied(let id)):
            let denial = self.denial(of: id, in: event)
            return EarlierPage.Item(denial, of: audience, WatchedEvent(event))
        case (.raw(let event), .denied(let id)):
            return EarlierPage.Item(event.denial(of: id), of: audience, WatchedEvent(event))
        }
    }
}

extension OutgoingEvent {
    /// The labels of who gets it.
    fileprivate var receivers: [ExactString] { self.views.flatMap { $0.audiences.map(\.label) } }
}

extension RawRoom {
    /// The room in `/operator` of those that watch as this audience; nil for rooms that only clients are in.
    fileprivate var watchers: ExactString? {
        switch self {
        case .audience(let id): Room.watchers(of: id)
        case .socket, .custom: nil
        }
    }
}
