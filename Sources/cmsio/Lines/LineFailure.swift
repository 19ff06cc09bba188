/// What to say when lines were not sent.
enum LineFailure {
    /// `events.ndjson:12: there is no content type 'artcle'; …`
    static func text(_ name: String, _ line: Int, _ failure: CommandFailure) -> String {
        let message = failure.message
        let isSentence = message.last.map { ".?!".contains($0) } ?? false
        return Printable.text("\(name):\(line): \(message)\(isSentence ? "" : ".")")
    }

    /// - Throws: ``CommandFailure`` or ``Verdict`` for an end that leaves something unsent.
    static func check(_ tally: LinesTally, _ name: String) throws {
        switch tally.end {
        case .complete:
            guard tally.refused > 0 else { return }
            throw CommandFailure(
                .badData,
                "\(tally.refused) of \(tally.lines) lines of \(name) "
                    + (tally.isDryRun ? "are bad; nothing was sent." : "were refused; the others were sent.")
            )
        case .refused(let line, let failure):
            throw CommandFailure(
                failure.status,
                self.text(name, line, failure)
                    + " Nothing from this line on was sent: mend it and go on with --from-line \(line), "
                    + "or pass over bad lines with --keep-going."
            )
        case .disconnected(let line, let failure):
            throw CommandFailure(
                failure.status,
                self.text(name, line, failure) + " The lines before were sent"
                    + (line < tally.lastLine
                        ? "; those from here to \(tally.lastLine) may have been." : "; this one may have been.")
                    + " Go on with --from-line \(line)."
            )
        case .interrupted: throw Verdict(status: .interrupted)
        }
    }
}
