/// Reads the statements of a JavaScript or TypeScript file, without its types.
///
/// It accepts anything whose brackets are balanced: what it does not understand becomes an opaque node, up to the next comma,
/// bracket or statement, and what stands around it is read.
struct ScriptParser {
    let tokens: [ScriptToken]
    /// For each opening bracket the index of its counterpart, for all other tokens their own index.
    let closings: [Int]
    var index = 0
    private var nesting = 0

    /// - Throws: For text that cannot be split into tokens, or whose brackets do not match.
    static func statements(of bytes: [UInt8]) throws(ScriptError) -> [ScriptStatement] {
        var parser = try ScriptParser(tokens: try ScriptLexer.tokens(of: bytes))
        return parser.statements(until: parser.tokens.count - 1)
    }

    /// A file that is one value, as JSON is.
    static func value(of bytes: [UInt8]) throws(ScriptError) -> ScriptNode {
        var parser = try ScriptParser(tokens: try ScriptLexer.tokens(of: bytes))
        return parser.expression(until: parser.tokens.count - 1)
    }

    private init(tokens: [ScriptToken]) throws(ScriptError) {
        self.tokens = tokens
        var closings = Array(tokens.indices)
        var open: [(index: Int, closing: ScriptToken.Kind)] = []
        for (index, token) in tokens.enumerated() {
            if let closing = token.closing {
                open.append((index, closing))
            } else if token.isClosing {
                guard let last = open.popLast(), last.closing == token.kind else {
                    throw ScriptError(reason: .unbalanced(token.text), line: token.line)
                }
                closings[last.index] = index
            }
        }
        if let last = open.last {
            throw ScriptError(reason: .unbalanced(tokens[last.index].text), line: tokens[last.index].line)
        }
        self.closings = closings
    }

    // MARK: The cursor

    var token: ScriptToken { self.tokens[self.index] }
    var next: ScriptToken { self.tokens[min(self.index + 1, self.tokens.count - 1)] }
    var line: Int { self.token.line }

    /// Goes past the token, which is never the last one.
    mutating func advance() { self.index = min(self.index + 1, self.tokens.count - 1) }

    /// Goes past the group that opens here.
    mutating func skipGroup() {
        self.index = self.closings[self.index]
        self.advance()
    }

    mutating func take(_ mark: String) -> Bool {
        guard self.token.isMark(mark) else { return false }
        self.advance()
        return true
    }

    /// The name here, past which it goes.
    mutating func takeName() -> String? {
        guard case .name(let name) = self.token.kind else { return nil }
        self.advance()
        return name
    }

    /// Goes to the next mark of these outside of brackets, or to `end`.
    mutating func skip(to marks: Set<String>, before end: Int) {
        while self.index < end {
            if case .mark(let mark) = self.token.kind, marks.contains(mark) { return }
            self.skipGroup()
        }
        self.index = end
    }

    /// Reads deeper, unless that is too deep.
    mutating func nested<Result>(_ read: (inout ScriptParser) -> Result, otherwise: (inout ScriptParser) -> Result)
        -> Result
    {
        guard self.nesting < ScriptLimits.depth else { return otherwise(&self) }
        self.nesting += 1
        defer { self.nesting -= 1 }
        return read(&self)
    }
}

extension ScriptToken {
    /// For messages about brackets.
    fileprivate var text: String {
        switch self.kind {
        case .mark(let mark): mark
        case .templateStart, .templateEnd: "`"
        default: ""
        }
    }
}
