import CLinux
import Foundation

/// What a terminal shows: it understands what programs send to move the cursor and to erase, and ignores colours.
///
/// As xterm does, a line that is full breaks only when one more character comes.
struct TerminalScreen: Sendable {
    private(set) var columns: Int
    private(set) var rows: Int
    /// A cell each: a character and the marks combined with it, or nothing for the second half of a wide one.
    private var grid: [[String]]
    private var scrolled: [String] = []
    private var cursor = Position()
    private var savedCursor = Position()
    private var isBeyondEnd = false
    private var input = TerminalInput()

    private struct Position {
        var row = 0
        var column = 0
    }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        self.grid = Array(repeating: [], count: rows)
    }

    /// The lines on the screen, without spaces at their ends and without the empty ones below.
    var text: String { Self.text(of: self.grid.map(Self.line)) }

    /// The same with the lines that have left the screen at its top.
    var history: String { Self.text(of: self.scrolled + self.grid.map(Self.line)) }

    /// The text left of the cursor in its line.
    var beforeCursor: String { self.grid[self.cursor.row].prefix(self.cursor.column).joined() }

    mutating func receive(_ bytes: some Sequence<UInt8>) {
        for action in self.input.read(bytes) { self.perform(action) }
    }

    /// Cuts or widens the lines, and keeps the cursor's line on the screen.
    mutating func resize(columns: Int, rows: Int) {
        let surplus = max(0, self.cursor.row - rows + 1)
        self.scrolled += self.grid.prefix(surplus).map(Self.line)
        let kept = self.grid.dropFirst(surplus).prefix(rows).map { Array($0.prefix(columns)) }
        self.grid = kept + Array(repeating: [], count: rows - kept.count)
        (self.columns, self.rows) = (columns, rows)
        self.move(row: self.cursor.row - surplus, column: self.cursor.column)
    }

    private mutating func perform(_ action: TerminalInput.Action) {
        switch action {
        case .text(let scalar): self.put(scalar)
        case .carriageReturn: self.move(row: self.cursor.row, column: 0)
        case .lineFeed: self.feed()
        case .backspace: self.move(row: self.cursor.row, column: self.cursor.column - 1)
        case .tab: self.move(row: self.cursor.row, column: (self.cursor.column / 8 + 1) * 8)
        case .saveCursor: self.savedCursor = self.cursor
        case .restoreCursor: self.move(row: self.savedCursor.row, column: self.savedCursor.column)
        case .control(let letter, let numbers): self.control(letter, numbers)
        }
    }

    private mutating func control(_ letter: Character, _ numbers: [Int]) {
        let (row, column) = (self.cursor.row, self.cursor.column)
        let count = max(1, numbers.first ?? 1)
        switch letter {
        case "A": self.move(row: row - count, column: column)
        case "B": self.move(row: row + count, column: column)
        case "C": self.move(row: row, column: column + count)
        case "D": self.move(row: row, column: column - count)
        case "G": self.move(row: row, column: count - 1)
        case "d": self.move(row: count - 1, column: column)
        case "H", "f": self.move(row: count - 1, column: max(1, numbers.dropFirst().first ?? 1) - 1)
        case "J": self.eraseScreen(numbers.first ?? 0)
        case "K": self.eraseLine(numbers.first ?? 0)
        case "P": self.change { $0.removeSubrange(column..<min($0.count, column + count)) }
        case "@": self.change { $0.insert(contentsOf: Array(repeating: " ", count: count), at: column) }
        default: break  // Colours and modes change nothing that is read here.
        }
    }

    private mutating func move(row: Int, column: Int) {
        self.cursor.row = min(max(0, row), self.rows - 1)
        self.cursor.column = min(max(0, column), self.columns - 1)
        self.isBeyondEnd = false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(of: scalar)
        guard width > 0 else { return self.combine(scalar) }
        if self.isBeyondEnd || self.cursor.column + width > self.columns {
            self.move(row: self.cursor.row, column: 0)
            self.feed()
        }
        let column = self.cursor.column
        self.change { line in
            line += Array(repeating: " ", count: max(0, column + width - line.count))
            line.replaceSubrange(column..<column + width, with: [String(scalar)] + (width == 2 ? [""] : []))
        }
        let end = column + width
        self.move(row: self.cursor.row, column: end)
        self.isBeyondEnd = end == self.columns
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        let end = self.isBeyondEnd ? self.columns : self.cursor.column
        self.change { line in
            guard let index = line[..<end].lastIndex(where: { !$0.isEmpty }) else { return }
            line[index].unicodeScalars.append(scalar)
        }
    }

    private mutating func feed() {
        guard self.cursor.row == self.rows - 1 else {
            return self.move(row: self.cursor.row + 1, column: self.cursor.column)
        }
        self.scrolled.append(Self.line(self.grid.removeFirst()))
        self.grid.append([])
        self.isBeyondEnd = false
    }

    private mutating func eraseLine(_ part: Int) {
        let column = self.cursor.column
        self.change { line in
            switch part {
            case 0: line.removeSubrange(min(column, line.count)...)
            case 1: for index in 0...column { line[index] = " " }
            default: line = []
            }
        }
    }

    private mutating func eraseScreen(_ part: Int) {
        let lines =
            switch part {
            case 0: self.cursor.row + 1..<self.rows
            case 1: 0..<self.cursor.row
            default: 0..<self.rows
            }
        for row in lines { self.grid[row] = [] }
        if part < 2 { self.eraseLine(part) }
    }

    /// Changes the cursor's line, which then reaches to the cursor at least, and at most to the screen's edge.
    private mutating func change(_ body: (inout [String]) -> Void) {
        var line = self.grid[self.cursor.row]
        line += Array(repeating: " ", count: max(0, self.cursor.column + 1 - line.count))
        body(&line)
        self.grid[self.cursor.row] = Array(line.prefix(self.columns))
    }

    private static func line(_ cells: [String]) -> String {
        String(cells.joined().reversed().drop { $0 == " " }.reversed())
    }

    private static func text(of lines: [String]) -> String {
        lines.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
    }

    /// The columns that the C library gives a character: not what the program under test believes.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        let before = uselocale(self.locale)
        defer { uselocale(before) }
        return Int(wcwidth(wchar_t(bitPattern: scalar.value)))
    }

    private nonisolated(unsafe) static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
}
