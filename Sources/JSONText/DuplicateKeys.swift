/// Finds the members of one object whose key comes again later in it, so that the last one counts.
///
/// A text decides how many keys an object has and, since ``KeyHash`` has no secret, what their hashes are. So no step
/// here is quadratic in the number of keys: few keys are compared in pairs, many through a table that gives up after a
/// fixed number of steps per key, and what then remains is sorted.
enum DuplicateKeys {
    /// Up to this many keys, comparing all pairs of hashes costs less than filling a table.
    private static let fewKeys = 32

    /// Steps through the table a key may take on average.
    private static let stepsPerKey = 8

    /// Whether two of the hashes from `base` on are equal, or finding out would take too long.
    @inline(__always)
    static func areLikely(in hashes: borrowing ScratchBuffer<UInt32>, from base: Int) -> Bool {
        let count = hashes.count - base
        if count < 2 { return false }
        if count > self.fewKeys { return self.areLikelyInTable(hashes, from: base) }
        // Without a way out of the loop, so that the processor compares several hashes at once.
        var equalPairs: UInt32 = 0
        for later in base + 1..<hashes.count {
            let hash = hashes[later]
            for earlier in base..<later {
                equalPairs |= hashes[earlier] == hash ? 1 : 0
            }
        }
        return equalPairs != 0
    }

    private static func areLikelyInTable(_ hashes: borrowing ScratchBuffer<UInt32>, from base: Int) -> Bool {
        let count = hashes.count - base
        let slots = 1 << (Int.bitWidth - (count * 2 - 1).leadingZeroBitCount)
        var table = [UInt32](repeating: 0, count: slots)
        var stepsLeft = count * self.stepsPerKey
        for index in base..<hashes.count {
            let hash = hashes[index]
            var slot = Int(hash) & (slots - 1)
            while table[slot] != 0 {
                stepsLeft -= 1
                if table[slot] == hash || stepsLeft == 0 { return true }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = hash
        }
        return false
    }

    /// A key of the object, where it stands on the tape.
    private struct Key {
        let index: Int
        let entry: TapeEntry
    }

    /// Marks the superseded keys of the last object on the tape.
    ///
    /// - Parameter object: Its index; its members are all that follows on the tape.
    /// - Returns: Whether there are any.
    @inline(never)
    static func mark(
        in tape: inout ScratchBuffer<TapeEntry>,
        object: Int,
        source: SourceBytes
    ) -> Bool {
        var keys: [Key] = []
        var index = object + 1
        while index < tape.count {
            keys.append(Key(index: index, entry: tape[index]))
            index = Int(tape[index + 1].link)
        }
        keys.sort { self.precedes($0, $1, in: source) }
        var isAnyMarked = false
        for (key, next) in zip(keys, keys.dropFirst()) where self.order(key.entry, next.entry, in: source) == .same {
            tape[key.index].markSuperseded()
            isAnyMarked = true
        }
        return isAnyMarked
    }

    private enum Order { case before, same, after }

    /// By name, and by place among keys of one name.
    private static func precedes(_ left: Key, _ right: Key, in source: SourceBytes) -> Bool {
        switch self.order(left.entry, right.entry, in: source) {
        case .before: true
        case .same: left.index < right.index
        case .after: false
        }
    }

    /// By hash, and by decoded bytes among names of one hash.
    private static func order(_ left: TapeEntry, _ right: TapeEntry, in source: SourceBytes) -> Order {
        if left.link != right.link { return left.link < right.link ? .before : .after }
        var rightBytes = DecodedBytes(source[right.content])
        for leftByte in DecodedBytes(source[left.content]) {
            guard let rightByte = rightBytes.next() else { return .after }
            if leftByte != rightByte { return leftByte < rightByte ? .before : .after }
        }
        return rightBytes.next() == nil ? .same : .before
    }
}
