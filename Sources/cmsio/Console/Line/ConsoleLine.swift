/// One line of the console: the words of a command, quoted as in a shell, with JSON as it is.
///
/// `'…'` keeps everything; `"…"` keeps everything but `\"` and `\\`; `\` keeps what follows it. A word that begins with `{`
/// or `[`, or has one right after its `=`, goes on to the bracket that closes it, blanks and quotes included. A word that
/// begins with `#` ends the line. There is nothing else of a shell: no variables, no globs, no pipes.
package struct ConsoleLine: Sendable, Equatable {
    package let words: [String]

    /// - Throws: ``ConsoleLineError``
    package init(parsing text: String) throws(ConsoleLineError) {
        let scan = LineScan(text)
        if let opening = scan.opening { throw ConsoleLineError(opening: opening) }
        let words = scan.words.map(\.text)
        // Lines are pasted from manuals, too.
        self.words = words.first == "cmsio" ? Array(words.dropFirst()) : words
    }
}

/// A line ends before what it began.
package struct ConsoleLineError: Error, Equatable, CustomStringConvertible {
    package let opening: LineScan.Opening

    package var description: String {
        let place = "the \(self.opening.character) at column \(self.opening.column) is not closed"
        switch self.opening.character {
        case "{", "[": return "\(place): close it, or quote the word with '…'."
        default: return "\(place): close it, or write \\\(self.opening.character) for the character itself."
        }
    }
}

extension ConsoleLineError: FailureConvertible {
    var failure: CommandFailure { CommandFailure(.usage, self.description) }
}
