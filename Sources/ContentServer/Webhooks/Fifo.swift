/// Elements that leave in the order in which they came, each for constant time.
struct Fifo<Element> {
    private var elements: [Element?] = []
    private var start = 0

    var count: Int { self.elements.count - self.start }

    var first: Element? { self.start < self.elements.count ? self.elements[self.start] : nil }

    mutating func append(_ element: Element) {
        self.elements.append(element)
    }

    @discardableResult
    mutating func popFirst() -> Element? {
        guard let first else { return nil }
        self.elements[self.start] = nil
        self.start += 1
        if self.start > self.elements.count / 2 {
            self.elements.removeFirst(self.start)
            self.start = 0
        }
        return first
    }

    mutating func keep(_ isWanted: (Element) -> Bool) {
        self.elements = self.elements[self.start...].filter { $0.map(isWanted) ?? false }
        self.start = 0
    }
}

extension Fifo: Sendable where Element: Sendable {}
