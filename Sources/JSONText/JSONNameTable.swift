/// Known names by their bytes, for looking up the keys of documents without allocating.
public struct JSONNameTable: Sendable {
    private struct Slot {
        var hash: UInt32 = 0
        var name: Int32 = -1
        var start: Int32 = 0
        var end: Int32 = 0

        var bytes: Range<Int> { Int(self.start)..<Int(self.end) }
    }

    /// At least twice as many as names, so a probe always ends at an empty one.
    private var slots: [Slot]
    private var bytes: [UInt8] = []

    /// - Parameter names: In the order that ``index(of:in:)`` counts them; of equal names the first counts.
    public init(_ names: [ExactString]) {
        self.slots = Array(repeating: Slot(), count: 1 << (Int.bitWidth - (names.count * 2).leadingZeroBitCount))
        for (index, name) in names.enumerated() { self.insert(name, as: Int32(index)) }
    }

    private mutating func insert(_ name: ExactString, as index: Int32) {
        let hash = name.withBytes { KeyHash.of($0) }
        var slot = Int(hash) & (self.slots.count - 1)
        while self.slots[slot].name >= 0 {
            let known = self.slots[slot]
            if known.hash == hash, self.bytes[known.bytes].elementsEqual(name.utf8) { return }
            slot = (slot + 1) & (self.slots.count - 1)
        }
        let start = Int32(self.bytes.count)
        self.bytes.append(contentsOf: name.utf8)
        self.slots[slot] = Slot(hash: hash, name: index, start: start, end: Int32(self.bytes.count))
    }

    /// - Parameter key: The key of a member; any other node has no name.
    /// - Returns: Where in the names the decoded key stands; `nil` when it is not among them.
    public func index(of key: JSONNode, in document: JSONDocument) -> Int? {
        let entry = document.entry(key)
        guard entry.isKey else { return nil }
        var slot = Int(entry.link) & (self.slots.count - 1)
        while self.slots[slot].name >= 0 {
            let known = self.slots[slot]
            if known.hash == entry.link, self.isName(known, of: entry, in: document) { return Int(known.name) }
            slot = (slot + 1) & (self.slots.count - 1)
        }
        return nil
    }

    private func isName(_ slot: Slot, of key: TapeEntry, in document: JSONDocument) -> Bool {
        self.bytes.withUnsafeBytes { document.hasContent(key, UnsafeRawBufferPointer(rebasing: $0[slot.bytes])) }
    }
}
