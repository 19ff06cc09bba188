/// A value of a configuration file, with where it came from.
struct ScriptValue: Sendable {
    indirect enum Content: Sendable {
        case undefined
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([ScriptValue])
        case object(ScriptObject)
        /// A function of the file, and the scope that it sees.
        case function(ScriptFunction, scope: Int)
        case native(ScriptNative)
        /// A value that only running the code would tell, and why.
        case opaque(String)
    }

    let content: Content
    var origin: ValueOrigin
    /// Levels of values in it, and how many values it is made of, itself included.
    let depth: Int
    let size: Int

    init(_ content: Content, _ origin: ValueOrigin) {
        var (depth, size) = (1, 1)
        var content = content
        let children: [ScriptValue] =
            switch content {
            case .array(let elements): elements
            case .object(let object): object.members.map(\.value)
            default: []
            }
        for child in children {
            depth = max(depth, child.depth + 1)
            size += child.size
        }
        if case .string(let text) = content, text.utf8.count > ScriptLimits.stringBytes {
            content = .opaque("the text is too long")
        }
        let isTooLarge = depth > ScriptLimits.depth || size > ScriptLimits.valueSize
        self.content = isTooLarge ? .opaque("the value is too large") : content
        self.origin = origin
        self.depth = isTooLarge ? 1 : depth
        self.size = isTooLarge ? 1 : size
    }

    /// JavaScript's idea of true; nil if only running the code would tell.
    var isTruthy: Bool? {
        switch self.content {
        case .undefined, .null: false
        case .bool(let bool): bool
        case .number(let number): number != 0 && !number.isNaN
        case .string(let text): !text.isEmpty
        case .array, .object, .function, .native: true
        case .opaque: nil
        }
    }

    var isNullish: Bool {
        switch self.content {
        case .undefined, .null: true
        default: false
        }
    }

    /// The text that JavaScript makes of a scalar; nil for anything else.
    var text: String? {
        switch self.content {
        case .undefined: "undefined"
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): ScriptNumber.text(number)
        case .string(let text): text
        case .array, .object, .function, .native, .opaque: nil
        }
    }

    /// The member of an object; what is no object has none.
    func member(_ name: String) -> ScriptValue {
        switch self.content {
        case .object(let object):
            object[name] ?? ScriptValue(object.unseen.map { .opaque($0) } ?? .undefined, self.origin)
        case .opaque: self
        default: ScriptValue(.undefined, self.origin)
        }
    }
}

/// The members of an object in their order.
struct ScriptObject: Sendable {
    struct Member: Sendable {
        let name: String
        var value: ScriptValue
    }

    private(set) var members: [Member] = []
    /// Why there may be members that are not seen; nil if there are none.
    private(set) var unseen: String?

    subscript(name: String) -> ScriptValue? { self.members.first { $0.name == name }?.value }

    mutating func set(_ name: String, _ value: ScriptValue) {
        if let index = self.members.firstIndex(where: { $0.name == name }) {
            self.members[index].value = value
        } else if self.members.count >= ScriptLimits.members {
            if self.unseen == nil { self.hide(because: "the object has too many members") }
        } else {
            self.members.append(Member(name: name, value: value))
        }
    }

    /// Adds members that are not seen: they may replace each one that is there.
    mutating func hide(because reason: String) {
        self.unseen = reason
        for index in self.members.indices {
            self.members[index].value = ScriptValue(.opaque(reason), self.members[index].value.origin)
        }
    }

    /// Sets each member of another object.
    mutating func merge(_ other: ScriptObject) {
        if let reason = other.unseen { self.hide(because: reason) }
        for member in other.members { self.set(member.name, member.value) }
    }
}

/// Where a value was written, or which variable gave it.
package struct ValueOrigin: Hashable, Sendable {
    package let file: String
    /// From 1.
    package let line: Int
    /// The variable that decided the value, or was not set, so that its default counts.
    package var variable: VariableUse?
}

/// A variable that a configuration file asked for.
package struct VariableUse: Hashable, Sendable {
    package let name: String
    /// Where it is set; nil if nowhere.
    package let place: VariablePlace?
}

/// What a configuration file can use without running code.
enum ScriptNative: Sendable {
    case env, envInt, envFloat, envBool, envJSON, envArray, envDate, envOneOf
    case path, join, resolve, dirname, basename
    case process, variables, currentFolder
    case require
    case connectionStrings, parseConnectionString
    case toNumber, toText, toBool, parseInt, parseFloat
    /// A text without its outer spaces or in one case, as a method of it gives.
    case method(of: String)
}

/// Numbers as JavaScript reads and writes them.
enum ScriptNumber {
    static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if let integer = Int(exactly: number), abs(integer) < 1 << 53 { return "\(integer)" }
        return "\(number)"
    }

    /// `parseInt(text, 10)`: the digits it begins with.
    static func integer(_ text: String) -> Double {
        Self.prefix(of: text, allowingPoint: false)
    }

    /// `parseFloat(text)`.
    static func float(_ text: String) -> Double {
        Self.prefix(of: text, allowingPoint: true)
    }

    private static func prefix(of text: String, allowingPoint: Bool) -> Double {
        let trimmed = text.drop { $0.isWhitespace }
        var digits = ""
        for character in trimmed.unicodeScalars {
            let isSign = digits.isEmpty && (character == "-" || character == "+")
            let isPoint = allowingPoint && character == "." && !digits.contains(".")
            guard isSign || isPoint || ("0"..."9").contains(character) else { break }
            digits.unicodeScalars.append(character)
        }
        return Double(digits.hasSuffix(".") ? String(digits.dropLast()) : digits) ?? .nan
    }
}
