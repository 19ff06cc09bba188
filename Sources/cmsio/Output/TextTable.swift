/// Rows of text in aligned columns.
package struct TextTable {
    package enum Alignment {
        case left
        case right
    }

    /// What the last column gets at least, beside the others; where there is less it stands below them.
    static let narrowest = 20
    /// How far the last column is indented where it stands below the others.
    private static let hanging = 4

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// - Parameter columns: A title and an alignment each. The last column may hold long text, which is not cut.
    package init(_ columns: [(title: String, alignment: Alignment)]) {
        self.alignments = columns.map(\.alignment)
        self.rows = [columns.map(\.title)]
    }

    package mutating func add(_ row: [String]) { self.rows.append(row.map(Printable.text)) }

    var isEmpty: Bool { self.rows.count == 1 }

    /// - Parameter width: Where lines of the last column break, at spaces and under that column; nil for nowhere.
    package func lines(style: TextStyle, width: Int? = nil) -> [String] {
        let widths = self.alignments.indices.map { column in
            self.rows.map { DisplayWidth.columns($0[column]) }.max() ?? 0
        }
        let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
        let isBelow = width.map { $0 - indent < Self.narrowest && indent > 0 } ?? false
        return self.rows.enumerated().flatMap { index, row in
            let cells = row.dropLast().enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.columns(cell))
                return self.alignments[column] == .left ? cell + padding : padding + cell
            }
            let start = cells.joined(separator: "  ")
            let lines =
                isBelow
                ? [start] + Self.below(row.last ?? "", width: width)
                : Self.beside(start, row.last ?? "", indent: indent, width: width)
            return lines.map(Self.trimmed).map { index == 0 ? style.strong($0) : $0 }
        }
    }

    private static func beside(_ start: String, _ last: String, indent: Int, width: Int?) -> [String] {
        WrappedText.lines(last, columns: width.map { $0 - indent }).enumerated().map { number, text in
            guard indent > 0 else { return text }
            return (number == 0 ? start + "  " : String(repeating: " ", count: indent)) + text
        }
    }

    private static func below(_ last: String, width: Int?) -> [String] {
        guard !last.isEmpty else { return [] }
        return WrappedText.lines(last, columns: width.map { $0 - Self.hanging }).map {
            String(repeating: " ", count: Self.hanging) + $0
        }
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
