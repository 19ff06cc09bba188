import ContentServer

/// How a server does, for reading.
struct StatusText {
    private let status: ServerStatus

    init(_ status: ServerStatus) {
        self.status = status
    }

    func lines(style: TextStyle) -> [String] {
        let width = self.facts.map(\.title.count).max() ?? 0
        return self.facts.map { title, text in
            style.strong(title) + String(repeating: " ", count: width - title.count + 2) + Printable.text(text)
        }
    }

    private var facts: [(title: String, text: String)] {
        let status = self.status
        let limits = status.limits.maxConnections.map { " of \($0)" } ?? ""
        return [
            (
                "server",
                "cmsio \(status.version) at \(status.address ?? "no address"), up \(Self.uptime(status.uptime))"
            ),
            ("sockets", "\(status.sockets.total)\(Self.parts(status.sockets.byTransport))"),
            ("audiences", status.sockets.byAudience.isEmpty ? "none" : Self.list(status.sockets.byAudience)),
            ("connections", "\(status.connections)\(limits)"),
            ("rooms", "\(status.rooms)"),
            (
                "events",
                "\(status.events.accepted) accepted, \(status.events.refused) refused, "
                    + "\(status.events.failedViews) views failed"
            ),
            ("deliveries", "\(status.events.deliveries)"),
            (
                "rates",
                "\(status.rates.events) events/s, \(status.rates.deliveries) deliveries/s (last \(status.rates.seconds) s)"
            ),
            ("slow readers", "\(status.slowReaders) cut"),
        ] + (status.memory.map { [("memory", "\($0 >> 20) MiB")] } ?? [])
    }

    private static func parts(_ counts: [String: Int]) -> String {
        counts.isEmpty ? "" : " (\(Self.list(counts)))"
    }

    /// The most first.
    private static func list(_ counts: [String: Int]) -> String {
        counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// `2 d 3 h`, `5 min 1 s`: the two largest units.
    private static func uptime(_ seconds: Int64) -> String {
        let parts = [
            (seconds / 86400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
        ]
        let shown = parts.drop { $0.0 == 0 }.prefix(2).map { "\($0.0) \($0.1)" }
        return shown.isEmpty ? "0 s" : shown.joined(separator: " ")
    }
}
