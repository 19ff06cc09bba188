/// Figures in columns, for reading on a terminal.
package struct TextTable: Sendable {
    private var rows: [[String]]
    private let labels: Int

    /// - Parameter labels: How many of the first columns are set to the left; figures are set to the right.
    package init(_ head: [String], labels: Int = 1) {
        self.rows = [head]
        self.labels = labels
    }

    package mutating func add(_ row: [String]) { self.rows.append(row) }

    package var text: String {
        let columns = self.rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            self.rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return self.rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column < self.labels ? cell + space : space + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
