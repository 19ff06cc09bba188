import ContentEvents

/// Who would receive an event, for reading.
struct RecipientsText {
    private let recipients: Recipients

    init(_ recipients: Recipients) {
        self.recipients = recipients
    }

    /// - Parameter width: Columns of the terminal.
    func lines(style: TextStyle, width: Int?) -> [String] {
        let recipients = self.recipients
        let event = style.name(Printable.text(recipients.event))
        guard !recipients.audiences.isEmpty else {
            return ["nobody may receive \(event). \(Printable.text(recipients.note ?? ""))"]
        }
        let isCounted = recipients.sockets != nil
        var table = TextTable(
            [("AUDIENCE", .left)] + (isCounted ? [("SOCKETS", .right)] : []) + [("WHY", .left)]
        )
        for recipient in recipients.audiences {
            table.add([recipient.audience] + (recipient.sockets.map { ["\($0)"] } ?? []) + [recipient.reason])
        }
        return ["\(event) \(self.summary)"] + table.lines(style: style, width: width)
    }

    private var summary: String {
        let count = self.recipients.audiences.count
        let audiences = "would go to \(count == 1 ? "1 audience" : "\(count) audiences")"
        guard let sockets = self.recipients.sockets else { return audiences }
        return "\(audiences), \(sockets == 1 ? "1 socket" : "\(sockets) sockets") connected"
    }
}
