/// Finds the value that a configuration file exports, without running code.
///
/// It knows literals, objects, operators, `env()`, `path`, `process.env` and the functions of the file itself. Whatever else
/// the file does is opaque: a value that says why it is not known, and where.
///
/// Source: spec/strapi.md f, "a reader of a small expression subset".
struct ScriptEvaluator {
    /// Where a file stands, and what it can ask for.
    struct Context {
        /// As messages name it.
        let file: String
        /// `__dirname` of the file that runs, which in TypeScript projects is the compiled one.
        let folder: String
        /// The project's root, which is where Strapi is started.
        let root: String
        let environment: ProjectEnvironment
    }

    struct Scope {
        let parent: Int?
        var names: [String: ScriptValue] = [:]
    }

    /// How a list of statements ended.
    enum Outcome {
        case finished
        case returned(ScriptValue)
    }

    let context: Context
    var scopes: [Scope] = [Scope(parent: nil)]
    private var steps = 0
    private var calls = 0
    private var exported: ScriptValue?

    /// What the file gives Strapi: the exported value, or what the exported function returns.
    static func value(of bytes: [UInt8], _ context: Context) throws(ScriptError) -> ScriptValue {
        var evaluator = ScriptEvaluator(context: context)
        if context.file.hasSuffix(".json") { return Self.value(of: try ScriptParser.value(of: bytes), context) }
        let statements = try ScriptParser.statements(of: bytes)
        _ = evaluator.run(statements, in: 0)
        let value = evaluator.exported ?? evaluator.withoutExport(bytes)
        guard case .function = value.content else { return value }
        var argument = ScriptObject()
        argument.set("env", ScriptValue(.native(.env), value.origin))
        return evaluator.call(value, [ScriptValue(.object(argument), value.origin)], line: value.origin.line)
    }

    static func value(of node: ScriptNode, _ context: Context) -> ScriptValue {
        var evaluator = ScriptEvaluator(context: context)
        return evaluator.evaluate(node, in: 0)
    }

    /// What a file gives whose exports were not seen: nothing is set, unless it may export something all the same.
    private func withoutExport(_ bytes: [UInt8]) -> ScriptValue {
        if String(decoding: bytes, as: UTF8.self).contains("export") {
            return self.opaque("the file exports nothing that is understood", line: 1)
        }
        return ScriptValue(.object(ScriptObject()), self.origin(1))
    }

    private init(context: Context) { self.context = context }

    func origin(_ line: Int) -> ValueOrigin { ValueOrigin(file: self.context.file, line: line) }

    func opaque(_ reason: String, line: Int) -> ScriptValue { ScriptValue(.opaque(reason), self.origin(line)) }

    /// Counts one more step of work, or several.
    ///
    /// - Returns: Whether the work may go on.
    mutating func spend(_ steps: Int = 1) -> Bool {
        self.steps += steps
        return self.steps <= ScriptLimits.steps
    }

    // MARK: Statements

    mutating func run(_ statements: [ScriptStatement], in scope: Int) -> Outcome {
        for statement in statements {
            if case .function(let name, let function) = statement.kind {
                let value = ScriptValue(.function(function, scope: scope), self.origin(statement.line))
                self.scopes[scope].names[name] = value
            }
        }
        for statement in statements {
            guard self.spend() else { return .returned(self.opaque("the code takes too long", line: statement.line)) }
            if case .returned(let value) = self.run(statement, in: scope) { return .returned(value) }
        }
        return .finished
    }

    private mutating func run(_ statement: ScriptStatement, in scope: Int) -> Outcome {
        switch statement.kind {
        case .declare(let pattern, let node):
            self.bind(pattern, to: self.evaluate(node, in: scope), in: scope)
        case .function:
            break
        case .expression(let node):
            self.perform(node, in: scope)
        case .result(let node):
            return .returned(self.evaluate(node, in: scope))
        case .export(let node):
            self.exported = self.evaluate(node, in: scope)
        case .block(let statements):
            return self.run(statements, in: self.newScope(in: scope))
        case .condition(let condition, let then, let otherwise):
            return self.choose(condition, then, otherwise, in: scope)
        case .importing(let names, let module):
            for (name, exported) in names {
                self.scopes[scope].names[name] = self.imported(exported, from: module, line: statement.line)
            }
        case .opaque(let reason, let names, let returns):
            self.forget(names, because: reason, line: statement.line, in: scope)
            if returns, scope != 0 { return .returned(self.opaque(reason, line: statement.line)) }
        }
        return .finished
    }

