/// The words of a line that may be half typed, as ``ConsoleLine`` tells them apart.
package struct LineScan: Sendable, Equatable {
    /// What was opened and is not closed at the end.
    package struct Opening: Sendable, Equatable {
        /// A quote or a bracket.
        package let character: Character
        /// From 1, in characters.
        package let column: Int
    }
    package struct Word: Sendable, Equatable {
        /// Without its quotes.
        package fileprivate(set) var text: String
    }

    package private(set) var words: [Word] = []
    package private(set) var opening: Opening?
    /// Whether the last word ends with the line, so that what is typed next goes on with it.
    package private(set) var endsInWord = false

    /// Whether the line ends in JSON that is not closed.
    package var isInJSON: Bool { self.opening?.character == "{" || self.opening?.character == "[" }

    private var rest: Substring
    private let text: String

    package init(_ text: String) {
        self.text = text
        self.rest = text[...]
        while self.skipBlanks(), self.rest.first != "#" {
            self.words.append(Word(text: ""))
            self.readWord()
        }
    }

    /// - Returns: Whether anything follows.
    private mutating func skipBlanks() -> Bool {
        self.rest = self.rest.drop(while: \.isWhitespace)
        return !self.rest.isEmpty
    }

    private mutating func readWord() {
        var isOpenToJSON = true
        while let character = self.rest.first, !character.isWhitespace {
            let start = self.rest.startIndex
            self.rest = self.rest.dropFirst()
            if isOpenToJSON, character == "{" || character == "[" {
                self.rest = self.text[start...]
                self.readJSON()
            } else {
                self.read(character, from: start)
            }
            isOpenToJSON = character == "="
        }
        self.endsInWord = self.rest.isEmpty
    }

    private mutating func read(_ character: Character, from start: String.Index) {
        switch character {
        case "'": self.readQuoted(by: "'", escapes: "", from: start)
        case "\"": self.readQuoted(by: "\"", escapes: "\"\\", from: start)
        case "\\":
            if let next = self.rest.popFirst() {
                self.append(next)
            } else {
                self.open("\\", at: start)
            }
        default: self.append(character)
        }
    }

    private mutating func readQuoted(by quote: Character, escapes: String, from start: String.Index) {
        while let character = self.rest.popFirst() {
            if character == quote { return }
            if character == "\\", let next = self.rest.first, escapes.contains(next) {
                self.rest = self.rest.dropFirst()
                self.append(next)
            } else {
                self.append(character)
            }
        }
        self.open(quote, at: start)
    }

    /// Takes everything to the bracket that closes the first one. Brackets in strings do not count.
    private mutating func readJSON() {
        let start = self.rest.startIndex
        var depth = 0
        var isInString = false
        while let character = self.rest.popFirst() {
            self.append(character)
            switch character {
            case "\\" where isInString:
                if let next = self.rest.popFirst() { self.append(next) }
            case "\"": isInString.toggle()
            case "{" where !isInString, "[" where !isInString: depth += 1
            case "}" where !isInString, "]" where !isInString: depth -= 1
            default: break
            }
            if depth == 0 { return }
        }
        self.open(self.text[start], at: start)
    }

    private mutating func append(_ character: Character) {
        self.words[self.words.count - 1].text.append(character)
    }

    private mutating func open(_ character: Character, at place: String.Index) {
        self.opening = Opening(
            character: character,
            column: self.text.distance(from: self.text.startIndex, to: place) + 1
        )
    }
}
