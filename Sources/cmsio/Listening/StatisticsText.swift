import JSONText

/// Statistics as they are printed.
package struct StatisticsText {
    private let all: EventStatistics.Row
    private let events: [EventStatistics.Row]

    package init(_ look: EventStatistics.Look) {
        self.all = look.all
        self.events = look.events
    }

    /// A table that fits a terminal.
    func lines(style: TextStyle, size: (columns: Int, rows: Int)?) -> [String] {
        let room = max(1, (size?.rows ?? .max) - 4)
        let width = size.map { max(8, $0.columns - 24) } ?? .max
        var table = TextTable([("TOTAL", .right), ("PER SECOND", .right), ("EVENT", .left)])
        for row in [self.all] + self.events.prefix(room) {
            table.add([
                "\(row.total)", Self.rate(row.rate), DisplayWidth.cut(Printable.text(row.event.string), columns: width),
            ])
        }
        let rest = self.events.count - room
        return table.lines(style: style) + (rest > 0 ? [style.faint("and \(rest) other names")] : [])
    }

    /// `{at, seconds, total, rate, events: [{event, total, rate}]}`, and at the end `final`.
    ///
    /// - Parameters:
    ///   - at: Milliseconds since 1970.
    ///   - time: Since listening began.
    package func json(at: Int64, after time: Duration, isFinal: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("at")
        writer.integer(Int(at))
        writer.key("seconds")
        writer.raw(Array(Self.rate(time / .seconds(1)).utf8))
        Self.write(self.all, to: &writer)
        writer.key("events")
        writer.beginArray()
        for row in self.events {
            writer.beginObject()
            writer.member("event", row.event.string)
            Self.write(row, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        if isFinal {
            writer.key("final")
            writer.bool(true)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ row: EventStatistics.Row, to writer: inout JSONWriter) {
        writer.key("total")
        writer.integer(row.total)
        writer.key("rate")
        writer.raw(Array(self.rate(row.rate).utf8))
    }

    /// With one digit behind the point.
    private static func rate(_ rate: Double) -> String {
        let tenths = Int((rate * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
