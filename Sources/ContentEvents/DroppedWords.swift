import ContentModel
import Synchronization

/// Puts what views lack into the words of receipts.
///
/// Events of one type mostly lack the same, so it keeps the words that it found last: finding them takes longer than making
/// the view.
final class DroppedWords: Sendable {
    /// How many different ones are kept, and how many fields one of them may have.
    private static let (keptAnswers, mostFields) = (8, 64)

    private struct Answer {
        let drops: Drops
        let receipts: [DroppedReceipt]
    }

    private struct State {
        var answers: [Answer] = []
        /// Where the next one goes when there are enough.
        var oldest = 0
    }

    private let state = Mutex(State())

    func receipts(for drops: Drops) -> [DroppedReceipt] {
        self.state.withLock { state in
            if let known = state.answers.first(where: { $0.drops == drops }) { return known.receipts }
            let receipts = drops.fields.map { field in
                DroppedReceipt(path: field.path, rule: field.rule.code, reason: field.rule.description)
            }
            guard receipts.count <= Self.mostFields else { return receipts }
            if state.answers.count < Self.keptAnswers {
                state.answers.append(Answer(drops: drops, receipts: receipts))
            } else {
                state.answers[state.oldest] = Answer(drops: drops, receipts: receipts)
                state.oldest = (state.oldest + 1) % Self.keptAnswers
            }
            return receipts
        }
    }
}
