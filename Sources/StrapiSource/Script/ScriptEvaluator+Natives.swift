import Foundation

extension ScriptEvaluator {
    // MARK: Members

    mutating func member(_ name: String, of value: ScriptValue) -> ScriptValue {
        switch value.content {
        case .native(let native): self.member(name, of: native, value.origin)
        case .array(let elements) where name == "length": ScriptValue(.number(Double(elements.count)), value.origin)
        case .string(let text): Self.method(name, of: text, value.origin)
        case .array: ScriptValue(.opaque("'.\(name)' is code"), value.origin)
        default: value.member(name)
        }
    }

    mutating func element(_ key: ScriptValue, of value: ScriptValue, line: Int) -> ScriptValue {
        if case .array(let elements) = value.content, case .number(let number) = key.content {
            let element = Int(exactly: number).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            return element ?? ScriptValue(.undefined, self.origin(line))
        }
        if case .opaque = value.content { return value }
        guard let name = key.text else { return self.opaque("a key is code", line: line) }
        return self.member(name, of: value)
    }

    /// A method of a text, which remembers what it gives.
    private static func method(_ name: String, of text: String, _ origin: ValueOrigin) -> ScriptValue {
        switch name {
        case "toLowerCase": ScriptValue(.native(.method(of: text.lowercased())), origin)
        case "toUpperCase": ScriptValue(.native(.method(of: text.uppercased())), origin)
        case "trim": ScriptValue(.native(.method(of: text.trimmingCharacters(in: .whitespacesAndNewlines))), origin)
        case "toString": ScriptValue(.native(.method(of: text)), origin)
        default: ScriptValue(.opaque("'.\(name)' is code"), origin)
        }
    }

    private func member(_ name: String, of native: ScriptNative, _ origin: ValueOrigin) -> ScriptValue {
        let found: ScriptNative? =
            switch (native, name) {
            case (.env, "int"): .envInt
            case (.env, "float"): .envFloat
            case (.env, "bool"): .envBool
            case (.env, "json"): .envJSON
            case (.env, "array"): .envArray
            case (.env, "date"): .envDate
            case (.env, "oneOf"): .envOneOf
            case (.path, "join"): .join
            case (.path, "resolve"): .resolve
            case (.path, "dirname"): .dirname
            case (.path, "basename"): .basename
            case (.path, "default"), (.path, "posix"): .path
            case (.process, "env"): .variables
            case (.process, "cwd"): .currentFolder
            case (.connectionStrings, "parse"), (.connectionStrings, "default"): .parseConnectionString
            default: nil
            }
        if case .variables = native { return self.variable(name, origin) }
        return ScriptValue(found.map { .native($0) } ?? .opaque("'.\(name)' is not known here"), origin)
    }

    func imported(_ name: String, from module: String, line: Int) -> ScriptValue {
        let origin = self.origin(line)
        switch module {
        case "path", "node:path":
            let whole = ScriptValue(.native(.path), origin)
            return ["*", "default"].contains(name) ? whole : self.member(name, of: .path, origin)
        case "process", "node:process":
            let whole = ScriptValue(.native(.process), origin)
            return ["*", "default"].contains(name) ? whole : self.member(name, of: .process, origin)
        case "pg-connection-string":
            return name == "*" || name == "default"
                ? ScriptValue(.native(.connectionStrings), origin) : self.member(name, of: .connectionStrings, origin)
        default:
            return ScriptValue(.opaque("it comes from the module '\(module)'"), origin)
        }
    }

    // MARK: Calls

    mutating func call(_ native: ScriptNative, _ arguments: [ScriptValue], line: Int) -> ScriptValue {
        let origin = self.origin(line)
        switch native {
        case .env, .envInt, .envFloat, .envBool, .envJSON, .envArray, .envDate, .envOneOf:
            return self.env(native, arguments, origin)
        case .join, .resolve, .dirname, .basename:
            return self.path(native, arguments, origin)
        case .currentFolder:
            return ScriptValue(.string(self.context.root), origin)
        case .require:
            guard case .string(let module)? = arguments.first?.content else { break }
            return self.imported("*", from: module, line: line)
        case .parseConnectionString, .connectionStrings:
            return arguments.first.map { Self.parsedConnection($0, origin) } ?? ScriptValue(.undefined, origin)
        case .toNumber, .toText, .toBool, .parseInt, .parseFloat:
            return arguments.first.map { Self.converted($0, native, origin) } ?? ScriptValue(.undefined, origin)
        case .method(let text):
            return ScriptValue(.string(text), origin)
        case .path, .process, .variables:
            break
        }
        return self.opaque("this call is code", line: line)
    }

    private static func converted(_ value: ScriptValue, _ native: ScriptNative, _ origin: ValueOrigin) -> ScriptValue {
        guard let text = value.text else { return ScriptValue(.opaque("this call is code"), origin) }
        let content: ScriptValue.Content =
            switch native {
            case .toNumber: .number(Double(text) ?? .nan)
            case .toBool: value.isTruthy.map { .bool($0) } ?? .opaque("it is code")
            case .parseInt: .number(ScriptNumber.integer(text))
            case .parseFloat: .number(ScriptNumber.float(text))
            default: .string(text)
            }
        return ScriptValue(content, value.origin)
    }

    private func path(_ native: ScriptNative, _ arguments: [ScriptValue], _ origin: ValueOrigin) -> ScriptValue {
        var parts: [String] = []
        var origin = origin
        for argument in arguments {
            guard case .string(let part) = argument.content else {
                if case .opaque = argument.content { return argument }
                return ScriptValue(.opaque("a part of the path is no text"), argument.origin)
            }
            origin.variable = origin.variable ?? argument.origin.variable
            parts.append(part)
        }
        let text: String =
            switch native {
            case .join: ScriptPath.join(parts)
            case .resolve: ScriptPath.resolve(parts, from: self.context.root)
            case .dirname: ScriptPath.join([parts.first ?? "", ".."])
            default: parts.first?.split(separator: "/").last.map { String($0) } ?? ""
            }
        return ScriptValue(.string(text), origin)
    }

    private static func parsedConnection(_ value: ScriptValue, _ origin: ValueOrigin) -> ScriptValue {
        guard case .string(let text) = value.content else {
            if case .opaque = value.content { return value }
            return ScriptValue(.opaque("there is no connection string to take apart"), value.origin)
        }
        guard let url = PostgresURL(text) else {
            return ScriptValue(.opaque("the connection string is no URL"), value.origin)
        }
        var object = ScriptObject()
        let members: [(String, String?)] = [
            ("host", url.host), ("port", url.port.map { "\($0)" }), ("database", url.database), ("user", url.user),
            ("password", url.password),
        ]
        for (name, text) in members {
            object.set(name, ScriptValue(text.map { .string($0) } ?? .undefined, value.origin))
        }
        return ScriptValue(.object(object), value.origin)
    }
}

/// Node's `path.posix`.
enum ScriptPath {
    static func join(_ parts: [String]) -> String {
        let joined = parts.filter { !$0.isEmpty }.joined(separator: "/")
        return Self.normalized(joined)
    }

    static func resolve(_ parts: [String], from folder: String) -> String {
        var result = folder
        for part in parts where !part.isEmpty { result = part.hasPrefix("/") ? part : result + "/" + part }
        return Self.normalized(result)
    }

    private static func normalized(_ path: String) -> String {
        let isAbsolute = path.hasPrefix("/")
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if let last = parts.last, last != ".." {
                parts.removeLast()
            } else if !isAbsolute {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
    }
}
