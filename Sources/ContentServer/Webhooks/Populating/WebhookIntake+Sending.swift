import ContentEvents
import JSONText

extension WebhookIntake {
    /// Sends an event after those of its type before it, once its entry was read again if that is asked for.
    ///
    /// - Returns: When it is sent; or, as entries are read a few at a time, as soon as there is room for another one.
    func dispatch(_ event: EntryEvent) async {
        guard let populator, populator.concerns(event.uid) else { return await self.send(event) }
        while self.sending.count >= populator.configuration.readsAtOnce, let first = self.sending.first {
            await first.value
        }
        let previous = self.lastSending
        let sending = Task {
            let populated = await self.populated(event, populator)
            await previous?.value
            await self.send(populated)
            self.sending.popFirst()
        }
        self.sending.append(sending)
        self.lastSending = sending
    }

    private func populated(_ event: EntryEvent, _ populator: EntryPopulator) async -> EntryEvent {
        // A server that ends has no time to read what waits.
        guard !self.isClosed, let type = await self.io.contentType(named: event.uid) else { return event }
        switch await populator.populate(event, of: type, in: await self.io.contentCatalog) {
        case .populated(let populated):
            self.counters.populated += 1
            return populated
        case .failed:
            self.counters.unpopulated += 1
            return event
        case .unasked: return event
        }
    }
}
