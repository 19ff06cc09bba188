import JSONText

/// An event in one line for reading: when, what, of which entry, its data with what says most in front, and who gets it.
struct ListenedLine {
    private let event: ListenedEvent
    private let style: TextStyle

    init(_ event: ListenedEvent, style: TextStyle) {
        self.event = event
        self.style = style
    }

    /// Fewer columns have no room for more than what happened to which entry.
    private static let narrow = 60

    /// - Parameter width: Columns of the terminal; nil for no end.
    func text(width: Int?) -> String {
        if let width, width < Self.narrow {
            var line = StyledLine()
            line.add(TimeText.clock(seconds: self.event.at / 1000) + "  ", self.style.faint)
            line.add(self.event.name.string, self.nameStyle)
            line.add(self.data)
            return line.text(width: width)
        }
        let end = self.end(audiencesIn: width.map { $0 / 4 } ?? .max)
        let room = width.map { max(1, $0 - end.width) }
        return self.head(with: self.data).text(width: room) + end.text(width: nil)
    }

    /// The line without data, and with its id and offset, for what follows it.
    var title: String {
        var line = self.head(with: StyledLine())
        if let id = self.event.id { line.add("  id \(id)", self.style.faint) }
        if let offset = self.event.offset { line.add("  offset \(offset)", self.style.faint) }
        line.add(self.end(audiencesIn: .max))
        return line.text(width: nil)
    }

    /// - Parameter columns: If their names take more, audiences are only counted.
    private func end(audiencesIn columns: Int) -> StyledLine {
        var end = StyledLine()
        if let audiences {
            let names = audiences.isEmpty ? "nobody" : audiences.joined(separator: " ")
            let fits = DisplayWidth.columns(names) <= columns
            end.add("  -> " + (fits ? names : "\(audiences.count) audiences"), self.style.faint)
        }
        if self.event.wantsAck { end.add("  (wants an answer, and gets none)", self.style.faint) }
        return end
    }

    private func head(with data: StyledLine) -> StyledLine {
        var line = StyledLine()
        line.add(TimeText.clock(milliseconds: self.event.at), self.style.faint)
        line.add("  ")
        if self.event.isReplayed { line.add("(before)  ", self.style.faint) }
        line.add(self.event.name.string, self.nameStyle)
        line.add(data)
        return line
    }

    private var nameStyle: (String) -> String {
        guard self.event.denial == nil else { return self.style.faint }
        switch self.event.kind {
        case .content(_, "create"), .content(_, "publish"): return self.style.good
        case .content(_, "delete"), .content(_, "unpublish"): return self.style.bad
        case .content: return self.style.name
        case .raw, .foreign: return self.style.strong
        }
    }

    private var audiences: [String]? {
        self.event.audiences.map { self.event.document.elements($0).compactMap(self.event.document.string) }
    }

    private var data: StyledLine {
        if let denial = self.event.denial { return self.denied(denial) }
        var fields = FieldSummary(self.event, style: self.style)
        if self.event.kind == .foreign {
            fields.add(arguments: self.event.arguments)
        } else if let data = self.event.payload("data") {
            fields.add(data: data)
        }
        return fields.line
    }

    private func denied(_ denial: JSONNode) -> StyledLine {
        let text = { (key: ExactString) in
            self.event.document.value(key, in: denial).flatMap(self.event.document.string) ?? "?"
        }
        var line = StyledLine()
        for id in self.event.entityIDs?.prefix(1) ?? [] { line.add("  \(id)", self.style.strong) }
        line.add("  not for \(text("audience")): ", self.style.warning)
        line.add(text("reason"))
        return line
    }
}
