import Foundation

/// What a half-typed line can become.
package struct Completion: Sendable, Equatable {
    /// Whole words in place of ``typed``.
    package let words: [String]
    /// What is there of the word.
    package let typed: String
    /// Whether a file may stand there, which is not looked for here.
    package let isFile: Bool

    package init(words: [String], typed: String, isFile: Bool = false) {
        self.words = words
        self.typed = typed
        self.isFile = isFile
    }

    /// The words, cut to what stands in place of `text`: the end of what is typed, as somebody else parted it.
    package func replacements(for text: String) -> [String] {
        guard self.typed.hasSuffix(text) else { return [] }
        return self.words.map { String($0.dropFirst(self.typed.count - text.count)) }
    }

    /// - Returns: nil for no words.
    package static func commonStart(of words: [String]) -> String? {
        guard let first = words.first else { return nil }
        return words.dropFirst().reduce(first) { common, word in common.commonPrefix(with: word, options: .literal) }
    }
}

extension CompletionPlace {
    /// - Parameter names: The names that are known; called at most once, with the type that the line names.
    package func completion(from names: (_ type: String?) -> NameCandidates) -> Completion {
        let typed = self.lead + self.partial
        switch self.expected {
        case .words(let words):
            return Completion(words: words.filter { $0.hasPrefix(self.partial) }.map { self.lead + $0 }, typed: typed)
        case .name(let kind):
            let found = names(self.type).find(kind, beginning: self.partial, type: self.type)
            return Completion(words: found.map { self.lead + $0 }, typed: typed)
        case .file: return Completion(words: [], typed: typed, isFile: true)
        case .nothing: return Completion(words: [], typed: typed)
        }
    }
}
