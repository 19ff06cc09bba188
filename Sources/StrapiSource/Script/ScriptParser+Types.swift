extension ScriptParser {
    /// Goes past `?`, `!` and `: Type` behind a name that is declared.
    mutating func skipAnnotation() {
        if self.token.isMark("?") || self.token.isMark("!") { self.advance() }
        if self.take(":") { self.skipType() }
    }

    /// Goes past a type, up to the first token that cannot be part of one.
    mutating func skipType() {
        var needsOperand = true
        while self.index < self.tokens.count - 1 {
            let isOver = needsOperand ? !self.skipOperand(&needsOperand) : !self.skipOperator(&needsOperand)
            if isOver { return }
        }
    }

    private mutating func skipOperand(_ needsOperand: inout Bool) -> Bool {
        switch self.token.kind {
        case .name(let name):
            self.advance()
            needsOperand = ["typeof", "keyof", "readonly", "infer", "unique", "new", "asserts"].contains(name)
        case .string, .number:
            self.advance()
            needsOperand = false
        case .mark("{"), .mark("["), .templateStart:
            self.skipGroup()
            needsOperand = false
        case .mark("("):
            self.skipGroup()
            needsOperand = self.take("=>")
        case .mark("|"), .mark("&"), .mark("-"):
            self.advance()
        default:
            return false
        }
        return true
    }

    private mutating func skipOperator(_ needsOperand: inout Bool) -> Bool {
        switch self.token.kind {
        case .mark("."), .mark("|"), .mark("&"), .name("is"), .name("extends"):
            self.advance()
            needsOperand = true
        case .mark("["):
            if self.token.startsLine { return false }
            self.skipGroup()
        case .mark("<"):
            return self.skipAngles()
        default:
            return false
        }
        return true
    }

    /// Goes past `<A, B<C>>`.
    ///
    /// - Returns: Whether there was such a list; if not, it stays where it is.
    @discardableResult
    mutating func skipAngles() -> Bool {
        let start = self.index
        var open = 0
        // Looked for at each comparison, so no further than real types go.
        let end = min(start + 500, self.tokens.count - 1)
        while self.index < end, !self.token.isMark(";"), !self.token.isClosing {
            if self.token.isMark("<") { open += 1 }
            if self.token.isMark(">") { open -= 1 }
            self.skipGroup()
            if open == 0 { return true }
        }
        self.index = start
        return false
    }
}
