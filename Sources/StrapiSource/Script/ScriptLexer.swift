/// Splits JavaScript or TypeScript into tokens, without its comments.
///
/// Source: ECMA-262, chapter 12 "Lexical Grammar", as far as configuration files need it. Whether a `/` divides or begins a
/// regular expression is told by the token before it, which is wrong only after a parenthesized condition or a block.
struct ScriptLexer {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var startsLine = true
    private var tokens: [ScriptToken] = []
    /// What is open: a brace, or the code in a template, after which the template goes on.
    private var open: [Opening] = []

    private enum Opening { case brace, templateCode }

    /// - Throws: What is wrong and where; never for code that is merely unusual.
    static func tokens(of bytes: [UInt8]) throws(ScriptError) -> [ScriptToken] {
        if bytes.count > ScriptLimits.fileBytes { throw ScriptError(reason: .tooLong, line: 1) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw ScriptError(reason: .notUTF8, line: 1) }
        var lexer = ScriptLexer(bytes: bytes)
        try lexer.run()
        return lexer.tokens
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
        if self.isNext("#!") { self.skipLine() }
    }

    private mutating func run() throws(ScriptError) {
        while let byte = self.peek() {
            switch byte {
            case UInt8(ascii: "\n"):
                self.line += 1
                self.position += 1
                self.startsLine = true
            case 0...0x20:
                self.position += 1
            case UInt8(ascii: "/") where self.isNext("//"):
                self.skipLine()
            case UInt8(ascii: "/") where self.isNext("/*"):
                try self.skipBlockComment()
            case UInt8(ascii: "/") where !self.isAfterValue:
                try self.readRegularExpression()
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                try self.readString(endingWith: byte)
            case UInt8(ascii: "`"):
                self.position += 1
                self.add(.templateStart)
                try self.readTemplate()
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                self.readNumber()
            case UInt8(ascii: ".") where self.peek(1).map(Self.isDigit) == true:
                self.readNumber()
            case _ where Self.isNamePart(byte):
                self.readName()
            default:
                try self.readMark(byte)
            }
        }
        self.add(.end)
    }

    private mutating func readMark(_ byte: UInt8) throws(ScriptError) {
        if byte == UInt8(ascii: "{") { self.open.append(.brace) }
        if byte == UInt8(ascii: "}") {
            let opening = self.open.popLast()
            self.position += 1
            self.add(.mark("}"))
            if opening == .templateCode { try self.readTemplate() }
            return
        }
        let mark = self.longMark(byte) ?? String(UnicodeScalar(byte))
        self.position += mark.utf8.count
        self.add(byte < 0x80 && byte != UInt8(ascii: "#") && byte != UInt8(ascii: "@") ? .mark(mark) : .other)
    }

    private func longMark(_ byte: UInt8) -> String? {
        // The frequent marks begin no longer one.
        if "(){}[],;:".utf8.contains(byte) { return nil }
        return Self.longMarks.first { self.isNext($0) }
    }

    /// Longer ones first. `>>` is left as two marks: it closes two lists of types.
    private static let longMarks = [
        "...", "===", "!==", "**=", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "**",
    ]
}

// MARK: Comments, names and numbers

extension ScriptLexer {
    private mutating func skipLine() {
        while let byte = self.peek(), byte != UInt8(ascii: "\n") { self.position += 1 }
    }

    private mutating func skipBlockComment() throws(ScriptError) {
        let start = self.line
        self.position += 2
        while !self.isNext("*/") {
            guard let byte = self.peek() else { throw ScriptError(reason: .unterminated("comment"), line: start) }
            if byte == UInt8(ascii: "\n") { self.line += 1 }
            self.position += 1
        }
        self.position += 2
    }

    private mutating func readName() {
        let start = self.position
        while let byte = self.peek(), Self.isNamePart(byte) { self.position += 1 }
        self.add(.name(self.text(from: start)))
    }

    private mutating func readNumber() {
        let start = self.position
        while let byte = self.peek(), Self.isNamePart(byte) || byte == UInt8(ascii: ".") { self.position += 1 }
        let text = self.text(from: start).filter { $0 != "_" }
        let radices: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
        if let (_, radix) = radices.first(where: { text.lowercased().hasPrefix($0.0) }) {
            self.add(UInt64(text.dropFirst(2), radix: radix).map { .number(Double($0)) } ?? .other)
        } else {
            self.add(Double(text).map { .number($0) } ?? .other)
        }
    }

