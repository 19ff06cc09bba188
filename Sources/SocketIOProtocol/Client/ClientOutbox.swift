/// The packets of a client that its transport has not taken yet, in order, each with a number.
///
/// Numbers count from 1 for the whole connection, so that whoever waits for a packet to be sent can be told "all up to this".
package struct ClientOutbox: Sendable {
    /// The most packets of one request: servers in Python (python-engineio) refuse a payload with more.
    package static let maxPacketsPerPost = 16

    package struct Entry: Hashable, Sendable {
        package let number: UInt64
        package let packet: EnginePacket
    }

    private var entries: ArraySlice<Entry> = []
    private var lastNumber: UInt64 = 0
    /// What waits, as it would stand in polling payloads.
    package private(set) var byteCount = 0

    package init() {}

    package var isEmpty: Bool { self.entries.isEmpty }
    package var count: Int { self.entries.count }

    /// - Returns: The packet's number.
    package mutating func append(_ packet: EnginePacket) -> UInt64 {
        self.lastNumber += 1
        self.entries.append(Entry(number: self.lastNumber, packet: packet))
        self.byteCount += packet.textLength
        return self.lastNumber
    }

    /// Numbers a packet that a transport takes at once; only while nothing waits.
    package mutating func passThrough() -> UInt64 {
        self.lastNumber += 1
        return self.lastNumber
    }

    /// Takes the packets of the next request, and its body: as many as fit, but at least one.
    ///
    /// Source: engine.io-client, `_getWritablePackets`.
    ///
    /// - Parameter limit: The most bytes of a body; a packet that is larger alone is sent alone.
    package mutating func takePayload(limit: Int) -> (body: [UInt8], last: UInt64)? {
        var length = 0
        let fitting = self.entries.prefix(Self.maxPacketsPerPost).prefix { entry in
            length += entry.packet.textLength + (length > 0 ? 1 : 0)
            return length <= limit
        }
        let taken = fitting.isEmpty ? self.entries.prefix(1) : fitting
        guard let last = taken.last else { return nil }
        self.entries = self.entries.dropFirst(taken.count)
        if self.entries.isEmpty { self.entries = [] }
        self.byteCount -= taken.reduce(0) { $0 + $1.packet.textLength }
        return (EnginePayload.encode(taken.map(\.packet)), last.number)
    }

    /// Takes everything, for a WebSocket.
    package mutating func takeAll() -> ArraySlice<Entry> {
        defer {
            self.entries = []
            self.byteCount = 0
        }
        return self.entries
    }
}

extension EnginePacket {
    /// The bytes of ``text``, without writing it.
    package var textLength: Int {
        switch self {
        case .open(let data), .ping(let data), .pong(let data), .message(let data): data.count + 1
        case .close, .upgrade, .noop: 1
        case .binary(let bytes): Self.base64Length(of: bytes.count) + 1
        }
    }

    private static func base64Length(of count: Int) -> Int { (count + 2) / 3 * 4 }
}
