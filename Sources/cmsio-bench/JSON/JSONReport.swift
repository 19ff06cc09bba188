/// What `cmsio-bench json` found out.
struct JSONReport: Report {
    let load: String
    let documents: Int
    let bytes: Int
    let unit = "MB/s"
    let figures: [Figure]

    init(_ figures: [Figure], _ load: DocumentLoad) {
        self.load = load.name
        self.documents = load.documents.count
        self.bytes = load.byteCount
        self.figures = figures
    }

    var text: String {
        var table = TextTable(["library", "job", "median", "min", "max"], labels: 2)
        for figure in self.figures {
            table.add(
                [figure.library, figure.job] + [figure.median, figure.min, figure.max].map { $0.text(1) }
            )
        }
        return "\(self.load): \(self.documents) document(s), \(self.bytes) bytes; \(self.unit)\n\(table.text)"
    }
}
