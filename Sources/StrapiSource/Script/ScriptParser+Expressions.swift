extension ScriptParser {
    /// One expression, without commas; it may be opaque, and then ends before the next comma, semicolon or bracket.
    mutating func expression() -> ScriptNode {
        self.nested {
            $0.assignment()
        } otherwise: { parser in
            let line = parser.line
            parser.skipExpression()
            return ScriptNode(.opaque("the code nests too deep"), line: line)
        }
    }

    /// The expression up to the token at `end`; opaque if it ends before.
    mutating func expression(until end: Int) -> ScriptNode {
        let line = self.line
        guard self.index < end else { return ScriptNode(.opaque("something is missing here"), line: line) }
        let node = self.expression()
        let isWhole = self.index == end
        self.index = end
        return isWhole ? node : ScriptNode(.opaque("this expression is code"), line: line)
    }

    /// The same up to a comma or `end`.
    mutating func item(before end: Int) -> ScriptNode {
        let line = self.line
        let node = self.expression()
        if self.index == end || (self.index < end && self.token.isMark(",")) { return node }
        self.index = min(self.index, end)
        self.skip(to: [","], before: end)
        return ScriptNode(.opaque("this expression is code"), line: line)
    }

    private mutating func skipExpression() {
        while self.index < self.tokens.count - 1, !self.token.isClosing, !self.token.isMark(","),
            !self.token.isMark(";")
        {
            self.skipGroup()
        }
    }

    private mutating func assignment() -> ScriptNode {
        let line = self.line
        let target = self.binary(above: 0)
        if self.take("?") {
            let then = self.expression()
            guard self.take(":") else {
                self.skipExpression()
                return ScriptNode(.opaque("this expression is code"), line: line)
            }
            let otherwise = self.expression()
            return ScriptNode(.conditional(target, then, otherwise), line: line, over: [target, then, otherwise])
        }
        if self.take("=") {
            let value = self.expression()
            return ScriptNode(.assignment(target, value), line: line, over: [target, value])
        }
        if ["+=", "-=", "*=", "/=", "%=", "**=", "&&=", "||=", "??="].contains(where: { self.token.isMark($0) }) {
            self.advance()
            _ = self.expression()
            let value = ScriptNode(.opaque("this assignment is code"), line: line)
            return ScriptNode(.assignment(target, value), line: line, over: [target, value])
        }
        return target
    }

    private static let precedences: [String: Int] = [
        "??": 1, "||": 2, "&&": 3, "|": 4, "^": 4, "&": 4, "==": 5, "!=": 5, "===": 5, "!==": 5, "<": 6, ">": 6,
        "<=": 6,
        ">=": 6, "+": 7, "-": 7, "*": 8, "/": 8, "%": 8, "**": 9,
    ]

    private mutating func binary(above precedence: Int) -> ScriptNode {
        var left = self.unary()
        while case .mark(let mark) = self.token.kind, let strength = Self.precedences[mark], strength > precedence {
            let line = self.line
            self.advance()
            let right = self.nested {
                $0.binary(above: strength)
            } otherwise: { parser in
                parser.skipExpression()
                return ScriptNode(.opaque("the code nests too deep"), line: line)
            }
            left = ScriptNode(.binary(mark, left, right), line: line, over: [left, right])
        }
        return left
    }

    private mutating func unary() -> ScriptNode {
        let line = self.line
        switch self.token.kind {
        case .mark(let mark) where ["!", "-", "+"].contains(mark):
            self.advance()
            let operand = self.nestedUnary()
            return ScriptNode(.unary(mark, operand), line: line, over: [operand])
        case .name("await"), .name("void"), .name("typeof"), .name("delete"), .mark("~"), .mark("++"), .mark("--"):
            self.advance()
            _ = self.nestedUnary()
            return ScriptNode(.opaque("this expression is code"), line: line)
        case .name("new"):
            self.advance()
            _ = self.nestedUnary()
            return ScriptNode(.opaque("'new' is code"), line: line)
        default:
            return self.postfix(self.primary())
        }
    }

    private mutating func nestedUnary() -> ScriptNode {
        self.nested {
            $0.unary()
        } otherwise: { parser in
            let line = parser.line
            parser.skipExpression()
            return ScriptNode(.opaque("the code nests too deep"), line: line)
        }
    }

    /// Members, elements, calls and casts behind a value.
    private mutating func postfix(_ start: ScriptNode) -> ScriptNode {
        var node = start
        while true {
            let line = self.line
            switch self.token.kind {
            case .mark("."), .mark("?."):
                let isOptional = self.token.isMark("?.")
                self.advance()
                if isOptional, self.token.isMark("(") || self.token.isMark("[") { continue }
                guard let name = self.takeName() else {
                    return ScriptNode(.opaque("this expression is code"), line: line)
                }
                node = ScriptNode(.member(node, name), line: line, over: [node])
            case .mark("[") where !self.token.startsLine:
                let end = self.closings[self.index]
                self.advance()
                let key = self.expression(until: end)
                self.advance()
                node = ScriptNode(.element(node, key), line: line, over: [node, key])
            case .mark("("):
                let arguments = self.items()
                node = ScriptNode(.call(node, arguments), line: line, over: [node] + arguments)
            case .mark("<"):
                // `env<Client>('X')`, but not `a < b`.
                let index = self.index
                if self.skipAngles(), self.token.isMark("(") { continue }
                self.index = index
                return node
            case .mark("!") where !self.token.startsLine:
                self.advance()
            case .name("as") where !self.token.startsLine, .name("satisfies") where !self.token.startsLine:
                self.advance()
                self.skipType()
            case .templateStart, .mark("++"), .mark("--"):
                self.skipGroup()
                node = ScriptNode(.opaque("this expression is code"), line: line)
            default:
                return node
            }
        }
    }

    /// The elements in the brackets here, or the arguments in the parenthesis.
    mutating func items() -> [ScriptNode] {
        let end = self.closings[self.index]
        var items: [ScriptNode] = []
        self.advance()
        while self.index < end {
            let line = self.line
            if self.take("...") {
                let value = self.item(before: end)
                items.append(ScriptNode(.spread(value), line: line, over: [value]))
            } else if self.token.isMark(",") {
                items.append(ScriptNode(.undefined, line: line))
            } else {
                items.append(self.item(before: end))
            }
            _ = self.take(",")
        }
        self.index = end
        self.advance()
        return items
    }
}
