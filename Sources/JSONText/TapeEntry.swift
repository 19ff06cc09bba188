/// One value or key on the tape of a document, in 16 bytes.
///
/// The tape lists a text's values in the order they are written: an array is followed by its elements, an object by key,
/// value, key, value. `start` and `end` are the bytes as written, a string's with its quotes.
@usableFromInline
struct TapeEntry: BitwiseCopyable, Sendable {
    @usableFromInline
    var start: UInt32

    @usableFromInline
    var end: UInt32

    /// Of a value: the index of the entry after it and all it contains. Of a key: the ``KeyHash`` of its decoded bytes.
    @usableFromInline
    var link: UInt32

    /// Bits 0 to 2: the kind; from 3 on: the flags below.
    @usableFromInline
    var bits: UInt32

    private static let escaped: UInt32 = 1 << 3
    private static let key: UInt32 = 1 << 4

    @inlinable
    static var superseded: UInt32 { 1 << 5 }

    private static let containsSuperseded: UInt32 = 1 << 6

    init(_ kind: JSONKind, start: Int, end: Int, link: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.link = UInt32(truncatingIfNeeded: link)
        self.bits = Self.code(of: kind)
    }

    init(keyFrom start: Int, to end: Int, hash: UInt32) {
        self.init(.string, start: start, end: end, link: Int(hash))
        self.bits |= Self.key
    }

    private static func code(of kind: JSONKind) -> UInt32 {
        switch kind {
        case .object: 0
        case .array: 1
        case .string: 2
        case .number: 3
        case .bool: 4
        case .null: 5
        }
    }

    @inlinable
    var kind: JSONKind {
        switch self.bits & 7 {
        case 0: .object
        case 1: .array
        case 2: .string
        case 3: .number
        case 4: .bool
        default: .null
        }
    }

    var range: Range<Int> { Range(uncheckedBounds: (Int(self.start), Int(self.end))) }

    /// The bytes between the quotes of a string or key.
    var content: Range<Int> { Range(uncheckedBounds: (Int(self.start) + 1, Int(self.end) - 1)) }

    var isString: Bool { self.bits & 7 == 2 }

    var isKey: Bool { self.bits & Self.key != 0 }

    /// Whether a string or key is written with at least one escape.
    var isEscaped: Bool {
        get { self.bits & Self.escaped != 0 }
        set { self.set(Self.escaped, newValue) }
    }

    /// Whether a later member of the same object has the same key, so that this one does not count.
    @inlinable
    var isSuperseded: Bool { self.bits & Self.superseded != 0 }

    mutating func markSuperseded() {
        self.set(Self.superseded, true)
    }

    /// Whether a superseded key lies in this array or object, at any depth.
    var hasSupersededInside: Bool {
        get { self.bits & Self.containsSuperseded != 0 }
        set { self.set(Self.containsSuperseded, newValue) }
    }

    private mutating func set(_ flag: UInt32, _ isOn: Bool) {
        self.bits = isOn ? self.bits | flag : self.bits & ~flag
    }
}
