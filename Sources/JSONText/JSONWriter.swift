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

    /// Opens an object as the next value.
    public mutating func beginObject() { self.begin(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    public mutating func endObject() { self.end(UInt8(ascii: "}")) }

    /// Opens an array as the next value.
    public mutating func beginArray() { self.begin(UInt8(ascii: "[")) }

    /// Closes the innermost array.
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

    /// Writes a key and its value as they are written in `document`, without the members that do not count.
    ///
    /// The same as ``copyKey(_:from:)`` and ``copy(_:from:)``, but it takes one copy and keeps the spaces between them.
    public mutating func copy(_ member: JSONDocument.Member, from document: JSONDocument) {
        self.separate()
        document.forEachPiece(of: member) { self.append($0, of: document) }
        self.needsComma = true
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

    /// Writes a number.
    public mutating func integer(_ integer: Int) { self.word(String(integer)) }

    /// Writes `true` or `false`.
    public mutating func bool(_ bool: Bool) { self.word(bool ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { self.word("null") }

    /// Writes a value as it is.
    ///
    /// - Parameter validJSON: One JSON text. It is not looked at: what is wrong with it is wrong with the result.
    public mutating func raw(_ validJSON: [UInt8]) {
        self.separate()
        self.bytes.append(contentsOf: validJSON)
        self.needsComma = true
    }

    private mutating func word(_ word: String) {
        self.separate()
        self.bytes.append(contentsOf: word.utf8)
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
        // A slice of the array would be retained and released, which costs more than the copy.
        document.bytes.withUnsafeBufferPointer { bytes in
            self.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
    }

    private mutating func appendQuoted(_ string: String) {
        self.bytes.append(UInt8(ascii: "\""))
        StringEscape.append(string, to: &self.bytes)
        self.bytes.append(UInt8(ascii: "\""))
    }
}
