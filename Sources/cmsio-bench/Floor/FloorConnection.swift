#if os(Linux)
    /// One socket of the ``FloorServer``.
    struct FloorConnection {
        let descriptor: Int32
        var isUpgraded = false
        /// Whether it gets events.
        var hasJoined = false
        /// Bytes of events that the kernel has not taken yet.
        var pending = 0

        init(descriptor: Int32) { self.descriptor = descriptor }

        /// The packets in what a client sent, which are small and never split.
        static func packets(in bytes: UnsafeRawBufferPointer) -> [String] {
            var packets: [String] = []
            var position = 0
            while let frame = ServerFrame(in: bytes, at: position) {
                // The mask stands before the payload, and is not counted in its length.
                let key = frame.payload.lowerBound
                let payload = frame.payload.lowerBound + 4..<frame.payload.upperBound + 4
                guard payload.upperBound <= bytes.count else { break }
                let text = payload.map { bytes[$0] ^ bytes[key + ($0 - payload.lowerBound) % 4] }
                packets.append(String(decoding: text, as: UTF8.self))
                position = payload.upperBound
            }
            return packets
        }
    }
#endif
