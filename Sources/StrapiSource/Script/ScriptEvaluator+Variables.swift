import JSONText

extension ScriptEvaluator {
    /// `process.env.X`.
    func variable(_ name: String, _ origin: ValueOrigin) -> ScriptValue {
        var origin = origin
        let found = self.context.environment[name]
        origin.variable = VariableUse(name: name, place: found?.place)
        return ScriptValue(found.map { .string($0.value) } ?? .undefined, origin)
    }

    /// `env('X', default)` and its relatives.
    ///
    /// Source: spec/strapi.md f: a variable that is set counts, though it is empty; only `true` is true.
    func env(_ native: ScriptNative, _ arguments: [ScriptValue], _ origin: ValueOrigin) -> ScriptValue {
        guard case .string(let name)? = arguments.first?.content else {
            return ScriptValue(.opaque("the name of a variable is code"), origin)
        }
        let found = self.variable(name, origin)
        let isChoice = if case .envOneOf = native { true } else { false }
        let standard = arguments.count > (isChoice ? 2 : 1) ? arguments[isChoice ? 2 : 1] : nil
        guard case .string(let text) = found.content else { return Self.standard(standard, found.origin) }
        let content: ScriptValue.Content =
            switch native {
            case .envInt: .number(ScriptNumber.integer(text))
            case .envFloat: .number(ScriptNumber.float(text))
            case .envBool: .bool(text == "true")
            case .envJSON: Self.json(text, found.origin)
            case .envArray: .array(Self.list(text).map { ScriptValue(.string($0), found.origin) })
            case .envDate: .opaque("dates are not read")
            case .envOneOf where !Self.isChoice(text, of: arguments.dropFirst().first):
                Self.standard(standard, found.origin).content
            default: .string(text)
            }
        return ScriptValue(content, found.origin)
    }

    /// The default of a variable that is not set.
    private static func standard(_ value: ScriptValue?, _ origin: ValueOrigin) -> ScriptValue {
        guard let value else { return ScriptValue(.undefined, origin) }
        guard value.origin.variable == nil else { return value }
        var result = value
        result.origin.variable = origin.variable
        return result
    }

    private static func isChoice(_ text: String, of choices: ScriptValue?) -> Bool {
        guard case .array(let choices)? = choices?.content else { return true }
        return choices.contains { $0.text == text }
    }

    private static func list(_ text: String) -> [String] {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]") && text.utf8.count > 1
        let content = isBracketed ? text.dropFirst().dropLast() : text[...]
        return content.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let trimmed = part.trimming(" ")
            return String(trimmed.trimming("\""))
        }
    }

    private static func json(_ text: String, _ origin: ValueOrigin) -> ScriptValue.Content {
        do throws(JSONError) {
            let limits = JSONLimits(maxBytes: ScriptLimits.stringBytes, maxDepth: ScriptLimits.depth)
            let document = try JSONDocument(parsing: Array(text.utf8), limits: limits)
            return ScriptValue(document.root, in: document, origin).content
        } catch {
            return .opaque("the variable is no JSON: \(error.reason)")
        }
    }
}

extension ScriptValue {
    init(_ node: JSONNode, in document: JSONDocument, _ origin: ValueOrigin) {
        switch document.kind(node) {
        case .null: self.init(.null, origin)
        case .bool: self.init(.bool(document.bool(node) == true), origin)
        case .number: self.init(.number(Double(String(decoding: document.text(node), as: UTF8.self)) ?? .nan), origin)
        case .string: self.init(.string(document.string(node) ?? ""), origin)
        case .array: self.init(.array(document.elements(node).map { ScriptValue($0, in: document, origin) }), origin)
        case .object:
            var object = ScriptObject()
            for member in document.members(node) {
                object.set(document.string(member.key) ?? "", ScriptValue(member.value, in: document, origin))
            }
            self.init(.object(object), origin)
        }
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> Substring {
        var result = self.drop { $0 == character }
        while result.last == character { result.removeLast() }
        return result
    }
}
