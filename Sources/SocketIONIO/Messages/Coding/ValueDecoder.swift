import JSONText
import SocketIOProtocol

/// Decodes one value of a message: bytes from its attachments, everything else from its JSON.
struct ValueDecoder: Decoder {
    let document: JSONDocument
    /// `nil` for an argument that was not sent, which is taken for `null`.
    let node: JSONNode?
    let attachments: [[UInt8]]
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == SocketIOJSON.self, let node {
            return try self.cast(SocketIOJSON(document: self.document, node: node))
        }
        if Bytes.areWanted(by: type), let bytes = try self.attachment() {
            return try self.checked(Bytes.value(type, bytes))
        }
        if type == String.self { return try self.cast(self.string()) }
        if type == Bool.self { return try self.cast(self.checked(self.node.flatMap(self.document.bool), type)) }
        if type == Double.self { return try self.cast(self.number(Double.self)) }
        if type == Float.self { return try self.cast(self.number(Float.self)) }
        if let integer = type as? any FixedWidthInteger.Type { return try self.cast(self.integer(integer)) }
        if FoundationText.isWanted(by: type) { return try self.checked(FoundationText.value(type, self.string())) }
        return try Value(from: self)
    }

    var isNull: Bool { self.node.map { self.document.kind($0) == .null } ?? true }

    /// - Returns: `nil` for what is no placeholder.
    private func attachment() throws -> [UInt8]? {
        guard let index = self.node.flatMap(self.document.attachmentIndex) else { return nil }
        return try self.checked(self.attachments.indices.contains(index) ? self.attachments[index] : nil)
    }

    private func string() throws -> String { try self.checked(self.node.flatMap(self.document.string)) }

    private func digits<Value>(for type: Value.Type) throws -> String {
        let node = try self.checked(self.node.flatMap { self.document.kind($0) == .number ? $0 : nil }, type)
        return String(decoding: self.document.text(node), as: UTF8.self)
    }

    private func number<Value: BinaryFloatingPoint & LosslessStringConvertible>(_ type: Value.Type) throws -> Value {
        try self.checked(Value(self.digits(for: type)))
    }

    /// A whole number, also one that is written with a fraction or an exponent.
    private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        let digits = try self.digits(for: type)
        return try self.checked(Value(digits) ?? Double(digits).flatMap { Value(exactly: $0) })
    }

    private func cast<Value, Known>(_ value: Known, to type: Value.Type = Value.self) throws -> Value {
        try self.checked(value as? Value)
    }

    /// - Throws: That the value, whose content is not named, is none of this type; or that it is missing.
    func checked<Value>(_ value: Value?, _ type: Any.Type = Value.self) throws -> Value {
        guard let value else { throw self.mismatch(type) }
        return value
    }

    private func mismatch(_ type: Any.Type) -> DecodingError {
        let context = DecodingError.Context(codingPath: self.codingPath, debugDescription: "expected \(type)")
        return self.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    fileprivate func inside(_ node: JSONNode, _ key: any CodingKey) -> ValueDecoder {
        ValueDecoder(
            document: self.document,
            node: node,
            attachments: self.attachments,
            codingPath: self.codingPath + [key]
        )
    }

    private func node(_ kind: JSONKind, for type: Any.Type) throws -> JSONNode {
        guard let node, self.document.kind(node) == kind else { throw self.mismatch(type) }
        return node
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let node = try self.node(.object, for: [String: Any].self)
        return KeyedDecodingContainer(Members(decoder: self, node: node))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        let node = try self.node(.array, for: [Any].self)
        return Elements(decoder: self, nodes: Array(self.document.elements(node)))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { Single(decoder: self) }
}

extension ValueDecoder {
    private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: ValueDecoder
        let node: JSONNode
        var codingPath: [any CodingKey] { self.decoder.codingPath }

        var allKeys: [Key] {
            self.decoder.document.members(self.node).compactMap { member in
                self.decoder.document.string(member.key).flatMap { Key(stringValue: $0) }
            }
        }

        func contains(_ key: Key) -> Bool { self.value(key) != nil }

        private func value(_ key: any CodingKey) -> JSONNode? {
            self.decoder.document.value(ExactString(key.stringValue), in: self.node)
        }

        private func member(_ key: any CodingKey) throws -> ValueDecoder {
            guard let value = self.value(key) else {
                throw DecodingError.keyNotFound(
                    key,
                    .init(codingPath: self.codingPath, debugDescription: "no member '\(key.stringValue)'")
                )
            }
            return self.decoder.inside(value, key)
        }

        func decodeNil(forKey key: Key) throws -> Bool { try self.member(key).isNull }

        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            try self.member(key).decode(type)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type,
            forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> { try self.member(key).container(keyedBy: type) }

        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            try self.member(key).unkeyedContainer()
        }

        func superDecoder() throws -> any Decoder { try self.member(ValueKey("super")) }
        func superDecoder(forKey key: Key) throws -> any Decoder { try self.member(key) }
    }

    private struct Elements: UnkeyedDecodingContainer {
        let decoder: ValueDecoder
        let nodes: [JSONNode]
        private(set) var currentIndex = 0
        var codingPath: [any CodingKey] { self.decoder.codingPath }
        var count: Int? { self.nodes.count }
        var isAtEnd: Bool { self.currentIndex >= self.nodes.count }

        init(decoder: ValueDecoder, nodes: [JSONNode]) {
            self.decoder = decoder
            self.nodes = nodes
        }

        private func element<Wanted>(_ type: Wanted.Type) throws -> ValueDecoder {
            let key = ValueKey(self.currentIndex)
            guard !self.isAtEnd else {
                throw DecodingError.valueNotFound(
                    type,
                    .init(codingPath: self.codingPath + [key], debugDescription: "no element \(self.currentIndex)")
                )
            }
            return self.decoder.inside(self.nodes[self.currentIndex], key)
        }

        mutating func decodeNil() throws -> Bool {
            guard try self.element(Never.self).isNull else { return false }
            self.currentIndex += 1
            return true
        }

        mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            let value = try self.element(type).decode(type)
            self.currentIndex += 1
            return value
        }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) throws -> KeyedDecodingContainer<Nested> {
            let container = try self.element([String: Any].self).container(keyedBy: type)
            self.currentIndex += 1
            return container
        }

        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
            let container = try self.element([Any].self).unkeyedContainer()
            self.currentIndex += 1
            return container
        }

        mutating func superDecoder() throws -> any Decoder {
            let decoder = try self.element((any Decoder).self)
            self.currentIndex += 1
            return decoder
        }
    }

    private struct Single: SingleValueDecodingContainer {
        let decoder: ValueDecoder
        var codingPath: [any CodingKey] { self.decoder.codingPath }

        func decodeNil() -> Bool { self.decoder.isNull }
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try self.decoder.decode(type) }
    }
}
