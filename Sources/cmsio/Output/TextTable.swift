/// Rows of text in aligned columns.
package struct TextTable {
    package enum Alignment {
        case left
        case right
    }

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
        return self.rows.enumerated().flatMap { index, row in
            let cells = row.dropLast().enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.columns(cell))
                return self.alignments[column] == .left ? cell + padding : padding + cell
            }
            let last = Self.wrapped(row.last ?? "", width: width.map { max(20, $0 - indent) })
            return last.enumerated().map { number, text in
                let start = number == 0 ? cells.joined(separator: "  ") : String(repeating: " ", count: indent - 2)
                let line = cells.isEmpty ? text : start + "  " + text
                let trimmed = String(line.reversed().drop { $0 == " " }.reversed())
                return index == 0 ? style.strong(trimmed) : trimmed
            }
        }
    }

    private static func wrapped(_ text: String, width: Int?) -> [String] {
        guard let width, DisplayWidth.columns(text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, DisplayWidth.columns("\(line) \(word)") > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}
