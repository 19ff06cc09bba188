import JSONText

/// Remembers which requests were accepted under which idempotency key, for 24 hours and up to a number of keys.
struct IdempotencyRecords: Sendable {
    /// 24 hours in milliseconds.
    static let lifetime: Int64 = 24 * 60 * 60 * 1000
    /// The longest key, in bytes.
    static let longestKey = 256

    enum Found {
        case nothing
        /// The same request; its receipt may still be on its way.
        case sameRequest(Task<Receipt, Never>)
        case otherRequest
    }

    private struct Record {
        let request: RequestDigest
        let receipt: Task<Receipt, Never>
        /// Milliseconds since 1970.
        let acceptedAt: Int64
    }

    private let capacity: Int
    private var records: [ExactString: Record] = [:]
    /// Keys as they were added, from `oldest` on. A key stands twice if it was used again after its time.
    private var order: [(key: ExactString, acceptedAt: Int64)] = []
    private var oldest = 0

    /// - Parameter capacity: When there are more keys than this, the oldest are forgotten before their time.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// - Parameter now: Milliseconds since 1970.
    func find(_ key: ExactString, for request: RequestDigest, at now: Int64) -> Found {
        guard let record = self.records[key], now - record.acceptedAt < Self.lifetime else { return .nothing }
        return record.request == request ? .sameRequest(record.receipt) : .otherRequest
    }

    /// Adds a record under a key for which ``find(_:for:at:)`` found nothing.
    mutating func add(_ key: ExactString, for request: RequestDigest, receipt: Task<Receipt, Never>, at now: Int64) {
        self.forget(upTo: now - Self.lifetime)
        self.records[key] = Record(request: request, receipt: receipt, acceptedAt: now)
        self.order.append((key, now))
    }

    /// Removes what is too old, and what is too much once one more is added.
    private mutating func forget(upTo limit: Int64) {
        while self.oldest < self.order.count {
            let (key, acceptedAt) = self.order[self.oldest]
            guard acceptedAt <= limit || self.order.count - self.oldest >= self.capacity else { break }
            if self.records[key]?.acceptedAt == acceptedAt { self.records[key] = nil }
            self.oldest += 1
        }
        if self.oldest > self.order.count / 2 {
            self.order.removeFirst(self.oldest)
            self.oldest = 0
        }
    }
}

/// Tells one request from another without keeping its body; made anew with each process.
struct RequestDigest: Hashable, Sendable {
    private let digest: Int

    /// - Parameter parts: Everything that decides what is sent to whom.
    init(parts: [[UInt8]]) {
        var hasher = Hasher()
        for part in parts {
            hasher.combine(part.count)
            part.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
        self.digest = hasher.finalize()
    }
}
