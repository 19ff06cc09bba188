import JSONText

/// An event for reading: in one line, or with its whole payload below.
struct EventText {
    private let event: ListenedEvent

    init(_ event: ListenedEvent) {
        self.event = event
    }

    /// - Parameter width: Columns of the terminal.
    func lines(style: TextStyle, isVerbose: Bool, width: Int?) -> [String] {
        let line = EventLine(self.event, style: style)
        guard isVerbose, self.event.denial == nil else { return [line.text(width: width)] }
        return [line.title] + self.payload(style)
    }

    private func payload(_ style: TextStyle) -> [String] {
        let document = self.event.document
        return self.event.arguments.flatMap { argument in
            IndentedJSON(argument, of: document, depth: 1, style: style) { node in
                self.event.binary(node).map { "<\($0.count) bytes>" }
            }.lines
        }
    }
}
