package import ContentEvents
import JSONText

/// What roles and tokens may do, by content type: a matrix with a letter for each action, or where a terminal is too narrow
/// for that, a block for each audience.
package struct RightsMatrix {
    private struct Row {
        let audience: String
        /// The actions on each type, as words.
        let actions: [String: [String]]
        /// What concerns no type.
        let rest: [String]
    }

    private let rows: [Row]
    private let types: [String]
    private let letters: ActionLetters

    package init(_ overview: RightsOverview) {
        let roles = overview.roles.map { ($0.audience, $0.grants, TokenType.custom) }
        let holders = roles + overview.tokens.map { ($0.audience, $0.grants, $0.type) }
        let written = holders.flatMap { $0.1.compactMap { WrittenGrant($0).type } }
        let types = Set(written.map { ExactString($0) }).sorted().map(\.string)
        self.types = types
        self.rows = holders.map { Self.row($0, $1.map { WrittenGrant($0) }, of: $2, on: types) }
        self.letters = ActionLetters(self.rows.flatMap { $0.actions.values.flatMap { $0 } })
    }

    /// - Parameter width: Columns of the terminal; nil for as many as it takes.
    package func lines(style: TextStyle, width: Int?) -> [String] {
        guard !self.rows.isEmpty else { return [] }
        if let width, self.matrixWidth > width { return self.blocks(style, width) }
        return self.matrix(style, width)
    }

    /// The columns that cannot be broken, and a little of the last one.
    private var matrixWidth: Int {
        let names = self.rows.map { DisplayWidth.columns($0.audience) }.max() ?? 0
        let cells = self.types.map { type in
            let cells = [type] + self.rows.map { self.letters.cell($0.actions[type] ?? []) }
            return cells.map(DisplayWidth.columns).max() ?? 0
        }
        return names + cells.reduce(0) { $0 + $1 + 2 } + 2 + TextTable.narrowest
    }

    private func matrix(_ style: TextStyle, _ width: Int?) -> [String] {
        var table = TextTable(
            [("AUDIENCE", .left)] + self.types.map { (Printable.text($0), .left) } + [("ALSO", .left)]
        )
        for row in self.rows {
            let cells = self.types.map { self.letters.cell(row.actions[$0] ?? []) }
            table.add([row.audience] + cells + [row.rest.isEmpty ? "-" : row.rest.joined(separator: " ")])
        }
        let legend = self.letters.legend.map { WrappedText.lines($0, columns: width).map(style.faint) } ?? []
        return table.lines(style: style, width: width) + legend
    }

    private func blocks(_ style: TextStyle, _ width: Int) -> [String] {
        self.rows.flatMap { row in
            var table = TextTable([("", .left), ("", .left)])
            for type in self.types {
                if let actions = row.actions[type] { table.add(["  " + type, actions.joined(separator: " ")]) }
            }
            if !row.rest.isEmpty { table.add(["  also", row.rest.joined(separator: " ")]) }
            let lines = table.lines(style: style, width: width).dropFirst()
            return [style.strong(Printable.text(row.audience))] + (lines.isEmpty ? ["  -"] : lines)
        }
    }

    private static func row(_ audience: String, _ grants: [WrittenGrant], of type: TokenType, on types: [String]) -> Row
    {
        var actions: [String: [String]] = [:]
        var rest: [String] = []
        switch type {
        case .custom: break
        case .fullAccess:
            for type in types { actions[type] = ["*"] }
            rest.append("everything")
        case .readOnly:
            for type in types { actions[type] = ["find", "findOne"] }
            rest.append("read everything")
        }
        if !grants.contains(.connect) { rest.append("may not connect") }
        for grant in grants {
            switch grant {
            case .connect: break
            case .room(let pattern): rest.append("room:\(pattern)")
            case .action(let action, let type): actions[type, default: []].append(action)
            }
        }
        return Row(audience: audience, actions: actions.mapValues(ActionLetters.sorted), rest: rest)
    }
}
