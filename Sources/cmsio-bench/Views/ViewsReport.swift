/// What `cmsio-bench views` found out.
struct ViewsReport: Report {
    /// The folder, or what was made up instead.
    let load: String
    let entries: Int
    let bytes: Int
    let rounds: Int
    let viewsPerSecond: Spread
    let megabytesPerSecond: Spread
    let emit: Emit

    struct Emit: Encodable {
        let entryBytes: Int
        let audiences: Int
        let views: Int
        let emitsPerSecond: Spread
    }

    /// - Returns: `nil` when there was no round.
    init?(_ bench: ViewsBench, jobs: [ViewJob], emit: EmitJob, viewRates: [Double], emitRates: [Double]) {
        let bytes = jobs.reduce(0) { $0 + $1.data.count }
        let bytesPerView = Double(bytes) / Double(jobs.count)
        guard let views = Spread(viewRates), let emits = Spread(emitRates),
            let megabytes = Spread(viewRates.map { $0 * bytesPerView / 1e6 })
        else { return nil }
        self.load = bench.folder ?? "generated articles"
        self.entries = jobs.count
        self.bytes = bytes
        self.rounds = viewRates.count
        self.viewsPerSecond = views
        self.megabytesPerSecond = megabytes
        self.emit = Emit(
            entryBytes: emit.byteCount,
            audiences: bench.audiences,
            views: bench.views,
            emitsPerSecond: emits
        )
    }

    var text: String {
        var table = TextTable(["", "median", "min", "max"])
        let rows = [
            ("views/s", self.viewsPerSecond), ("MB/s of input", self.megabytesPerSecond),
            ("emits/s", self.emit.emitsPerSecond),
        ]
        for (name, spread) in rows {
            table.add([name] + [spread.median, spread.min, spread.max].map { $0.text(0) })
        }
        return """
            \(self.load): \(self.entries) entries, \(self.bytes) bytes, parse to frame; \
            emits: \(self.emit.entryBytes) bytes, \(self.emit.audiences) audiences, \(self.emit.views) views, no sockets
            \(table.text)
            """
    }
}
