/// Parts bytes, which come in any pieces, into lines.
package struct LineSplitter: Sendable {
    package enum Line: Sendable, Equatable {
        /// Without its line end.
        case text([UInt8])
        /// One of more bytes than the limit; they are not kept.
        case tooLong
    }

    private let limit: Int
    private var buffer: [UInt8] = []
    private var isSkipping = false

    /// - Parameter limit: The most bytes of a line.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Takes the next bytes.
    ///
    /// - Returns: The lines that end in them.
    package mutating func append(_ bytes: some Collection<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            self.keep(rest[..<end])
            lines.append(self.take())
            rest = rest[rest.index(after: end)...]
        }
        self.keep(rest)
        return lines
    }

    /// What stands after the last line end; nil for nothing.
    package mutating func finish() -> Line? {
        self.buffer.isEmpty && !self.isSkipping ? nil : self.take()
    }

    private mutating func keep(_ bytes: some Collection<UInt8>) {
        if self.buffer.count + bytes.count > self.limit { self.isSkipping = true }
        if self.isSkipping {
            self.buffer = []
        } else {
            self.buffer += bytes
        }
    }

    private mutating func take() -> Line {
        defer {
            self.buffer = []
            self.isSkipping = false
        }
        return self.isSkipping ? .tooLong : .text(self.buffer)
    }
}
