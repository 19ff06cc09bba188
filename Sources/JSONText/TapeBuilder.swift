/// The one pass over a text: checks it against RFC 8259 and writes the tape.
///
/// It does not call itself for nested values. The arrays and objects that are open form a stack inside the tape: until
/// it is closed, such an entry's `link` is the index of the one around it, and an object's `end` is where
/// its keys begin in `hashes`.
struct TapeBuilder: ~Copyable {
    let source: SourceBytes
    private let maxDepth: Int
    private(set) var position = 0
    private var tape: ScratchBuffer<TapeEntry>

    /// The hashes of the keys of all open objects, outermost first.
    private var hashes = ScratchBuffer<UInt32>(capacity: 128)
    private var open = Self.nothingOpen
    private var depth = 0

    /// No index on a tape: a text is shorter, see ``JSONLimits/maxBytes``.
    private static let nothingOpen = Int(UInt32.max)

    private init(source: SourceBytes, maxDepth: Int) {
        self.source = source
        self.maxDepth = maxDepth
        // Articles have an entry every 15 to 20 bytes.
        self.tape = ScratchBuffer(capacity: source.count / 16)
    }

    /// - Throws: The first thing that is wrong with the text.
    static func tape(of source: SourceBytes, maxDepth: Int) throws(ParseFailure) -> [TapeEntry] {
        var builder = TapeBuilder(source: source, maxDepth: maxDepth)
        try builder.checkStart()
        try builder.parse()
        return builder.tape.elements()
    }