    private mutating func readRegularExpression() throws(ScriptError) {
        let start = self.line
        var isInClass = false
        self.position += 1
        while let byte = self.peek(), byte != UInt8(ascii: "\n") {
            self.position += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "[") { isInClass = true }
            if byte == UInt8(ascii: "]") { isInClass = false }
            guard byte == UInt8(ascii: "/"), !isInClass else { continue }
            while let flag = self.peek(), Self.isNamePart(flag) { self.position += 1 }
            return self.add(.other)
        }
        throw ScriptError(reason: .unterminated("regular expression"), line: start)
    }

    /// Whether a value has just ended, so that a `/` divides it.
    private var isAfterValue: Bool {
        switch self.tokens.last?.kind {
        case .name(let name): !["return", "typeof", "case", "in", "of", "await", "default"].contains(name)
        case .string, .number, .templateEnd, .other, .mark(")"), .mark("]"), .mark("}"): true
        default: false
        }
    }
}

// MARK: Strings and templates

extension ScriptLexer {
    private mutating func readString(endingWith quote: UInt8) throws(ScriptError) {
        let start = self.line
        var content: [UInt8] = []
        self.position += 1
        while let byte = self.peek(), byte != UInt8(ascii: "\n") {
            if byte == quote {
                self.position += 1
                return self.add(.string(String(decoding: content, as: UTF8.self)), line: start)
            }
            self.readCharacter(byte, into: &content)
        }
        throw ScriptError(reason: .unterminated("string"), line: start)
    }

    /// Reads text up to the end of the template or to the code in it.
    private mutating func readTemplate() throws(ScriptError) {
        let start = self.line
        var content: [UInt8] = []
        while let byte = self.peek() {
            if byte == UInt8(ascii: "`") || self.isNext("${") {
                self.add(.templateText(String(decoding: content, as: UTF8.self)), line: start)
                if byte == UInt8(ascii: "`") {
                    self.position += 1
                    return self.add(.templateEnd)
                }
                self.position += 2
                self.open.append(.templateCode)
                return self.add(.mark("${"))
            }
            self.readCharacter(byte, into: &content)
        }
        throw ScriptError(reason: .unterminated("template"), line: start)
    }

    private mutating func readCharacter(_ byte: UInt8, into content: inout [UInt8]) {
        if byte == UInt8(ascii: "\n") { self.line += 1 }
        self.position += 1
        guard byte == UInt8(ascii: "\\"), let escaped = self.peek() else { return content.append(byte) }
        self.position += 1
        switch escaped {
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "0"): content.append(0)
        case UInt8(ascii: "\n"): self.line += 1
        case UInt8(ascii: "x"): self.readScalar(digits: 2, into: &content)
        case UInt8(ascii: "u"): self.readScalar(digits: 4, into: &content)
        default: content.append(escaped)
        }
    }

    /// Reads `\x41`, `\u0041` or `\u{41}`; what is none stays as it is written.
    private mutating func readScalar(digits: Int, into content: inout [UInt8]) {
        let isBraced = digits == 4 && self.peek() == UInt8(ascii: "{")
        let start = self.position + (isBraced ? 1 : 0)
        var end = start
        while end < self.bytes.count, end < start + (isBraced ? 6 : digits), Self.isNamePart(self.bytes[end]) {
            end += 1
        }
        let value = UInt32(
            String(decoding: self.bytes[start..<max(start, min(end, self.bytes.count))], as: UTF8.self),
            radix: 16
        )
        guard let scalar = value.flatMap(UnicodeScalar.init) else { return }
        content.append(contentsOf: Array(String(Character(scalar)).utf8))
        self.position = min(end + (isBraced ? 1 : 0), self.bytes.count)
    }
}

// MARK: Bytes

extension ScriptLexer {
    private func peek(_ offset: Int = 0) -> UInt8? {
        let index = self.position + offset
        return index < self.bytes.count ? self.bytes[index] : nil
    }

    private func isNext(_ text: String) -> Bool {
        var index = self.position
        for byte in text.utf8 {
            guard index < self.bytes.count, self.bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }

    private func text(from start: Int) -> String {
        String(decoding: self.bytes[start..<self.position], as: UTF8.self)
    }

    private mutating func add(_ kind: ScriptToken.Kind, line: Int? = nil) {
        self.tokens.append(ScriptToken(kind: kind, line: line ?? self.line, startsLine: self.startsLine))
        self.startsLine = false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter || Self.isDigit(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "$") || byte >= 0x80
    }
}
