package import ContentEvents

/// What becomes of each field for each audience: a table where it fits, else a block for each audience. Audiences with
/// equal views stand together.
package struct FieldTable {
    private let views: [ViewPreview]
    private let style: TextStyle
    private static let gap = "  "

    package init(_ views: [ViewPreview], style: TextStyle) {
        self.views = views
        self.style = style
    }

    /// - Parameter width: Columns of the terminal; nil for as many as it takes.
    package func lines(width: Int?) -> [String] {
        guard let first = self.views.first, !first.fields.isEmpty else { return [] }
        let table = Grid(views: self.views)
        let outcomes = width.map { table.width > $0 } ?? false ? self.blocks : table.lines(self.style)
        return outcomes + [""] + self.reasons(width)
    }

    private var blocks: [String] {
        self.views.map { view in
            [self.style.name(PreviewText.names(view))] + Grid(views: [view]).lines(self.style).dropFirst()
        }.joined(separator: [""]).map { $0 }
    }

    /// What the rules mean, each once.
    private func reasons(_ width: Int?) -> [String] {
        var table = TextTable([("RULE", .left), ("WHY", .left)])
        var seen: Set<[String]> = []
        for field in self.views.flatMap(\.fields) {
            guard let rule = field.rule, let reason = field.reason else { continue }
            if seen.insert([rule, reason]).inserted { table.add([rule, reason]) }
        }
        return table.isEmpty ? [] : table.lines(style: self.style, width: width)
    }

    /// The fields in rows, the views in columns.
    private struct Grid {
        private let head: [String]
        private let rows: [(path: String, fields: [FieldPreview])]
        private let widths: [Int]

        init(views: [ViewPreview]) {
            let paths = views.first?.fields.map(\.path) ?? []
            let count = views.map(\.fields.count).min() ?? 0
            self.head = ["FIELD"] + views.map(PreviewText.names)
            self.rows = (0..<count).map { row in (Printable.text(paths[row]), views.map { $0.fields[row] }) }
            let (head, rows) = (self.head, self.rows)
            self.widths = head.indices.map { column in
                let cells = rows.map { column == 0 ? $0.path : $0.fields[column - 1].written }
                return ([head[column]] + cells).map { DisplayWidth.columns($0) }.max() ?? 0
            }
        }

        var width: Int { self.widths.reduce(0, +) + FieldTable.gap.count * (self.widths.count - 1) }

        func lines(_ style: TextStyle) -> [String] {
            let head = self.line(self.head.enumerated().map { ($1, style.strong) })
            return [head]
                + self.rows.map { row in
                    self.line([(row.path, { $0 })] + row.fields.map { ($0.written, $0.paint(style)) })
                }
        }

        /// Painted after it was padded: colours take no room. Nothing follows the last cell.
        private func line(_ cells: [(text: String, paint: (String) -> String)]) -> String {
            cells.enumerated().map { column, cell in
                let room = column == cells.count - 1 ? 0 : self.widths[column] - DisplayWidth.columns(cell.text)
                return cell.paint(cell.text) + String(repeating: " ", count: room)
            }.joined(separator: FieldTable.gap)
        }
    }
}

extension FieldPreview {
    /// `kept`, or the rule that drops it.
    fileprivate var written: String {
        switch self.outcome {
        case .kept: "kept"
        case .partly: "partly: \(self.rule ?? "")"
        case .dropped: self.rule ?? "dropped"
        }
    }

    fileprivate func paint(_ style: TextStyle) -> (String) -> String {
        switch self.outcome {
        case .kept: style.good
        case .partly: style.warning
        case .dropped: style.bad
        }
    }
}
