extension ScriptEvaluator {
    mutating func evaluate(_ node: ScriptNode, in scope: Int) -> ScriptValue {
        guard self.spend() else { return self.opaque("the code takes too long", line: node.line) }
        let origin = self.origin(node.line)
        switch node.kind {
        case .undefined: return ScriptValue(.undefined, origin)
        case .null: return ScriptValue(.null, origin)
        case .bool(let bool): return ScriptValue(.bool(bool), origin)
        case .number(let number): return ScriptValue(.number(number), origin)
        case .string(let text): return ScriptValue(.string(text), origin)
        case .opaque(let reason): return ScriptValue(.opaque(reason), origin)
        case .spread: return ScriptValue(.opaque("this expression is code"), origin)
        case .function(let function): return ScriptValue(.function(function, scope: scope), origin)
        case .template(let parts): return self.template(parts, line: node.line, in: scope)
        case .name(let name): return self.named(name, line: node.line, in: scope)
        case .member(let object, let name): return self.member(name, of: self.evaluate(object, in: scope))
        case .element(let object, let key):
            return self.element(self.evaluate(key, in: scope), of: self.evaluate(object, in: scope), line: node.line)
        case .call(let function, let arguments):
            let function = self.evaluate(function, in: scope)
            guard let arguments = self.elements(arguments, in: scope) else {
                return self.opaque("the arguments are code", line: node.line)
            }
            return self.call(function, arguments, line: node.line)
        case .array(let elements):
            return self.elements(elements, in: scope).map { ScriptValue(.array($0), origin) }
                ?? self.opaque("the elements are code", line: node.line)
        case .object(let properties): return self.object(properties, line: node.line, in: scope)
        case .unary(let mark, let operand): return self.unary(mark, self.evaluate(operand, in: scope), line: node.line)
        case .binary(let mark, let left, let right): return self.binary(mark, left, right, line: node.line, in: scope)
        case .conditional(let condition, let then, let otherwise):
            guard let isTrue = self.evaluate(condition, in: scope).isTruthy else {
                return self.opaque("it depends on a condition that is code", line: node.line)
            }
            return self.evaluate(isTrue ? then : otherwise, in: scope)
        case .assignment(let target, let value):
            let value = self.evaluate(value, in: scope)
            self.assign(value, to: target, in: scope)
            return value
        }
    }

    /// Does what a statement of one expression does. A call of code may change what it is called on and given.
    mutating func perform(_ node: ScriptNode, in scope: Int) {
        switch node.kind {
        case .call:
            let reason = "the call in line \(node.line) may change it"
            for name in node.roots {
                guard let owner = self.owner(of: name, from: scope), let value = self.scopes[owner].names[name] else {
                    continue
                }
                switch value.content {
                case .array, .object: self.scopes[owner].names[name] = self.opaque(reason, line: node.line)
                default: break
                }
            }
        default:
            _ = self.evaluate(node, in: scope)
        }
    }

    private mutating func assign(_ value: ScriptValue, to target: ScriptNode, in scope: Int) {
        var path: [String] = []
        var node = target
        while true {
            switch node.kind {
            case .name(let name):
                guard let owner = self.owner(of: name, from: scope), let old = self.scopes[owner].names[name] else {
                    return
                }
                self.scopes[owner].names[name] = old.setting(value, at: path[...])
                return
            case .member(let object, let name):
                path.insert(name, at: 0)
                node = object
            default:
                self.forget(
                    target.roots,
                    because: "the assignment in line \(target.line) is code",
                    line: target.line,
                    in: scope
                )
                return
            }
        }
    }

    private func named(_ name: String, line: Int, in scope: Int) -> ScriptValue {
        if let owner = self.owner(of: name, from: scope), let value = self.scopes[owner].names[name] { return value }
        let origin = self.origin(line)
        switch name {
        case "process": return ScriptValue(.native(.process), origin)
        case "require": return ScriptValue(.native(.require), origin)
        case "__dirname": return ScriptValue(.string(self.context.folder), origin)
        case "Number": return ScriptValue(.native(.toNumber), origin)
        case "String": return ScriptValue(.native(.toText), origin)
        case "Boolean": return ScriptValue(.native(.toBool), origin)
        case "parseInt": return ScriptValue(.native(.parseInt), origin)
        case "parseFloat": return ScriptValue(.native(.parseFloat), origin)
        default: return ScriptValue(.opaque("'\(name)' is not known here"), origin)
        }
    }

    /// The elements of an array or the arguments of a call; nil if a spread hides how many there are.
    private mutating func elements(_ nodes: [ScriptNode], in scope: Int) -> [ScriptValue]? {
        var values: [ScriptValue] = []
        for node in nodes {
            guard case .spread(let inner) = node.kind else {
                values.append(self.evaluate(node, in: scope))
                continue
            }
            guard case .array(let elements) = self.evaluate(inner, in: scope).content, self.spend(elements.count) else {
                return nil
            }
            values += elements
        }
        return values
    }

    private mutating func object(_ properties: [ScriptProperty], line: Int, in scope: Int) -> ScriptValue {
        var object = ScriptObject()
        for property in properties {
            switch property {
            case .value(let key, let node):
                let key = self.evaluate(key, in: scope)
                let value = self.evaluate(node, in: scope)
                if let name = key.text { object.set(name, value) } else { object.hide(because: "a key is code") }
            case .code(let key, let line):
                let name = key.flatMap { self.evaluate($0, in: scope).text }
                let value = self.opaque("it is a function", line: line)
                if let name { object.set(name, value) } else { object.hide(because: "a key is code") }
            case .spread(let node):
                self.spread(self.evaluate(node, in: scope), into: &object)
            }
        }
        return ScriptValue(.object(object), self.origin(line))
    }

    private mutating func spread(_ value: ScriptValue, into object: inout ScriptObject) {
        switch value.content {
        case .object(let other) where self.spend(other.members.count): object.merge(other)
        case .undefined, .null, .bool, .number: break
        case .opaque(let reason): object.hide(because: "\(reason) (line \(value.origin.line))")
        case .object, .array, .string, .function, .native: object.hide(because: "what is spread here is code")
        }
    }

    private mutating func template(_ parts: [ScriptNode], line: Int, in scope: Int) -> ScriptValue {
        var result = ScriptValue(.string(""), self.origin(line))
        for part in parts { result = self.sum(result, self.evaluate(part, in: scope), line: line, asText: true) }
        return result
    }
}

extension ScriptNode {
    /// The variables that an expression begins at: `a` of `a.b(c.d)`, and `c`.
    var roots: Set<String> {
        switch self.kind {
        case .name(let name): name == "console" ? [] : [name]
        case .member(let object, _): object.roots
        case .element(let object, _): object.roots
        case .call(let function, let arguments): arguments.reduce(into: function.roots) { $0.formUnion($1.roots) }
        case .assignment(let target, let value): target.roots.union(value.roots)
        case .spread(let value), .unary(_, let value): value.roots
        case .binary(_, let left, let right): left.roots.union(right.roots)
        case .conditional(_, let then, let otherwise): then.roots.union(otherwise.roots)
        default: []
        }
    }
}

extension ScriptValue {
    /// The same with another value at a place in it.
    fileprivate func setting(_ value: ScriptValue, at path: ArraySlice<String>) -> ScriptValue {
        guard let name = path.first else { return value }
        guard case .object(var object) = self.content else { return self }
        let old = object[name] ?? ScriptValue(.undefined, self.origin)
        object.set(name, old.setting(value, at: path.dropFirst()))
        return ScriptValue(.object(object), self.origin)
    }
}
