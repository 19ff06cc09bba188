package import JSONText

/// How a view differs from the data it is made of, as a unified diff: `-` was dropped, `+` was added by the shape.
///
/// Lines are compared by what they mean, without their indents and commas, so that a shape that nests the data does not change all of it.
package struct ViewDiff {
    /// How many equal lines stand around each change.
    private static let context = 3

    private enum Change: Character {
        case kept = " "
        case dropped = "-"
        case added = "+"
    }

    private struct Line {
        let change: Change
        let text: String
    }

    private let lines: [Line]

    package init(from data: JSONDocument, to view: JSONDocument) {
        let (old, new) = (IndentedJSON(data).lines, IndentedJSON(view).lines)
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in new.map(\.meaning).difference(from: old.map(\.meaning)) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append(Line(change: .dropped, text: old[left].written))
                left += 1
            } else if inserted.contains(right) {
                lines.append(Line(change: .added, text: new[right].written))
                right += 1
            } else {
                lines.append(Line(change: .kept, text: new[right].written))
                (left, right) = (left + 1, right + 1)
            }
        }
        self.lines = lines
    }

    /// - Parameter title: What the view is, in the second line, as it may be shown on a terminal.
    package func written(title: String, style: TextStyle) -> [String] {
        [style.strong("--- the data"), style.strong("+++ \(title)")]
            + self.hunks.flatMap { hunk in
                [style.name(self.head(of: hunk))] + self.lines[hunk].map { Self.written($0, style) }
            }
    }

    private static func written(_ line: Line, _ style: TextStyle) -> String {
        let text = "\(line.change.rawValue)\(line.text)"
        return switch line.change {
        case .kept: text
        case .dropped: style.bad(text)
        case .added: style.good(text)
        }
    }

    /// The changes with the lines around them; those that touch are one.
    private var hunks: [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in self.lines.indices where self.lines[index].change != .kept {
            let range = max(0, index - Self.context)..<min(self.lines.count, index + Self.context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    /// `@@ -1,7 +1,5 @@`
    private func head(of hunk: Range<Int>) -> String {
        let (old, new) = (self.span(of: hunk, without: .added), self.span(of: hunk, without: .dropped))
        return "@@ -\(old) +\(new) @@"
    }

    /// The number of the first line and the count of lines, on one side.
    private func span(of hunk: Range<Int>, without other: Change) -> String {
        let before = self.lines[..<hunk.lowerBound].count { $0.change != other }
        let count = self.lines[hunk].count { $0.change != other }
        return "\(count == 0 ? before : before + 1),\(count)"
    }
}
