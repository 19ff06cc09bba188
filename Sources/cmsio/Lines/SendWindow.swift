/// How much may be under way to the server at a time, so that it is neither waited for with every event nor flooded.
///
/// For one sender.
actor SendWindow {
    private static let maxCount = 64
    private static let maxBytes = 1 << 20
    /// More than what a packet has beside the event's type, action, key and data.
    private static let overhead = 256

    private let maxBytes: Int
    private var count = 0
    private var bytes = 0
    private var sender: CheckedContinuation<Void, Never>?
    private var isLifted = false

    /// - Parameter maxPayload: The most bytes of a packet. An event that may have more goes alone, so that nothing has followed
    ///   it when it is refused.
    init(maxPayload: Int) {
        self.maxBytes = min(Self.maxBytes, maxPayload - Self.overhead)
    }

    /// Waits until there is room; an event larger than the window goes alone.
    func enter(_ bytes: Int) async {
        while !self.isLifted, self.count >= Self.maxCount || (self.count > 0 && self.bytes + bytes > self.maxBytes) {
            await withCheckedContinuation { self.sender = $0 }
        }
        self.count += 1
        self.bytes += bytes
    }

    /// To be called once for each ``enter(_:)``.
    func leave(_ bytes: Int) {
        self.count -= 1
        self.bytes -= bytes
        self.wake()
    }

    /// From now on nobody leaves, and nobody waits.
    func lift() {
        self.isLifted = true
        self.wake()
    }

    private func wake() {
        self.sender?.resume()
        self.sender = nil
    }
}
