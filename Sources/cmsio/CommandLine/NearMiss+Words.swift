import ContentModel
import JSONText

extension NearMiss {
    /// The word that somebody who wrote `word` probably meant; nil if none is near.
    static func find(_ word: String, among words: some Sequence<String>) -> String? {
        self.suggestion(for: ExactString(word), among: words.map { ExactString($0) })?.string
    }
}
