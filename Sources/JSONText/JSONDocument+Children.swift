extension JSONDocument {
    /// The elements of an array in their order; none when the node is no array.
    @inlinable
    public func elements(_ node: JSONNode) -> Elements {
        let entry = self.entry(node)
        return Elements(tape: self.tape, index: node.index + 1, end: entry.kind == .array ? entry.link : 0)
    }

    /// The members of an object in their order, without those that do not count; none when the node is no object.
    @inlinable
    public func members(_ node: JSONNode) -> Members {
        let entry = self.entry(node)
        return Members(tape: self.tape, index: node.index + 1, end: entry.kind == .object ? entry.link : 0)
    }

    /// The value of the member with this key; `nil` when there is none or the node is no object.
    ///
    /// Looks through the members from the first: for many names in one object, walk ``members(_:)`` once with a
    /// ``JSONNameTable``.
    public func value(_ name: ExactString, in node: JSONNode) -> JSONNode? {
        let hash = name.withBytes { KeyHash.of($0) }
        for member in self.members(node)
        where self.entry(member.key).link == hash && self.matches(member.key, name) {
            return member.value
        }
        return nil
    }

    /// One member of an object; a place in the document, like its key and its value.
    public struct Member: Hashable, Sendable {
        public let key: JSONNode
        public let value: JSONNode

        @inlinable
        init(key: JSONNode, value: JSONNode) {
            self.key = key
            self.value = value
        }
    }

    /// The elements of one array. It keeps the document's list of places alive, not its bytes.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        @usableFromInline
        let tape: [TapeEntry]

        @usableFromInline
        var index: UInt32

        @usableFromInline
        let end: UInt32

        @inlinable
        init(tape: [TapeEntry], index: UInt32, end: UInt32) {
            self.tape = tape
            self.index = index
            self.end = end
        }

        @inlinable
        public mutating func next() -> JSONNode? {
            guard self.index < self.end else { return nil }
            let node = JSONNode(index: self.index)
            self.index = self.tape[Int(self.index)].link
            return node
        }
    }

    /// The members of one object that count. It keeps the document's list of places alive, not its bytes.
    public struct Members: Sequence, IteratorProtocol, Sendable {
        @usableFromInline
        let tape: [TapeEntry]

        @usableFromInline
        var index: UInt32

        @usableFromInline
        let end: UInt32

        @inlinable
        init(tape: [TapeEntry], index: UInt32, end: UInt32) {
            self.tape = tape
            self.index = index
            self.end = end
        }

        @inlinable
        public mutating func next() -> Member? {
            while self.index < self.end {
                let key = JSONNode(index: self.index)
                let value = JSONNode(index: self.index + 1)
                self.index = self.tape[Int(value.index)].link
                if !self.tape[Int(key.index)].isSuperseded { return Member(key: key, value: value) }
            }
            return nil
        }
    }
}
