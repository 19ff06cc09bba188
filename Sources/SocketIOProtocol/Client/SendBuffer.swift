/// What a client keeps to send once it is connected again: in order, and bounded by count and bytes.
///
/// Source: socket.io-client, `sendBuffer`, which knows no bound.
package struct SendBuffer<Item> {
    private var items: [(item: Item, byteCount: Int)] = []
    private var byteCount = 0
    private let maxCount: Int
    private let maxBytes: Int

    package init(maxCount: Int, maxBytes: Int) {
        self.maxCount = maxCount
        self.maxBytes = maxBytes
    }

    /// Keeps an item behind the others.
    ///
    /// - Returns: `false` when there is no room: the item is not kept, and nothing else changes.
    package mutating func append(_ item: Item, byteCount: Int) -> Bool {
        guard self.items.count < self.maxCount, byteCount <= self.maxBytes - self.byteCount else { return false }
        self.items.append((item, byteCount))
        self.byteCount += byteCount
        return true
    }

    /// Takes out everything in order.
    package mutating func takeAll() -> [Item] {
        defer {
            self.items = []
            self.byteCount = 0
        }
        return self.items.map(\.item)
    }

    /// Drops those that nobody wants sent any more.
    package mutating func removeAll(where isUnwanted: (Item) -> Bool) {
        self.items.removeAll { isUnwanted($0.item) }
        self.byteCount = self.items.reduce(0) { $0 + $1.byteCount }
    }
}
