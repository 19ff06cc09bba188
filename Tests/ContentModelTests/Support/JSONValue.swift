import JSONText

/// A JSON text as a tree, for comparing: keys by their bytes, in their order.
indirect enum JSONValue: Hashable, Sendable {
    case object([Member])
    case array([JSONValue])
    case string(ExactString)
    /// As written.
    case number(String)
    case bool(Bool)
    case null

    struct Member: Hashable, Sendable {
        let key: ExactString
        let value: JSONValue
    }

    init(_ document: JSONDocument) { self.init(document.root, in: document) }

    init(parsing bytes: [UInt8]) throws { self.init(try JSONDocument(parsing: bytes)) }

    init(_ node: JSONNode, in document: JSONDocument) {
        switch document.kind(node) {
        case .object:
            self = .object(
                document.members(node).map {
                    Member(key: document.exactString($0.key) ?? "", value: JSONValue($0.value, in: document))
                }
            )
        case .array: self = .array(document.elements(node).map { JSONValue($0, in: document) })
        case .string: self = .string(document.exactString(node) ?? "")
        case .number: self = .number(String(decoding: document.bytes[document.range(node)], as: UTF8.self))
        case .bool: self = .bool(document.bool(node) == true)
        case .null: self = .null
        }
    }

    subscript(key: ExactString) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    var members: [Member] {
        if case .object(let members) = self { return members }
        return []
    }

    var elements: [JSONValue] {
        if case .array(let elements) = self { return elements }
        return []
    }

    var string: ExactString? {
        if case .string(let string) = self { return string }
        return nil
    }

    var strings: [ExactString] { self.elements.compactMap(\.string) }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.key)
                member.value.write(to: &writer)
            }
            writer.endObject()
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .string(let string): writer.string(string.string)
        case .number(let digits): writer.raw(Array(digits.utf8))
        case .bool(let bool): writer.bool(bool)
        case .null: writer.null()
        }
    }

    var bytes: [UInt8] {
        var writer = JSONWriter()
        self.write(to: &writer)
        return writer.bytes
    }
}

extension JSONValue {
    /// The same with the keys of objects in JavaScript's order: array indices first, ascending.
    ///
    /// Our output keeps the order of the input, which a JavaScript object does not.
    var inJavaScriptOrder: JSONValue {
        switch self {
        case .object(let members):
            let members = members.map { Member(key: $0.key, value: $0.value.inJavaScriptOrder) }
            let indices = members.filter { $0.key.arrayIndex != nil }
            return .object(
                indices.sorted { ($0.key.arrayIndex ?? 0) < ($1.key.arrayIndex ?? 0) }
                    + members.filter { $0.key.arrayIndex == nil }
            )
        case .array(let elements): return .array(elements.map(\.inJavaScriptOrder))
        case .string, .number, .bool, .null: return self
        }
    }

    /// The path of the first place where two values differ; `nil` when they do not.
    func firstDifference(from other: JSONValue, ordered: Bool, at path: String = "$") -> String? {
        switch (self, other) {
        case (.object(let left), .object(let right)):
            return Self.firstDifference(left, right, ordered: ordered, at: path)
        case (.array(let left), .array(let right)):
            for (index, (left, right)) in zip(left, right).enumerated() {
                if let place = left.firstDifference(from: right, ordered: ordered, at: "\(path)[\(index)]") {
                    return place
                }
            }
            return left.count == right.count ? nil : "\(path) (\(left.count) elements, not \(right.count))"
        case (.number(let left), .number(let right)):
            return left == right || Double(left) == Double(right) ? nil : path
        default:
            return self == other ? nil : path
        }
    }

    private static func firstDifference(
        _ left: [Member],
        _ right: [Member],
        ordered: Bool,
        at path: String
    ) -> String? {
        let values = Dictionary(right.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        for member in left {
            guard let value = values[member.key] else { return "\(path).\(member.key) (unexpected)" }
            let place = member.value.firstDifference(from: value, ordered: ordered, at: "\(path).\(member.key)")
            if let place { return place }
        }
        let keys = Set(left.map(\.key))
        if let missing = right.first(where: { !keys.contains($0.key) }) { return "\(path).\(missing.key) (missing)" }
        return ordered && left.map(\.key) != right.map(\.key) ? "\(path) (order of keys)" : nil
    }

    /// The path of the first place that `other` does not have; `nil` when this is a subset of it: an object with some of
    /// its members, an array with some of its elements in their order, scalars as they are.
    func firstExcess(over other: JSONValue, at path: String = "$") -> String? {
        switch (self, other) {
        case (.object(let left), .object(let right)):
            let values = Dictionary(right.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
            for member in left {
                guard let value = values[member.key] else { return "\(path).\(member.key)" }
                if let place = member.value.firstExcess(over: value, at: "\(path).\(member.key)") { return place }
            }
            return nil
        case (.array(let left), .array(let right)):
            var rest = right[...]
            for (index, element) in left.enumerated() {
                while let candidate = rest.first, element.firstExcess(over: candidate) != nil {
                    rest = rest.dropFirst()
                }
                if rest.isEmpty { return "\(path)[\(index)]" }
                rest = rest.dropFirst()
            }
            return nil
        default:
            return self.firstDifference(from: other, ordered: false, at: path)
        }
    }
}

extension ExactString {
    /// The number if this is a key that JavaScript orders as one.
    fileprivate var arrayIndex: UInt32? {
        guard let index = UInt32(self.string), index < .max, String(index) == self.string else { return nil }
        return index
    }
}