    /// Of UTF-8 and of UTF-16 in both byte orders.
    private static let byteOrderMarks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]]

    private mutating func checkStart() throws(ParseFailure) {
        if Self.byteOrderMarks.contains(where: { self.source.hasPrefix($0) }) {
            throw ParseFailure(.byteOrderMark, at: 0)
        }
        self.skipWhitespace()
        if self.position == self.source.count { throw ParseFailure(.noText, at: self.position) }
    }

    private mutating func parse() throws(ParseFailure) {
        var hasMore = true
        while hasMore {
            let isContainerOpened = try self.parseValue()
            hasMore = isContainerOpened ? try self.enterContainer() : try self.finishValue()
        }
        self.skipWhitespace()
        if self.position < self.source.count { throw self.failure(.textAfterValue) }
    }

    /// Reads a scalar, or the bracket that opens an array or object.
    ///
    /// - Returns: Whether an array or object was opened.
    @inline(__always)
    private mutating func parseValue() throws(ParseFailure) -> Bool {
        let start = self.position
        switch try self.byteAfterWhitespace() {
        case UInt8(ascii: "\""): try self.parseString()
        case UInt8(ascii: "{"): return try self.openContainer(.object)
        case UInt8(ascii: "["): return try self.openContainer(.array)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            self.append(.number, endingAt: try self.source.endOfNumber(from: self.position))
        case UInt8(ascii: "t"): self.append(.bool, endingAt: try self.source.end(of: "true", from: self.position))
        case UInt8(ascii: "f"): self.append(.bool, endingAt: try self.source.end(of: "false", from: self.position))
        case UInt8(ascii: "n"): self.append(.null, endingAt: try self.source.end(of: "null", from: self.position))
        default: throw self.failureForMissingValue(after: start)
        }
        return false
    }

    @inline(__always)
    private mutating func append(_ kind: JSONKind, endingAt end: Int) {
        self.tape.append(TapeEntry(kind, start: self.position, end: end, link: self.tape.count + 1))
        self.position = end
    }

    @inline(__always)
    private mutating func parseString() throws(ParseFailure) {
        var isEscaped = false
        let quote = try self.source.endOfString(from: self.position + 1, isEscaped: &isEscaped)
        var entry = TapeEntry(.string, start: self.position, end: quote + 1, link: self.tape.count + 1)
        entry.isEscaped = isEscaped
        self.tape.append(entry)
        self.position = quote + 1
    }

    @inline(__always)
    private mutating func openContainer(_ kind: JSONKind) throws(ParseFailure) -> Bool {
        if self.depth >= self.maxDepth { throw ParseFailure(.tooDeep(limit: self.maxDepth), at: self.position) }
        self.depth += 1
        let keys = kind == .object ? self.hashes.count : 0
        self.tape.append(TapeEntry(kind, start: self.position, end: keys, link: self.open))
        self.open = self.tape.count - 1
        self.position += 1
        return true
    }

    /// After an opening bracket: goes to the first value inside, or closes an empty container.
    ///
    /// - Returns: Whether a value follows.
    @inline(__always)
    private mutating func enterContainer() throws(ParseFailure) -> Bool {
        let byte = try self.byteAfterWhitespace()
        if self.tape[self.open].kind == .object {
            if byte == UInt8(ascii: "}") {
                self.closeContainer()
                return try self.finishValue()
            }
            try self.parseKey(byte)
        } else {
            if byte == UInt8(ascii: "]") {
                self.closeContainer()
                return try self.finishValue()
            }
        }
        return true
    }

    /// After a value: goes to the next one, closing what ends here.
    ///
    /// - Returns: Whether a value follows.
    @inline(__always)
    private mutating func finishValue() throws(ParseFailure) -> Bool {
        while self.open != Self.nothingOpen {
            let byte = try self.byteAfterWhitespace()
            if self.tape[self.open].kind == .object {
                if byte == UInt8(ascii: ",") {
                    let comma = self.position
                    self.position += 1
                    let next = try self.byteAfterWhitespace()
                    if next == UInt8(ascii: "}") { throw ParseFailure(.trailingComma, at: comma) }
                    try self.parseKey(next)
                    return true
                }
                if byte != UInt8(ascii: "}") { throw self.failure(.expectedCommaOrBrace) }
            } else {
                if byte == UInt8(ascii: ",") {
                    self.position += 1
                    return true
                }
                if byte != UInt8(ascii: "]") { throw self.failure(.expectedCommaOrBracket) }
            }
            self.closeContainer()
        }
        return false
    }

    /// Reads a key and its colon.
    ///
    /// - Parameter byte: What stands at the position, which should be a quote.
    @inline(__always)
    private mutating func parseKey(_ byte: UInt8) throws(ParseFailure) {
        guard byte == UInt8(ascii: "\"") else { throw self.failureForMissingKey(byte) }
        var isEscaped = false
        let start = self.position
        let quote = try self.source.endOfString(from: start + 1, isEscaped: &isEscaped)
        let hash =
            isEscaped
            ? KeyHash.ofEscaped(self.source[start + 1..<quote])
            : KeyHash.of(self.source[start + 1..<quote])
        var entry = TapeEntry(keyFrom: start, to: quote + 1, hash: hash)
        entry.isEscaped = isEscaped
        self.tape.append(entry)
        self.hashes.append(hash)
        self.position = quote + 1
        guard try self.byteAfterWhitespace() == UInt8(ascii: ":") else { throw self.failure(.expectedColon) }
        self.position += 1
    }

    /// Ends the innermost container at the bracket at the position.
    @inline(__always)
    private mutating func closeContainer() {
        var entry = self.tape[self.open]
        let parent = Int(entry.link)
        if entry.kind == .object {
            let keys = Int(entry.end)
            if DuplicateKeys.areLikely(in: self.hashes, from: keys) {
                let isAnyMarked = DuplicateKeys.mark(in: &self.tape, object: self.open, source: self.source)
                if isAnyMarked { entry.hasSupersededInside = true }
            }
            self.hashes.removeLast(self.hashes.count - keys)
        }
        self.position += 1
        entry.end = UInt32(truncatingIfNeeded: self.position)
        entry.link = UInt32(truncatingIfNeeded: self.tape.count)
        self.tape[self.open] = entry
        if entry.hasSupersededInside, parent != Self.nothingOpen { self.tape[parent].hasSupersededInside = true }
        self.open = parent
        self.depth -= 1
    }

    @inline(__always)
    private mutating func byteAfterWhitespace() throws(ParseFailure) -> UInt8 {
        self.skipWhitespace()
        guard self.position < self.source.count else { throw ParseFailure(.unexpectedEnd, at: self.position) }
        return self.source[self.position]
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        while self.position < self.source.count {
            let byte = self.source[self.position]
            if byte > 0x20 { return }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            self.position += 1
        }
    }
}
