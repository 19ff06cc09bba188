/// A JSON text, checked, with the place of every value in it.
///
/// Reading one takes a single pass and copies nothing: the document keeps the bytes and where values begin and end.
/// Numbers, escapes, spaces and the order of keys stay as written. Of several members of one object whose keys decode to
/// the same bytes only the last counts: the others are never counted, found, listed or copied, at any depth.
///
/// Source: RFC 8259. Beyond it: a byte order mark is refused, and so are lone surrogate escapes (section 8.2 leaves
/// their meaning open), invalid UTF-8, and texts over their ``JSONLimits``.
public struct JSONDocument: Sendable {
    /// The text as given.
    public let bytes: [UInt8]

    @usableFromInline
    let tape: [TapeEntry]

    /// - Throws: The first place where the text is not JSON, or where it goes over a limit.
    public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        if bytes.count > limits.effectiveMaxBytes {
            throw JSONError(.tooManyBytes(limit: limits.effectiveMaxBytes), at: limits.effectiveMaxBytes, in: bytes)
        }
        switch Self.tape(of: bytes, maxDepth: limits.maxDepth) {
        case .success(let tape): self.tape = tape
        case .failure(let failure): throw JSONError(failure.reason, at: failure.offset, in: bytes)
        }
        self.bytes = bytes
    }

    /// - Throws: The first place where the text is not JSON, or where it goes over a limit.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    private static func tape(of bytes: [UInt8], maxDepth: Int) -> Result<[TapeEntry], ParseFailure> {
        bytes.withUnsafeBufferPointer { buffer in
            guard let source = SourceBytes(buffer) else { return .failure(ParseFailure(.noText, at: 0)) }
            return Result { () throws(ParseFailure) in try TapeBuilder.tape(of: source, maxDepth: maxDepth) }
        }
    }

    /// The one value of the text.
    @inlinable
    public var root: JSONNode { JSONNode(index: 0) }

    /// Whether some object in the text names a key twice.
    public var hasDuplicateKeys: Bool { self.tape[0].hasSupersededInside }

    @inlinable
    func entry(_ node: JSONNode) -> TapeEntry { self.tape[Int(node.index)] }

    /// - Returns: A key is a string.
    @inlinable
    public func kind(_ node: JSONNode) -> JSONKind { self.entry(node).kind }

    /// The bytes of the value as written, within ``bytes``; those of a string include its quotes.
    public func range(_ node: JSONNode) -> Range<Int> { self.entry(node).range }

    /// How many elements or members an array or object has; 0 for anything else. It goes through them.
    public func count(_ node: JSONNode) -> Int {
        switch self.kind(node) {
        case .object: self.members(node).reduce(0) { count, _ in count + 1 }
        case .array: self.elements(node).reduce(0) { count, _ in count + 1 }
        case .string, .number, .bool, .null: 0
        }
    }

    /// The value as written, without the members that do not count.
    public func text(_ node: JSONNode) -> [UInt8] {
        let range = self.range(node)
        if range.count == self.bytes.count, !self.hasDuplicateKeys { return self.bytes }
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        self.forEachPiece(of: node) { text.append(contentsOf: self.bytes[$0]) }
        return text
    }

    /// Calls `body` with the ranges of ``bytes`` that together are the value without the members that do not count.
    @inline(__always)
    func forEachPiece(of node: JSONNode, _ body: (Range<Int>) -> Void) {
        let entry = self.entry(node)
        self.forEachPiece(from: Int(entry.start), of: node, entry, body)
    }

    /// The same for a member, from the first byte of its key to the last one of its value.
    @inline(__always)
    func forEachPiece(of member: Member, _ body: (Range<Int>) -> Void) {
        self.forEachPiece(from: Int(self.entry(member.key).start), of: member.value, self.entry(member.value), body)
    }

    @inline(__always)
    private func forEachPiece(from start: Int, of node: JSONNode, _ entry: TapeEntry, _ body: (Range<Int>) -> Void) {
        if entry.hasSupersededInside {
            self.forEachPieceBetweenSuperseded(from: start, of: node, entry, body)
        } else {
            body(start..<Int(entry.end))
        }
    }

    /// A member that does not count always has another one after it, so leaving out all bytes up to the next key leaves
    /// JSON.
    private func forEachPieceBetweenSuperseded(
        from start: Int,
        of node: JSONNode,
        _ entry: TapeEntry,
        _ body: (Range<Int>) -> Void
    ) {
        var start = start
        var index = Int(node.index) + 1
        while index < Int(entry.link) {
            guard self.tape[index].isSuperseded else {
                index += 1
                continue
            }
            body(start..<Int(self.tape[index].start))
            index = Int(self.tape[index + 1].link)
            start = Int(self.tape[index].start)
        }
        body(start..<Int(entry.end))
    }
}
