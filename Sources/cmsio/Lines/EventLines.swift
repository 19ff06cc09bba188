/// The lines of an input, one after the other.
struct EventLines {
    /// The most bytes of a line.
    private static let maxLineBytes = 16 << 20

    struct Line {
        /// From 1.
        let number: Int
        /// The bytes of the input that were read when it came, up to its end or a little more.
        let end: Int
        let content: Result<EventLine, LineProblem>
    }

    private let input: LineInput
    private var splitter = LineSplitter(limit: Self.maxLineBytes)
    /// Parted and not yet given out, the next one last.
    private var waiting: [LineSplitter.Line] = []
    private var number = 0
    private var read = 0
    private var isAtEnd = false

    init(_ input: LineInput) {
        self.input = input
    }

    /// - Returns: Nil at the end.
    /// - Throws: ``CommandFailure`` for an input that cannot be read.
    mutating func next() async throws -> Line? {
        while self.waiting.isEmpty, !self.isAtEnd {
            if let piece = try await self.input.next() {
                self.read += piece.count
                self.waiting = self.splitter.append(piece).reversed()
            } else {
                self.isAtEnd = true
                self.waiting = self.splitter.finish().map { [$0] } ?? []
            }
        }
        guard let text = self.waiting.popLast() else { return nil }
        self.number += 1
        return Line(number: self.number, end: self.read, content: Self.parse(text))
    }

    private static func parse(_ line: LineSplitter.Line) -> Result<EventLine, LineProblem> {
        Result { () throws(LineProblem) in
            switch line {
            case .text(let bytes): try EventLine(parsing: bytes)
            case .tooLong:
                throw LineProblem("the line is longer than \(Self.maxLineBytes >> 20) MiB; send less at once")
            }
        }
    }
}
