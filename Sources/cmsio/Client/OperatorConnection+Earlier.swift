import JSONText

/// What was before somebody listened.
struct EarlierEvents: Sendable {
    /// In the order in which they were accepted.
    var events: [ListenedEvent] = []
    /// Events up to this offset were looked at: those that come live with it or a lower one are among them, or do not fit.
    var newest = 0
    /// How many are not shown because the audience has lost a right since.
    var withheld = 0
}

extension OperatorConnection {
    /// Looks back until so many events fit, or the server has no more.
    ///
    /// - Throws: ``CommandFailure``
    func earlier(
        _ wanted: Int,
        of watched: ListenerIdentity.Watched,
        where fits: (ListenedEvent) -> Bool
    ) async throws -> EarlierEvents {
        var earlier = EarlierEvents()
        var before: Int?
        repeat {
            let reply = try await self.ask(.recent(watched, before: before))
            let page = try reply.document("recent")
            if before == nil { earlier.newest = page.integer("newest") ?? 0 }
            earlier.withheld += page.integer("withheld") ?? 0
            let events = page.value("events", in: page.root).map { Array(page.elements($0)) } ?? []
            let fitting = events.lazy.compactMap { event in
                ListenedEvent(watched: page, Array(page.elements(event)))
            }.filter(fits)
            earlier.events += fitting.prefix(wanted - earlier.events.count)
            before = page.integer("before")
        } while before != nil && earlier.events.count < wanted
        earlier.events.reverse()
        for index in earlier.events.indices { earlier.events[index].isReplayed = true }
        return earlier
    }
}

extension JSONDocument {
    fileprivate func integer(_ member: ExactString) -> Int? { self.value(member, in: self.root).flatMap(self.integer) }
}