    private mutating func choose(
        _ condition: ScriptNode,
        _ then: [ScriptStatement],
        _ otherwise: [ScriptStatement],
        in scope: Int
    ) -> Outcome {
        if let isTrue = self.evaluate(condition, in: scope).isTruthy {
            return self.run(isTrue ? then : otherwise, in: self.newScope(in: scope))
        }
        // Both ways are possible: what either changes is not known afterwards, nor whether there is an afterwards.
        let reason = "it depends on a condition in line \(condition.line) that is code"
        self.forget(then.changedNames.union(otherwise.changedNames), because: reason, line: condition.line, in: scope)
        guard then.returns || otherwise.returns else { return .finished }
        return .returned(self.opaque(reason, line: condition.line))
    }

    mutating func newScope(in parent: Int) -> Int {
        self.scopes.append(Scope(parent: parent))
        return self.scopes.count - 1
    }

    // MARK: Names

    /// The scope that binds a name, from `scope` outwards.
    func owner(of name: String, from scope: Int) -> Int? {
        var scope: Int? = scope
        while let current = scope {
            if self.scopes[current].names[name] != nil { return current }
            scope = self.scopes[current].parent
        }
        return nil
    }

    mutating func forget(_ names: Set<String>, because reason: String, line: Int, in scope: Int) {
        for name in names {
            guard let owner = self.owner(of: name, from: scope) else { continue }
            self.scopes[owner].names[name] = self.opaque(reason, line: line)
        }
    }

    mutating func bind(_ pattern: ScriptPattern, to value: ScriptValue, in scope: Int) {
        switch pattern {
        case .name(let name, let standard):
            guard case .undefined = value.content, let standard else {
                self.scopes[scope].names[name] = value
                return
            }
            self.scopes[scope].names[name] = self.evaluate(standard, in: scope)
        case .object(let members, let rest):
            for (key, pattern) in members { self.bind(pattern, to: self.member(key, of: value), in: scope) }
            guard let rest else { return }
            self.scopes[scope].names[rest] = Self.rest(of: value, without: Set(members.map(\.key)))
        case .other:
            break
        }
    }

    private static func rest(of value: ScriptValue, without names: Set<String>) -> ScriptValue {
        guard case .object(let object) = value.content else {
            return ScriptValue(.opaque("the rest of a value is not known"), value.origin)
        }
        var rest = ScriptObject()
        if let reason = object.unseen { rest.hide(because: reason) }
        for member in object.members where !names.contains(member.name) { rest.set(member.name, member.value) }
        return ScriptValue(.object(rest), value.origin)
    }

    // MARK: Functions

    mutating func call(_ function: ScriptValue, _ arguments: [ScriptValue], line: Int) -> ScriptValue {
        switch function.content {
        case .native(let native):
            var value = self.call(native, arguments, line: line)
            if case .method = native { value.origin.variable = function.origin.variable }
            return value
        case .function(let code, let outer):
            guard self.calls < ScriptLimits.calls, self.spend() else {
                return self.opaque("the functions call each other too deep", line: line)
            }
            self.calls += 1
            defer { self.calls -= 1 }
            let scope = self.newScope(in: outer)
            for (index, pattern) in code.parameters.enumerated() {
                let argument = index < arguments.count ? arguments[index] : ScriptValue(.undefined, self.origin(line))
                self.bind(pattern, to: argument, in: scope)
            }
            guard case .returned(let value) = self.run(code.body, in: scope) else {
                return ScriptValue(.undefined, self.origin(line))
            }
            return value
        case .opaque(let reason):
            return self.opaque(reason, line: line)
        default:
            return self.opaque("this call is code", line: line)
        }
    }
}

extension [ScriptStatement] {
    /// Names that running these may change, more rather than fewer.
    fileprivate var changedNames: Set<String> {
        self.reduce(into: []) { names, statement in
            switch statement.kind {
            case .expression(let node): names.formUnion(node.roots)
            case .condition(_, let then, let otherwise):
                names.formUnion(then.changedNames)
                names.formUnion(otherwise.changedNames)
            case .block(let statements): names.formUnion(statements.changedNames)
            case .opaque(_, let opaque, _): names.formUnion(opaque)
            case .declare, .function, .result, .export, .importing: break
            }
        }
    }

    fileprivate var returns: Bool {
        self.contains { statement in
            switch statement.kind {
            case .result: true
            case .condition(_, let then, let otherwise): then.returns || otherwise.returns
            case .block(let statements): statements.returns
            case .opaque(_, _, let returns): returns
            case .declare, .function, .expression, .export, .importing: false
            }
        }
    }
}
