/// Writes one JSON text, value by value; commas and colons are its business.
///
/// The caller keeps the order: inside an object a key, then its value; every `begin` has its `end`.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// Whether a value or key now to be written stands after another one.
    private var needsComma = false

    /// - Parameter capacity: The bytes to make room for at once.
    public init(capacity: Int = 0) { self.bytes.reserveCapacity(capacity) }

    public mutating func beginObject() { self.begin(UInt8(ascii: "{")) }

    public mutating func endObject() { self.end(UInt8(ascii: "}")) }

    public mutating func beginArray() { self.begin(UInt8(ascii: "[")) }

    public mutating func endArray() { self.end(UInt8(ascii: "]")) }

    /// Writes a key, quoted and escaped.
    public mutating func key(_ name: ExactString) { self.key(name.string) }

    /// Writes a key, quoted and escaped.
    public mutating func key(_ name: String) {
        self.separate()
        self.appendQuoted(name)
        self.colon()
    }

    /// Writes a key as it is written in `document`.
    ///
    /// - Parameter key: The key of a member.
    public mutating func copyKey(_ key: JSONNode, from document: JSONDocument) {
        self.separate()
        self.append(document.range(key), of: document)
        self.colon()
    }

    /// Writes a value as it is written in `document`, without the members that do not count.
    public mutating func copy(_ node: JSONNode, from document: JSONDocument) {
        self.separate()
        document.forEachPiece(of: node) { self.append($0, of: document) }
        self.needsComma = true
    }

    /// Writes a string, escaping only what RFC 8259 section 7 says must be.
    public mutating func string(_ string: String) {
        self.separate()
        self.appendQuoted(string)
        self.needsComma = true
    }

    public mutating func integer(_ integer: Int) { self.raw(Array(String(integer).utf8)) }

    public mutating func bool(_ bool: Bool) { self.raw(Array((bool ? "true" : "false").utf8)) }

    public mutating func null() { self.raw(Array("null".utf8)) }

    /// Writes a value as it is.
    ///
    /// - Parameter validJSON: One JSON text. It is not looked at: what is wrong with it is wrong with the result.
    public mutating func raw(_ validJSON: [UInt8]) {
        self.separate()
        self.bytes.append(contentsOf: validJSON)
        self.needsComma = true
    }

    private mutating func begin(_ bracket: UInt8) {
        self.separate()
        self.bytes.append(bracket)
        self.needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        self.bytes.append(bracket)
        self.needsComma = true
    }

    private mutating func separate() {
        if self.needsComma { self.bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func colon() {
        self.bytes.append(UInt8(ascii: ":"))
        self.needsComma = false
    }

    private mutating func append(_ range: Range<Int>, of document: JSONDocument) {
        self.bytes.append(contentsOf: document.bytes[range])
    }

    private mutating func appendQuoted(_ string: String) {
        self.bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 { self.appendEscaped(byte) }
        self.bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): self.bytes.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): self.bytes.append(contentsOf: #"\\"#.utf8)
        case 0x08: self.bytes.append(contentsOf: #"\b"#.utf8)
        case 0x09: self.bytes.append(contentsOf: #"\t"#.utf8)
        case 0x0A: self.bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0C: self.bytes.append(contentsOf: #"\f"#.utf8)
        case 0x0D: self.bytes.append(contentsOf: #"\r"#.utf8)
        case 0x00..<0x20:
            self.bytes.append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
            self.bytes.append(contentsOf: String(byte, radix: 16).utf8)
        default: self.bytes.append(byte)
        }
    }
}
