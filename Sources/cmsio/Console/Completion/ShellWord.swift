/// The word of a shell's command line that is being completed, as the completion scripts hand it over.
package struct ShellWord: Sendable, Equatable {
    package enum Shell: String, Sendable {
        case bash, zsh, fish
    }

    /// What is typed of it, without quotes.
    package let typed: String
    /// The part of it that the shell takes for words of their own, and does not want back: bash parts words at colons.
    private let lead: String
    private let shell: Shell?

    /// - Parameters:
    ///   - words: The command line, as typed.
    ///   - index: Of the word among them.
    ///   - partial: What stands before the cursor in it.
    package init(_ words: [String], at index: Int, beforeCursor partial: String, shell: Shell?) {
        var lead = ""
        var rest = partial
        if shell == .bash {
            var before = words.prefix(max(0, index))[...]
            if !rest.isEmpty, rest.allSatisfy({ $0 == ":" }) {
                (lead, rest) = (rest, "")
                lead = (before.popLast() ?? "") + lead
            }
            while let colons = before.last, !colons.isEmpty, colons.allSatisfy({ $0 == ":" }) {
                before = before.dropLast()
                lead = (before.popLast() ?? "") + colons + lead
            }
        }
        self.lead = Self.unquoted(lead)
        self.typed = self.lead + Self.unquoted(rest)
        self.shell = shell
    }

    /// Whole words that begin with ``typed``, as the shell wants them.
    package func answer(_ words: [String]) -> [String] {
        let rest = words.map { String($0.dropFirst(self.lead.count)) }
        // What follows a colon is a description to zsh.
        return self.shell == .zsh ? rest.map { $0.replacing(":", with: "\\:") } : rest
    }

    /// Without quotes and the backslashes that stand for themselves.
    package static func unquoted(_ text: String) -> String {
        text.filter { $0 != "'" && $0 != "\"" && $0 != "\\" }
    }
}
