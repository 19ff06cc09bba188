import ContentEvents
import JSONText

/// A part of what was before: events in the order from new to old, each an array of the arguments that `event` has live.
package struct EarlierPage: Sendable {
    /// Beyond either, a page has no more room; so that no page is long in the way of live events.
    private static let (mostEvents, mostBytes) = (500, 256 << 10)

    enum Item {
        case event([[UInt8]])
        /// The watcher has lost the right to see it.
        case withheld
        case nothing
    }

    /// The newest offset of all that was kept.
    let newestOffset: Int
    /// The oldest offset that was looked at; nil if there was none.
    var lastOffset: Int?
    /// Whether there is nothing before.
    var isComplete = true
    private var events: [[[UInt8]]] = []
    private var bytes = 0
    private var withheld = 0

    init(newestOffset: Int) {
        self.newestOffset = newestOffset
    }

    var hasRoom: Bool { self.events.count < Self.mostEvents && self.bytes < Self.mostBytes }

    mutating func add(_ item: Item) {
        switch item {
        case .event(let arguments):
            self.events.append(arguments)
            self.bytes += arguments.reduce(0) { $0 + $1.count }
        case .withheld: self.withheld += 1
        case .nothing: break
        }
    }

    /// `{events, newest, before?, withheld}`: `before` is what to ask for next, and absent at the end.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: self.bytes + 256)
        writer.beginObject()
        writer.key("events")
        writer.beginArray()
        for event in self.events {
            writer.beginArray()
            for argument in event { writer.raw(argument) }
            writer.endArray()
        }
        writer.endArray()
        writer.key("newest")
        writer.integer(self.newestOffset)
        if let lastOffset, !self.isComplete {
            writer.key("before")
            writer.integer(lastOffset)
        }
        writer.key("withheld")
        writer.integer(self.withheld)
        writer.endObject()
        return writer.bytes
    }
}

extension EarlierPage.Item {
    init(_ view: EarlierView?, _ event: WatchedEvent) {
        switch view {
        case .shown(let view): self = .event(event.arguments(view))
        case .withheld: self = .withheld
        case .notReceived, nil: self = .nothing
        }
    }

    init(_ denial: Denial?, of audience: Audience?, _ event: WatchedEvent) {
        guard let denial, let audience else {
            self = .nothing
            return
        }
        self = .event(event.arguments(denial, of: audience.label))
    }
}
