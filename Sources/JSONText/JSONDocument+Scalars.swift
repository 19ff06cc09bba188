extension JSONDocument {
    /// The text of a string or key, escapes decoded; `nil` for anything else.
    public func string(_ node: JSONNode) -> String? {
        let entry = self.entry(node)
        guard entry.isString else { return nil }
        let content = self.bytes[entry.content]
        return String(decoding: entry.isEscaped ? ArraySlice(DecodedBytes(content)) : content, as: UTF8.self)
    }

    /// The same as ``string(_:)``, to be compared by its bytes.
    public func exactString(_ node: JSONNode) -> ExactString? { self.string(node).map { ExactString($0) } }

    /// Whether a string or key decodes to exactly the bytes of `name`; `false` for anything else.
    public func matches(_ node: JSONNode, _ name: ExactString) -> Bool {
        let entry = self.entry(node)
        guard entry.isString else { return false }
        return name.withBytes { self.hasContent(entry, $0) }
    }

    /// Whether the string at `entry` decodes to `name`.
    func hasContent(_ entry: TapeEntry, _ name: UnsafeRawBufferPointer) -> Bool {
        if entry.isEscaped { return DecodedBytes(self.bytes[entry.content]).elementsEqual(name) }
        return self.bytes.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[entry.content]).equals(name) }
    }

    /// The value of `true` or `false`; `nil` for anything else.
    public func bool(_ node: JSONNode) -> Bool? {
        let entry = self.entry(node)
        return entry.kind == .bool ? self.bytes[Int(entry.start)] == UInt8(ascii: "t") : nil
    }

    /// The value of a number that is exactly an `Int`, however it is written: `12`, `12.0` and `1.2e1` are the same
    /// number; `nil` for other numbers and anything else.
    public func integer(_ node: JSONNode) -> Int? {
        let entry = self.entry(node)
        return entry.kind == .number ? IntegerText.value(of: self.bytes[entry.range]) : nil
    }
}
