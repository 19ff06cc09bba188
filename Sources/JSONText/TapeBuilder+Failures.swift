/// What to say about a text that went wrong: common slips get a word of their own.
extension TapeBuilder {
    func failure(_ reason: JSONError.Reason) -> ParseFailure {
        self.isCommentAtPosition
            ? ParseFailure(.comment, at: self.position) : ParseFailure(reason, at: self.position)
    }

    private var isCommentAtPosition: Bool {
        guard self.position + 1 < self.source.count, self.source[self.position] == UInt8(ascii: "/") else {
            return false
        }
        let next = self.source[self.position + 1]
        return next == UInt8(ascii: "/") || next == UInt8(ascii: "*")
    }

    func failureForMissingValue(after previous: Int) -> ParseFailure {
        switch self.source[self.position] {
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            // Just after a comma it is the comma that is too many.
            previous > 0 && self.source[previous - 1] == UInt8(ascii: ",")
                ? ParseFailure(.trailingComma, at: previous - 1) : self.failure(.expectedValue)
        case UInt8(ascii: "'"): self.failure(.singleQuote)
        case UInt8(ascii: "+"): self.failure(.leadingPlus)
        case UInt8(ascii: "."): self.failure(.expectedDigit)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): self.failure(.unknownWord)
        default: self.failure(.expectedValue)
        }
    }

    func failureForMissingKey(_ byte: UInt8) -> ParseFailure {
        switch byte {
        case UInt8(ascii: "'"): self.failure(.singleQuote)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            self.failure(.unquotedKey)
        default: self.failure(.expectedKey)
        }
    }
}
