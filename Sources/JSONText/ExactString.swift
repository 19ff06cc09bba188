/// A string compared, ordered and hashed as its UTF-8 bytes, never by canonical equivalence.
///
/// `"é"` as one scalar and as `e` with a combining accent are equal as `String` and different here, as they are on the
/// wire. Names that select something (keys, events, rooms, uids) use this type.
public struct ExactString: Sendable {
    /// The text; its UTF-8 is contiguous.
    public let string: String

    /// - Parameter string: Any text, kept as it is: nothing is normalized or trimmed.
    public init(_ string: String) {
        var string = string
        string.makeContiguousUTF8()
        self.string = string
    }

    /// The bytes that are compared.
    public var utf8: String.UTF8View { self.string.utf8 }

    /// Calls `body` with the UTF-8 bytes, without copying them to the heap.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let result = self.string.utf8.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) }
        return result ?? Array(self.string.utf8).withUnsafeBytes(body)
    }
}

extension ExactString: Hashable {
    public static func == (left: ExactString, right: ExactString) -> Bool {
        left.withBytes { left in right.withBytes { right in left.equals(right) } }
    }

    public func hash(into hasher: inout Hasher) {
        self.withBytes { hasher.combine(bytes: $0) }
        // Ends the run of bytes, so that two names in a row are not one longer name.
        hasher.combine(0xFF as UInt8)
    }
}

extension ExactString: Comparable {
    /// The order of the bytes, which for UTF-8 is the order of the Unicode scalars.
    public static func < (left: ExactString, right: ExactString) -> Bool {
        left.withBytes { left in right.withBytes { right in left.lexicographicallyPrecedes(right) } }
    }
}

extension ExactString: ExpressibleByStringInterpolation, CustomStringConvertible {
    public init(stringLiteral value: String) { self.init(value) }

    public var description: String { self.string }
}

extension ExactString: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.string)
    }
}
