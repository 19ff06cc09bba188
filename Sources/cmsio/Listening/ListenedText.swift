import JSONText

/// An event for reading: in one line, or with its whole payload below.
struct ListenedText {
    private let event: ListenedEvent

    init(_ event: ListenedEvent) {
        self.event = event
    }

    /// - Parameter width: Columns of the terminal.
    func lines(style: TextStyle, isVerbose: Bool, width: Int?) -> [String] {
        let line = ListenedLine(self.event, style: style)
        guard isVerbose, self.event.denial == nil else { return [line.text(width: width)] }
        return [line.title] + self.event.argumentTexts.flatMap { Self.indented($0, style) }
    }

    private static func indented(_ json: [UInt8], _ style: TextStyle) -> [String] {
        // It was written from what was parsed.
        guard let document = try? JSONDocument(parsing: json) else { return [] }
        return IndentedJSON(document).lines.map { "  " + self.highlighted($0.written, style) }
    }

    /// With its key, if it has one, in colour.
    private static func highlighted(_ line: String, _ style: TextStyle) -> String {
        let text = line.drop { $0 == " " }
        guard text.hasPrefix("\""), let end = text.firstRange(of: "\": ") else { return line }
        let key = String(text[..<end.lowerBound]) + "\""
        return line.prefix { $0 == " " } + style.name(key) + text[text.index(after: end.lowerBound)...]
    }
}
