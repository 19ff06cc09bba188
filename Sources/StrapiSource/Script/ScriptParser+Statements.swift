extension ScriptParser {
    /// Reads statements up to the token at `end`, which is a closing brace or the end of the file.
    mutating func statements(until end: Int) -> [ScriptStatement] {
        self.nested { parser in
            var statements: [ScriptStatement] = []
            while parser.index < end {
                let start = parser.index
                statements += parser.statement(before: end)
                if parser.index == start { parser.advance() }
            }
            return statements
        } otherwise: { parser in
            let line = parser.line
            let names = parser.names(from: parser.index, to: end)
            parser.index = end
            return [ScriptStatement(kind: .opaque("the code nests too deep", names: names, returns: true), line: line)]
        }
    }

    private mutating func statement(before end: Int) -> [ScriptStatement] {
        let start = self.index
        let line = self.line
        switch self.token.kind {
        case .mark(";"):
            self.advance()
            return []
        case .mark("{"):
            return [ScriptStatement(kind: .block(self.block()), line: line)]
        case .name("import") where !self.next.isMark("(") && !self.next.isMark("."):
            return self.importStatement(before: end)
        case .name("export"):
            return self.exportStatement(before: end)
        case .name("const"), .name("let"), .name("var"):
            return self.declarations(before: end)
        case .name where self.isFunction:
            return self.functionStatement()
        case .name("return"):
            return [self.returnStatement(before: end)]
        case .name("if") where self.next.isMark("("):
            return self.ifStatement(before: end)
        case .name(let word) where Self.words.contains(word) || self.declaresType(word):
            self.skipStatement(before: end)
            return self.declaresType(word) ? [] : [self.opaque("'\(word)'", from: start, line: line)]
        default:
            return self.expressionStatement(before: end)
        }
    }

    private static let words: Set<String> = [
        "for", "while", "do", "switch", "try", "throw", "class", "break", "continue", "with", "enum", "abstract",
    ]

    private var isFunction: Bool {
        self.token.isName("function") || (self.token.isName("async") && self.next.isName("function"))
    }

    /// `type X = …` and its like, which are gone when the code runs.
    private func declaresType(_ word: String) -> Bool {
        guard ["type", "interface", "declare", "namespace"].contains(word), case .name = self.next.kind else {
            return false
        }
        return !self.next.startsLine
    }

    func opaque(_ what: String, from start: Int, line: Int) -> ScriptStatement {
        let returns = self.tokens[start..<self.index].contains { $0.isName("return") }
        let names = self.names(from: start, to: self.index)
        return ScriptStatement(kind: .opaque("\(what) is code", names: names, returns: returns), line: line)
    }

    func names(from start: Int, to end: Int) -> Set<String> {
        var names: Set<String> = []
        for token in self.tokens[start..<max(start, end)] {
            if case .name(let name) = token.kind { names.insert(name) }
        }
        return names
    }

    /// The statements in the braces here.
    mutating func block() -> [ScriptStatement] {
        let end = self.closings[self.index]
        self.advance()
        let statements = self.statements(until: end)
        self.index = end
        self.advance()
        return statements
    }

    /// Goes past a statement that is not read: to its semicolon, or to a line that begins a new one.
    private mutating func skipStatement(before end: Int) {
        let keywords: Set<String> = [
            "const", "let", "var", "return", "export", "import", "module", "if", "function", "type",
        ]
        self.skipGroup()
        while self.index < end {
            if self.take(";") { return }
            if case .name(let word) = self.token.kind, self.token.startsLine, keywords.contains(word) { return }
            self.skipGroup()
        }
        self.index = min(self.index, end)
    }

    private mutating func expressionStatement(before end: Int) -> [ScriptStatement] {
        let start = self.index
        let line = self.line
        let node = self.expression()
        guard self.endsStatement(before: end) else {
            self.index = max(start, min(self.index, end))
            self.skipStatement(before: end)
            return [self.opaque("this statement", from: start, line: line)]
        }
        if let exported = node.exported { return [ScriptStatement(kind: .export(exported), line: line)] }
        return [ScriptStatement(kind: .expression(node), line: line)]
    }

    /// Whether the statement is over here; goes past its semicolon.
    private mutating func endsStatement(before end: Int) -> Bool {
        if self.index > end { return false }
        return self.index == end || self.take(";") || self.token.startsLine
    }

    private mutating func returnStatement(before end: Int) -> ScriptStatement {
        let line = self.line
        self.advance()
        if self.index >= end || self.token.isMark(";") || self.token.startsLine {
            return ScriptStatement(kind: .result(ScriptNode(.undefined, line: line)), line: line)
        }
        let node = self.expression()
        if self.endsStatement(before: end) { return ScriptStatement(kind: .result(node), line: line) }
        self.index = min(self.index, end)
        self.skipStatement(before: end)
        return ScriptStatement(kind: .result(ScriptNode(.opaque("this expression is code"), line: line)), line: line)
    }

    private mutating func ifStatement(before end: Int) -> [ScriptStatement] {
        let line = self.line
        self.advance()
        let close = self.closings[self.index]
        self.advance()
        let condition = self.expression(until: close)
        self.advance()
        let then = self.branch(before: end)
        var otherwise: [ScriptStatement] = []
        if self.index < end, self.token.isName("else") {
            self.advance()
            otherwise = self.branch(before: end)
        }
        return [ScriptStatement(kind: .condition(condition, then: then, otherwise: otherwise), line: line)]
    }

    private mutating func branch(before end: Int) -> [ScriptStatement] {
        guard self.index < end else { return [] }
        return self.nested {
            $0.statement(before: end)
        } otherwise: { parser in
            let start = parser.index
            let line = parser.line
            parser.index = end
            return [parser.opaque("this statement", from: start, line: line)]
        }
    }
}

extension ScriptNode {
    /// The value that this assigns to `module.exports`.
    fileprivate var exported: ScriptNode? {
        guard case .assignment(let target, let value) = self.kind else { return nil }
        if case .member(let object, "exports") = target.kind, case .name("module") = object.kind { return value }
        return value.exported
    }
}
