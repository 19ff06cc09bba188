/// Why a text is not JSON that we accept, and where.
///
/// The message never shows the text itself.
public struct JSONError: Error, Equatable, Sendable {
    /// What is wrong; its description says how to write it instead.
    public enum Reason: Equatable, Sendable {
        case noText
        case byteOrderMark
        case tooManyBytes(limit: Int)
        case tooDeep(limit: Int)
        /// The text ends where something else had to follow.
        case unexpectedEnd
        case expectedValue
        case expectedKey
        case expectedColon
        case expectedCommaOrBrace
        case expectedCommaOrBracket
        case trailingComma
        case textAfterValue
        case unknownWord
        case comment
        case singleQuote
        case unquotedKey
        case leadingZero
        case leadingPlus
        case expectedDigit
        /// The place is the opening quote.
        case unterminatedString
        case controlCharacter(UInt8)
        case unknownEscape
        case malformedUnicodeEscape
        case loneSurrogate
        case notUTF8
    }

    /// The byte at which the text stops being JSON, from 0; the number of bytes when more had to follow.
    public let offset: Int

    /// The line of that byte, from 1. Lines end with a line feed.
    public let line: Int

    /// The column of that byte, from 1, in Unicode scalars, so that `é` and a tab count one each.
    public let column: Int

    /// What is wrong there.
    public let reason: Reason

    /// Finds the line and the column, which costs a walk over the text up to `offset`.
    init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
        let before = bytes.prefix(offset)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        self.reason = reason
        self.offset = offset
        self.line = before.count { $0 == UInt8(ascii: "\n") } + 1
        self.column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    }
}

extension JSONError: CustomStringConvertible {
    public var description: String { "line \(self.line), column \(self.column): \(self.reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noText: "there is no JSON here; write a value, for example {}"
        case .byteOrderMark: "the text begins with a byte order mark; save it as UTF-8 without one"
        case .tooManyBytes(let limit): "the text is longer than \(limit) bytes; send less at once"
        case .tooDeep(let limit): "arrays and objects are nested deeper than \(limit) levels"
        case .unexpectedEnd: "the text ends too early; something is still open"
        case .expectedValue: "expected a value"
        case .expectedKey: "expected a key in double quotes"
        case .expectedColon: "expected ':' after the key"
        case .expectedCommaOrBrace: "expected ',' or '}' after the member"
        case .expectedCommaOrBracket: "expected ',' or ']' after the element"
        case .trailingComma: "expected more after ','; take out the comma before the end"
        case .textAfterValue: "expected nothing more after the value; a text is one value"
        case .unknownWord: "expected a value; the only words are true, false and null, in lower case"
        case .comment: "comments are not JSON; take it out"
        case .singleQuote: "strings are written in double quotes"
        case .unquotedKey: "keys are written in double quotes"
        case .leadingZero: "a number has no zeros before its first digit"
        case .leadingPlus: "a number has no '+' before it"
        case .expectedDigit: "expected a digit; the number is not complete"
        case .unterminatedString: "the string that begins here has no closing quote"
        case .controlCharacter(let byte): Self.controlCharacter(byte)
        case .unknownEscape: #"unknown escape; use \" \\ \/ \b \f \n \r \t or \u and four digits"#
        case .malformedUnicodeEscape: #"expected four hexadecimal digits after \u"#
        case .loneSurrogate: #"half of a surrogate pair; write both halves, or the character itself"#
        case .notUTF8: "the text is not UTF-8; save it as UTF-8"
        }
    }

    private static func controlCharacter(_ byte: UInt8) -> String {
        switch byte {
        case 0x09: #"a tab inside a string; write \t"#
        case 0x0A: #"a line break inside a string; close the string, or write \n"#
        case 0x0D: #"a line break inside a string; close the string, or write \r"#
        default: #"a control character inside a string; write \u00"# + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}

/// A reason and its place, while parsing: the line is only counted once an error leaves the room.
struct ParseFailure: Error {
    let reason: JSONError.Reason
    let offset: Int

    init(_ reason: JSONError.Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
