extension ScriptEvaluator {
    func unary(_ mark: String, _ value: ScriptValue, line: Int) -> ScriptValue {
        switch (mark, value.content) {
        case (_, .opaque): value
        case ("!", _): ScriptValue(value.isTruthy.map { .bool(!$0) } ?? .opaque("it is code"), self.origin(line))
        case ("-", .number(let number)): ScriptValue(.number(-number), self.origin(line))
        case ("+", .number): value
        default: self.opaque("this expression is code", line: line)
        }
    }

    mutating func binary(_ mark: String, _ left: ScriptNode, _ right: ScriptNode, line: Int, in scope: Int)
        -> ScriptValue
    {
        let value = self.evaluate(left, in: scope)
        switch mark {
        case "||", "&&", "??":
            guard let isTrue = value.isTruthy else { return value }
            let isTaken = mark == "||" ? !isTrue : mark == "&&" ? isTrue : value.isNullish
            guard isTaken else { return value }
            return self.evaluate(right, in: scope).standingIn(for: value, always: mark == "&&")
        case "==", "===", "!=", "!==":
            let other = self.evaluate(right, in: scope)
            let isLoose = mark.count == 2
            guard let isEqual = Self.equals(value, other, isLoose: isLoose) else {
                return self.opaque("this comparison is code", line: line)
            }
            return ScriptValue(.bool(isEqual != mark.hasPrefix("!")), self.origin(line))
        case "+":
            return self.sum(value, self.evaluate(right, in: scope), line: line, asText: false)
        default:
            return self.arithmetic(mark, value, self.evaluate(right, in: scope), line: line)
        }
    }

    private func arithmetic(_ mark: String, _ left: ScriptValue, _ right: ScriptValue, line: Int) -> ScriptValue {
        guard case .number(let left) = left.content, case .number(let right) = right.content else {
            return self.opaque("this expression is code", line: line)
        }
        let origin = self.origin(line)
        switch mark {
        case "-": return ScriptValue(.number(left - right), origin)
        case "*": return ScriptValue(.number(left * right), origin)
        case "/": return ScriptValue(.number(left / right), origin)
        case "<": return ScriptValue(.bool(left < right), origin)
        case ">": return ScriptValue(.bool(left > right), origin)
        default: return self.opaque("this expression is code", line: line)
        }
    }

    /// - Parameter asText: Whether numbers are joined as texts, as in a template.
    func sum(_ left: ScriptValue, _ right: ScriptValue, line: Int, asText: Bool) -> ScriptValue {
        for value in [left, right] {
            if case .opaque = value.content { return value }
        }
        var origin = self.origin(line)
        origin.variable = left.origin.variable ?? right.origin.variable
        if !asText, case .number(let left) = left.content, case .number(let right) = right.content {
            return ScriptValue(.number(left + right), origin)
        }
        guard let first = left.text, let second = right.text else {
            return self.opaque("this expression is code", line: line)
        }
        return ScriptValue(.string(first + second), origin)
    }

    /// nil if only running the code would tell.
    private static func equals(_ left: ScriptValue, _ right: ScriptValue, isLoose: Bool) -> Bool? {
        switch (left.content, right.content) {
        case (.opaque, _), (_, .opaque): nil
        case (.undefined, .undefined), (.null, .null): true
        case (.undefined, .null), (.null, .undefined): isLoose
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.number(let number), .string(let text)), (.string(let text), .number(let number)):
            isLoose && Double(text) == number
        case (.undefined, _), (.null, _), (_, .undefined), (_, .null): false
        case (.bool, _), (_, .bool): isLoose ? nil : false
        default: nil
        }
    }
}

extension ScriptValue {
    /// This value after `a || this`: a variable that gave nothing is remembered, because setting it would count.
    fileprivate func standingIn(for value: ScriptValue, always: Bool) -> ScriptValue {
        guard !always, self.origin.variable == nil, let variable = value.origin.variable else { return self }
        var result = self
        result.origin.variable = VariableUse(name: variable.name, place: nil)
        return result
    }
}
