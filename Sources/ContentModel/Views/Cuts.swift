import JSONText

/// The places at which a sanitized text differs from the document it comes from, in their order.
///
/// What stands between them is copied as it is, a run at a time.
struct Cuts: Sendable {
    private struct Cut {
        let range: Range<Int>
        let replacement: [UInt8]
    }

    private var cuts: [Cut] = []

    var count: Int { self.cuts.count }

    mutating func append(_ range: Range<Int>, replacement: [UInt8] = []) {
        self.cuts.append(Cut(range: range, replacement: replacement))
    }

    /// Inserts a cut before those made since there were `index` of them.
    mutating func insert(_ range: Range<Int>, at index: Int) {
        self.cuts.insert(Cut(range: range, replacement: []), at: index)
    }

    /// The cuts made since there were `count` of them.
    func suffix(from count: Int) -> Cuts {
        var cuts = Cuts()
        cuts.cuts = Array(self.cuts[count...])
        return cuts
    }

    /// Forgets the cuts made since there were `count` of them.
    mutating func truncate(to count: Int) { self.cuts.removeLast(self.cuts.count - count) }

    /// Appends the bytes in `range` with the cuts made.
    func write(_ range: Range<Int>, of bytes: [UInt8], to output: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { source in
            var start = range.lowerBound
            for cut in self.cuts {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<cut.range.lowerBound]))
                output.append(contentsOf: cut.replacement)
                start = cut.range.upperBound
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<range.upperBound]))
        }
    }
}

/// The cuts that leave members out of one object, or elements out of one array, each with the right comma.
struct Gaps {
    /// Where the parts dropped so far begin, while no part has been kept.
    private var leadingStart: Int?
    private var hasKept = false

    /// Where the last part ends.
    private var end = 0

    /// Notes a part that stays; `mark` is how many cuts there were before those inside the part.
    @inline(__always)
    mutating func keep(_ range: Range<Int>, mark: Int, in cuts: inout Cuts) {
        if let start = self.leadingStart {
            cuts.insert(start..<range.lowerBound, at: mark)
            self.leadingStart = nil
        }
        self.hasKept = true
        self.end = range.upperBound
    }

    /// Notes a part that goes, inside which nothing was cut.
    mutating func drop(_ range: Range<Int>, in cuts: inout Cuts) {
        if self.hasKept {
            cuts.append(self.end..<range.upperBound)
        } else {
            self.leadingStart = self.leadingStart ?? range.lowerBound
        }
        self.end = range.upperBound
    }

    /// To be called after the last part.
    mutating func finish(in cuts: inout Cuts) {
        if let start = self.leadingStart { cuts.append(start..<self.end) }
    }
}
