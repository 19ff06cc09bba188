/// The bytes of a text while they are read, without bounds checks in release builds.
///
/// This file holds the raw memory accesses of the parser; ``UnsafeRawBufferPointer/shortWord`` and its neighbours are the
/// only others in the room, and compare with the buffer's own count. Why they are in bounds:
/// - A `SourceBytes` lives only inside `withUnsafeBufferPointer` of the array it reads.
/// - Every caller of the subscript has compared its index with `count` just before; every caller of ``word(at:)`` has
///   compared the index + 8. Debug builds, and so all tests, check it again here.
/// - A ``ScratchBuffer`` grows before it writes past its capacity, and is read only below its count.
struct SourceBytes {
    private let base: UnsafeRawPointer
    let count: Int

    /// - Returns: `nil` when there are no bytes.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        self.base = UnsafeRawPointer(base)
        self.count = bytes.count
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < self.count)
        return self.base.load(fromByteOffset: index, as: UInt8.self)
    }

    /// Eight bytes, the first one lowest.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        assert(index >= 0 && index + 8 <= self.count)
        return UInt64(littleEndian: self.base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inline(__always)
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
        assert(range.lowerBound >= 0 && range.upperBound <= self.count)
        return UnsafeRawBufferPointer(start: self.base + range.lowerBound, count: range.count)
    }
}

extension SourceBytes {
    func hasPrefix(_ prefix: [UInt8]) -> Bool {
        self.count >= prefix.count && prefix.indices.allSatisfy { self[$0] == prefix[$0] }
    }
}

/// A stack of trivial values that only the parser uses.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        self.base = .allocate(capacity: self.capacity)
    }

    deinit { self.base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < self.count)
            return self.base[index]
        }
        set {
            assert(index >= 0 && index < self.count)
            self.base[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if self.count == self.capacity { self.grow() }
        (self.base + self.count).initialize(to: element)
        self.count += 1
    }

    @inline(__always)
    mutating func removeLast(_ removed: Int) {
        assert(removed >= 0 && removed <= self.count)
        self.count -= removed
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: self.capacity * 2)
        larger.moveInitialize(from: self.base, count: self.count)
        self.base.deallocate()
        self.base = larger
        self.capacity *= 2
    }

    /// A copy of the elements, in no more memory than they need.
    func elements() -> [Element] { Array(UnsafeBufferPointer(start: self.base, count: self.count)) }
}
