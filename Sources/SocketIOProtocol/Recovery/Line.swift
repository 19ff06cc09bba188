/// Elements in the order they came, taken out at the front in constant time on average.
struct Line<Element> {
    /// What was taken out already stands before `start` as `nil`.
    private var elements: [Element?] = []
    private var start = 0

    var count: Int { self.elements.count - self.start }
    var first: Element? { self.count > 0 ? self.elements[self.start] : nil }

    mutating func append(_ element: Element) { self.elements.append(element) }

    mutating func removeFirst() {
        self.elements[self.start] = nil
        self.start += 1
        guard self.start >= 32, self.start * 2 >= self.elements.count else { return }
        self.elements.removeFirst(self.start)
        self.start = 0
    }

    /// The last `length` elements, or the first `limit` of those.
    func suffix(_ length: Int, limit: Int) -> [Element] {
        self.elements.suffix(length).prefix(limit).compactMap(\.self)
    }

    mutating func removeAll(where isStale: (Element) -> Bool) {
        self.elements = self.elements.filter { $0.map { !isStale($0) } ?? false }
        self.start = 0
    }
}

extension Line: Sendable where Element: Sendable {}
