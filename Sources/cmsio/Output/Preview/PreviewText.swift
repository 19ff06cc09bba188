import ContentEvents
import JSONText

/// A preview for reading, in parts that are parted by an empty line.
struct PreviewText {
    private let preview: Preview
    private let style: TextStyle
    private let width: Int?

    /// - Parameter width: Columns of the terminal.
    init(_ preview: Preview, style: TextStyle, width: Int?) {
        self.preview = preview
        self.style = style
        self.width = width
    }

    /// `article:update would be sent to 3 sockets; nothing was sent`
    var title: [String] {
        let count = self.preview.sockets ?? 0
        let sockets = count == 1 ? "1 socket" : "\(count) sockets"
        return ["\(self.style.name(Printable.text(self.preview.event))) would be sent to \(sockets); nothing was sent"]
    }

    /// Who would get it, and why.
    var audiences: [String] {
        guard !self.preview.audiences.isEmpty else { return [] }
        let isCounted = self.preview.sockets != nil
        let columns: [(String, TextTable.Alignment)] =
            [("AUDIENCE", .left)] + (isCounted ? [("SOCKETS", .right)] : []) + [("WHY", .left)]
        var table = TextTable(columns)
        for audience in self.preview.audiences {
            let reason = audience.error ?? audience.reason
            let why = audience.receives && audience.error == nil ? reason : "gets nothing: \(reason)"
            table.add([audience.audience] + (isCounted ? ["\(audience.sockets ?? 0)"] : []) + [why])
        }
        return table.lines(style: self.style, width: self.width)
    }

    /// What would be sent, each view under the audiences that get it.
    var views: [String] {
        self.preview.views.map { view in
            [self.style.name(Self.names(view))] + self.argument(view) + self.dropped(view)
        }.joined(separator: [""]).map { $0 }
    }

    /// The same as changes of the data.
    ///
    /// - Parameter diffs: Of each view.
    func diffs(_ diffs: [ViewDiff]) -> [String] {
        zip(self.preview.views, diffs).flatMap { view, diff in
            diff.written(title: Self.names(view), style: self.style)
        }
    }

    /// What becomes of each field.
    var fields: [String] { FieldTable(self.preview.views, style: self.style).lines(width: self.width) }

    private func argument(_ view: ViewPreview) -> [String] {
        // The server wrote it; what could not be read would not have come this far.
        guard let document = view.argument.flatMap({ try? JSONDocument(parsing: $0) }) else { return [] }
        return IndentedJSON(document).lines.map(\.written)
    }

    private func dropped(_ view: ViewPreview) -> [String] {
        guard !view.dropped.isEmpty else { return [] }
        let fields = view.dropped.map { "\($0.path) (\($0.rule))" }.joined(separator: ", ")
        return [self.style.faint("dropped: \(Printable.text(fields))")]
    }

    /// Who gets a view: `role:public, token:ci`.
    static func names(_ view: ViewPreview) -> String { Printable.text(view.audiences.joined(separator: ", ")) }
}
