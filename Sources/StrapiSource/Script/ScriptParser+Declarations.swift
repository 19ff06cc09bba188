extension ScriptParser {
    /// `const a = 1, { b } = c;`
    mutating func declarations(before end: Int) -> [ScriptStatement] {
        let start = self.index
        var statements: [ScriptStatement] = []
        self.advance()
        // `const enum`
        if self.token.isName("enum") {
            self.skip(to: [";"], before: self.lineEnd(before: end))
            return [self.opaque("'enum'", from: start, line: self.tokens[start].line)]
        }
        repeat {
            let line = self.line
            let pattern = self.pattern()
            self.skipAnnotation()
            let value = self.take("=") ? self.expression() : ScriptNode(.undefined, line: line)
            statements.append(ScriptStatement(kind: .declare(pattern, value), line: line))
        } while self.index < end && self.take(",")
        if self.index >= end || self.take(";") || self.token.startsLine { return statements }
        self.skip(to: [";"], before: self.lineEnd(before: end))
        return [self.opaque("this declaration", from: start, line: self.tokens[start].line)]
    }

    /// The first token of the next line outside of brackets.
    private func lineEnd(before end: Int) -> Int {
        var index = self.index
        while index < end {
            index = self.closings[index] + 1
            if index < end, self.tokens[index].startsLine { return index }
        }
        return end
    }

    mutating func functionStatement() -> [ScriptStatement] {
        let line = self.line
        if self.token.isName("async") { self.advance() }
        self.advance()
        _ = self.take("*")
        let name = self.takeName() ?? ""
        guard let function = self.functionRest() else { return [] }
        return [ScriptStatement(kind: .function(name, function), line: line)]
    }

    /// The parameters and the body of a function, from its type parameters or its parenthesis on.
    mutating func functionRest() -> ScriptFunction? {
        if self.token.isMark("<") { self.skipAngles() }
        guard self.token.isMark("(") else { return nil }
        let parameters = self.parameters()
        if self.take(":") { self.skipType() }
        guard self.token.isMark("{") else { return nil }
        return ScriptFunction(parameters: parameters, body: self.block())
    }

    /// The parameters in the parenthesis here.
    mutating func parameters() -> [ScriptPattern] {
        let end = self.closings[self.index]
        self.advance()
        var parameters: [ScriptPattern] = []
        while self.index < end {
            var pattern = self.pattern()
            self.skipAnnotation()
            if self.take("=") { pattern = pattern.with(standard: self.expression()) }
            parameters.append(pattern)
            self.skip(to: [","], before: end)
            self.advance()
        }
        self.index = end
        self.advance()
        return parameters
    }

    /// What a declaration or parameter binds.
    mutating func pattern() -> ScriptPattern {
        switch self.token.kind {
        case .name(let name):
            self.advance()
            return .name(name, standard: nil)
        case .mark("{"):
            return self.nested {
                $0.objectPattern()
            } otherwise: { parser in
                parser.skipGroup()
                return .other
            }
        case .mark("["):
            self.skipGroup()
            return .other
        default:
            return .other
        }
    }

    private mutating func objectPattern() -> ScriptPattern {
        let end = self.closings[self.index]
        var members: [(key: String, pattern: ScriptPattern)] = []
        var rest: String?
        self.advance()
        while self.index < end {
            if self.take("...") {
                rest = self.takeName()
            } else if let key = self.takeName() ?? self.takeString() {
                var pattern = self.take(":") ? self.pattern() : .name(key, standard: nil)
                if self.take("=") { pattern = pattern.with(standard: self.expression()) }
                members.append((key, pattern))
            }
            self.skip(to: [","], before: end)
            self.advance()
        }
        self.index = end
        self.advance()
        return .object(members, rest: rest)
    }

    private mutating func takeString() -> String? {
        guard case .string(let text) = self.token.kind else { return nil }
        self.advance()
        return text
    }
}

// MARK: Modules

extension ScriptParser {
    /// `import path, { join as j } from 'path';`
    mutating func importStatement(before end: Int) -> [ScriptStatement] {
        let line = self.line
        var names: [(name: String, exported: String)] = []
        self.advance()
        let isType = self.token.isName("type") && !self.next.isName("from")
        if isType { self.advance() }
        while self.index < end {
            switch self.token.kind {
            case .string(let module):
                self.advance()
                _ = self.take(";")
                return isType ? [] : [ScriptStatement(kind: .importing(names, from: module), line: line)]
            case .name("from"), .mark(","):
                self.advance()
            case .mark("*"):
                self.advance()
                if self.token.isName("as") { self.advance() }
                if let name = self.takeName() { names.append((name, "*")) }
            case .name(let name):
                self.advance()
                names.append((name, "default"))
            case .mark("{"):
                names += self.importedNames()
            case .mark("="):
                // `import x = require('x')`
                self.advance()
                guard let name = names.last?.name else { return [] }
                return [ScriptStatement(kind: .declare(.name(name, standard: nil), self.expression()), line: line)]
            default:
                self.skipGroup()
                return []
            }
        }
        return []
    }

    private mutating func importedNames() -> [(name: String, exported: String)] {
        let end = self.closings[self.index]
        var names: [(name: String, exported: String)] = []
        self.advance()
        while self.index < end {
            if let exported = self.takeName() {
                if self.token.isName("as") {
                    self.advance()
                    names.append((self.takeName() ?? exported, exported))
                } else {
                    names.append((exported, exported))
                }
            }
            self.skip(to: [","], before: end)
            self.advance()
        }
        self.index = end
        self.advance()
        return names
    }

    mutating func exportStatement(before end: Int) -> [ScriptStatement] {
        let line = self.line
        self.advance()
        if self.token.isName("default") || self.token.isMark("=") {
            self.advance()
            if self.token.isName("function") || (self.token.isName("async") && self.next.isName("function")) {
                return self.exportedFunction(line: line)
            }
            let value = self.expression()
            let isWhole = self.index >= end || self.take(";") || self.token.startsLine
            let node = isWhole ? value : ScriptNode(.opaque("this expression is code"), line: line)
            return [ScriptStatement(kind: .export(node), line: line)]
        }
        guard self.token.isMark("{") else { return [] }
        // `export { config as default }`
        let names = self.importedNames()
        self.skip(to: [";"], before: self.token.isName("from") ? min(self.index + 2, end) : self.index)
        guard let name = names.first(where: { $0.name == "default" }) else { return [] }
        return [ScriptStatement(kind: .export(ScriptNode(.name(name.exported), line: line)), line: line)]
    }

    private mutating func exportedFunction(line: Int) -> [ScriptStatement] {
        let statements = self.functionStatement()
        guard case .function(let name, let function)? = statements.first?.kind else { return [] }
        let node = ScriptNode(.function(function), line: line)
        return (name.isEmpty ? [] : statements) + [ScriptStatement(kind: .export(node), line: line)]
    }
}

extension ScriptPattern {
    fileprivate func with(standard: ScriptNode) -> ScriptPattern {
        if case .name(let name, _) = self { return .name(name, standard: standard) }
        return self
    }
}
