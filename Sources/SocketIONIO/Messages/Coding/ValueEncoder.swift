import JSONText

/// Encodes one value into a box. Bytes become attachments, ``SocketIOJSON`` stays as it is written.
struct ValueEncoder: Encoder {
    let box: ValueBox
    let attachments: AttachmentList
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func encode<Value: Encodable>(_ value: Value) throws {
        switch value {
        case let string as String: self.box.content = .string(string)
        case let bool as Bool: self.box.content = .text(Array((bool ? "true" : "false").utf8))
        case let number as Double: self.box.content = .text(try self.text(number, of: value))
        case let number as Float: self.box.content = .text(try self.text(number, of: value))
        case let integer as any FixedWidthInteger: self.box.content = .text(Array(String(describing: integer).utf8))
        case let json as SocketIOJSON: self.box.content = .text(json.text)
        default:
            if let bytes = Bytes.of(value) {
                self.box.content = .text(self.attachments.add(bytes))
            } else if let text = FoundationText.of(value) {
                self.box.content = .string(text)
            } else {
                try value.encode(to: self)
            }
        }
    }

    /// A number as JavaScript writes it, without a fraction that says nothing.
    private func text(_ number: some BinaryFloatingPoint & LosslessStringConvertible, of value: Any) throws -> [UInt8] {
        guard number.isFinite else {
            throw EncodingError.invalidValue(
                value,
                .init(codingPath: self.codingPath, debugDescription: "JSON has no number for it")
            )
        }
        let text = Array(number.description.utf8)
        return text.suffix(2) == [UInt8(ascii: "."), UInt8(ascii: "0")] ? text.dropLast(2) : text
    }

    fileprivate func inside(_ box: ValueBox, _ key: any CodingKey) -> ValueEncoder {
        ValueEncoder(box: box, attachments: self.attachments, codingPath: self.codingPath + [key])
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Members(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .array = self.box.content {} else { self.box.content = .array([]) }
        return Elements(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }
}

extension ValueEncoder {
    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: ValueEncoder
        var codingPath: [any CodingKey] { self.encoder.codingPath }

        private func member(_ key: any CodingKey) -> ValueEncoder {
            self.encoder.inside(self.encoder.box.member(key.stringValue), key)
        }

        func encodeNil(forKey key: Key) { self.member(key).box.content = .text(Array("null".utf8)) }
        func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try self.member(key).encode(value) }

        func nestedContainer<Nested: CodingKey>(
            keyedBy keyType: Nested.Type,
            forKey key: Key
        ) -> KeyedEncodingContainer<Nested> { self.member(key).container(keyedBy: keyType) }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            self.member(key).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { self.member(ValueKey("super")) }
        func superEncoder(forKey key: Key) -> any Encoder { self.member(key) }
    }

    private struct Elements: UnkeyedEncodingContainer {
        let encoder: ValueEncoder
        private(set) var count = 0
        var codingPath: [any CodingKey] { self.encoder.codingPath }

        init(encoder: ValueEncoder) { self.encoder = encoder }

        private mutating func element() -> ValueEncoder {
            defer { self.count += 1 }
            return self.encoder.inside(self.encoder.box.append(), ValueKey(self.count))
        }

        mutating func encodeNil() { self.element().box.content = .text(Array("null".utf8)) }
        mutating func encode<Value: Encodable>(_ value: Value) throws { try self.element().encode(value) }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy keyType: Nested.Type
        ) -> KeyedEncodingContainer<Nested> { self.element().container(keyedBy: keyType) }

        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self.element().unkeyedContainer() }
        mutating func superEncoder() -> any Encoder { self.element() }
    }

    private struct Single: SingleValueEncodingContainer {
        let encoder: ValueEncoder
        var codingPath: [any CodingKey] { self.encoder.codingPath }

        func encodeNil() { self.encoder.box.content = .text(Array("null".utf8)) }
        func encode<Value: Encodable>(_ value: Value) throws { try self.encoder.encode(value) }
    }
}

/// The name or place of a value in another.
struct ValueKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) {
        self.stringValue = name
        self.intValue = nil
    }

    init(_ place: Int) {
        self.stringValue = String(place)
        self.intValue = place
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(intValue) }
}
