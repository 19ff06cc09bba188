/// Lines that are drawn over those before.
struct RedrawnLines {
    private var height = 0

    /// What to print: with the cursor moved to the first of the lines before, if they can be drawn over.
    mutating func replacing(with lines: [String], onTerminal isTerminal: Bool) -> String {
        let start = isTerminal && self.height > 0 ? "\u{1B}[\(self.height)A\u{1B}[J" : ""
        self.height = lines.count
        return start + lines.joined(separator: "\n")
    }
}
