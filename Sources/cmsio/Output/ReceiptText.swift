import ContentEvents

/// A receipt for reading: what was sent, and for each audience how many sockets got it and what was left out.
struct ReceiptText {
    private let receipt: Receipt

    init(_ receipt: Receipt) {
        self.receipt = receipt
    }

    /// - Parameters:
    ///   - isVerbose: Whether to say why each field was left out, in a sentence.
    ///   - width: Columns of the terminal.
    func lines(style: TextStyle, isVerbose: Bool, width: Int?) -> [String] {
        let receipt = self.receipt
        let verb = receipt.repeated ? "was sent before to" : "sent to"
        let title = "\(style.name(Printable.text(receipt.event))) \(verb) \(Self.sockets(receipt.sockets))"
        let number = style.faint("(id \(receipt.id), offset \(receipt.offset))")
        return ["\(title) \(number)"] + self.table(style, width) + (isVerbose ? self.reasons(style) : [])
    }

    private func table(_ style: TextStyle, _ width: Int?) -> [String] {
        guard !self.receipt.audiences.isEmpty else { return [] }
        var table = TextTable([("AUDIENCE", .left), ("SOCKETS", .right), ("DROPPED", .left)])
        for audience in self.receipt.audiences {
            let dropped = audience.dropped.map { "\($0.path) (\($0.rule))" }.joined(separator: ", ")
            let outcome = audience.error.map { "got nothing: \($0)" } ?? (dropped.isEmpty ? "-" : dropped)
            table.add([audience.audience, "\(audience.sockets)", outcome])
        }
        return table.lines(style: style, width: width)
    }

    private func reasons(_ style: TextStyle) -> [String] {
        self.receipt.audiences.flatMap { audience in
            audience.dropped.map {
                style.faint(
                    "\(Printable.text(audience.audience)): \(Printable.text($0.path)): \(Printable.text($0.reason))"
                )
            }
        }
    }

    private static func sockets(_ count: Int) -> String { count == 1 ? "1 socket" : "\(count) sockets" }
}
