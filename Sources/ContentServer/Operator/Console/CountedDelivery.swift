package import ContentEvents

/// A delivery that counts what goes through it.
package struct CountedDelivery: Delivery {
    private let delivery: any Delivery
    private let traffic: Traffic
    private let clock: WallClock

    package init(_ delivery: any Delivery, traffic: Traffic, clock: WallClock) {
        self.delivery = delivery
        self.traffic = traffic
        self.clock = clock
    }

    package var hasWatchers: Bool { self.delivery.hasWatchers }

    package func deliver(_ event: OutgoingEvent) -> PendingReach {
        self.traffic.accepted(event.name, at: event.at)
        return self.counted(self.delivery.deliver(event))
    }

    package func deliver(_ event: OutgoingRawEvent) -> PendingReach {
        self.traffic.accepted(event.view.name, at: event.at)
        return self.counted(self.delivery.deliver(event))
    }

    private func counted(_ pending: PendingReach) -> PendingReach {
        PendingReach { [traffic, clock] in
            let reach = await pending.reach()
            traffic.delivered(reach.sockets, at: clock.milliseconds)
            return reach
        }
    }
}
