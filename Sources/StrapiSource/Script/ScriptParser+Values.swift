extension ScriptParser {
    /// A value by itself: a literal, a name, a function, or an expression in brackets.
    mutating func primary() -> ScriptNode {
        let line = self.line
        switch self.token.kind {
        case .string(let text):
            self.advance()
            return ScriptNode(.string(text), line: line)
        case .number(let number):
            self.advance()
            return ScriptNode(.number(number), line: line)
        case .templateStart:
            return self.template()
        case .mark("("):
            return self.parenthesis()
        case .mark("["):
            let items = self.items()
            return ScriptNode(.array(items), line: line, over: items)
        case .mark("{"):
            return self.object()
        case .name(let name):
            return self.named(name)
        case .other:
            self.advance()
            return ScriptNode(.opaque("this expression is code"), line: line)
        default:
            // A closing bracket, or a mark that begins nothing: whoever asked finds that the expression is not whole.
            return ScriptNode(.opaque("this expression is code"), line: line)
        }
    }

    private mutating func named(_ name: String) -> ScriptNode {
        let line = self.line
        if name == "function" || (name == "async" && self.next.isName("function")) {
            self.advance()
            if name == "async" { self.advance() }
            _ = self.take("*")
            _ = self.takeName()
            guard let function = self.functionRest() else {
                return ScriptNode(.opaque("this function is code"), line: line)
            }
            return ScriptNode(.function(function), line: line)
        }
        if name == "async", self.next.isMark("("), let function = self.arrow(from: self.index + 1) { return function }
        self.advance()
        if self.token.isMark("=>") {
            self.advance()
            return self.arrowBody([.name(name, standard: nil)], line: line)
        }
        switch name {
        case "true": return ScriptNode(.bool(true), line: line)
        case "false": return ScriptNode(.bool(false), line: line)
        case "null": return ScriptNode(.null, line: line)
        case "undefined": return ScriptNode(.undefined, line: line)
        case "class":
            self.skip(to: ["{"], before: self.tokens.count - 1)
            self.skipGroup()
            return ScriptNode(.opaque("this class is code"), line: line)
        default: return ScriptNode(.name(name), line: line)
        }
    }

    private mutating func parenthesis() -> ScriptNode {
        if let function = self.arrow(from: self.index) { return function }
        let end = self.closings[self.index]
        self.advance()
        let node = self.expression(until: end)
        self.advance()
        return node
    }

    /// The arrow function whose parameters are in the parenthesis at `start`; nil if there is none, and nothing is read.
    private mutating func arrow(from start: Int) -> ScriptNode? {
        let (line, index) = (self.line, self.index)
        self.index = start
        self.skipGroup()
        if self.take(":") { self.skipType() }
        let isArrow = self.token.isMark("=>")
        self.index = index
        guard isArrow else { return nil }
        self.index = start
        let parameters = self.parameters()
        if self.take(":") { self.skipType() }
        guard self.take("=>") else { return ScriptNode(.opaque("this function is code"), line: line) }
        return self.arrowBody(parameters, line: line)
    }

    private mutating func arrowBody(_ parameters: [ScriptPattern], line: Int) -> ScriptNode {
        if self.token.isMark("{") {
            return ScriptNode(.function(ScriptFunction(parameters: parameters, body: self.block())), line: line)
        }
        let value = self.expression()
        let body = [ScriptStatement(kind: .result(value), line: line)]
        return ScriptNode(.function(ScriptFunction(parameters: parameters, body: body)), line: line, over: [value])
    }

    private mutating func template() -> ScriptNode {
        let line = self.line
        let end = self.closings[self.index]
        var parts: [ScriptNode] = []
        self.advance()
        while self.index < end {
            if case .templateText(let text) = self.token.kind {
                parts.append(ScriptNode(.string(text), line: self.line))
                self.advance()
            } else {
                let close = self.closings[self.index]
                self.advance()
                parts.append(self.expression(until: close))
                self.advance()
            }
        }
        self.index = end
        self.advance()
        return ScriptNode(.template(parts), line: line, over: parts)
    }

    private mutating func object() -> ScriptNode {
        let line = self.line
        let end = self.closings[self.index]
        var properties: [ScriptProperty] = []
        self.advance()
        while self.index < end {
            properties.append(self.property(before: end))
            self.skip(to: [","], before: end)
            if self.index < end { self.advance() }
        }
        self.index = end
        self.advance()
        return ScriptNode(.object(properties), line: line, over: properties.flatMap(\.nodes))
    }

    private mutating func property(before end: Int) -> ScriptProperty {
        let line = self.line
        if self.take("...") { return .spread(self.item(before: end)) }
        if case .name(let word) = self.token.kind, ["async", "get", "set", "static"].contains(word), self.next.isKey {
            self.advance()
            return .code(key: self.key(), line: line)
        }
        let name = self.token.kind
        guard let key = self.key() else { return .code(key: nil, line: line) }
        if self.take(":") { return .value(key: key, self.item(before: end)) }
        if case .name(let name) = name, self.index == end || self.token.isMark(",") {
            return .value(key: key, ScriptNode(.name(name), line: line))
        }
        return .code(key: key, line: line)
    }

    private mutating func key() -> ScriptNode? {
        let line = self.line
        switch self.token.kind {
        case .name(let name):
            self.advance()
            return ScriptNode(.string(name), line: line)
        case .string, .number:
            return self.primary()
        case .mark("["):
            let end = self.closings[self.index]
            self.advance()
            let node = self.expression(until: end)
            self.advance()
            return node
        default:
            return nil
        }
    }
}

extension ScriptToken {
    /// Whether it can be the name of a member.
    fileprivate var isKey: Bool {
        switch self.kind {
        case .name, .string, .number, .mark("["): true
        default: false
        }
    }
}

extension ScriptProperty {
    /// The expressions in it.
    fileprivate var nodes: [ScriptNode] {
        switch self {
        case .value(let key, let value): [key, value]
        case .spread(let value): [value]
        case .code(let key, _): key.map { [$0] } ?? []
        }
    }
}
