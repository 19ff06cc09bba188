package import JSONText

/// What the server's first packet tells a client.
///
/// Source: engine.io-protocol revision 4, "Handshake".
package struct EngineHandshake: Hashable, Sendable {
    /// The secret that names the session in later requests.
    package var sid: ExactString
    /// The transports the client may move to: `["websocket"]`, or none.
    package var upgrades: [ExactString]
    /// From one heartbeat to the next; whole milliseconds on the wire.
    package var pingInterval: Duration
    /// How long a heartbeat may go unanswered; whole milliseconds on the wire.
    package var pingTimeout: Duration
    /// The most bytes of one request body or WebSocket message.
    package var maxPayload: Int

    package init(
        sid: ExactString,
        upgrades: [ExactString],
        pingInterval: Duration,
        pingTimeout: Duration,
        maxPayload: Int
    ) {
        self.sid = sid
        self.upgrades = upgrades
        self.pingInterval = pingInterval
        self.pingTimeout = pingTimeout
        self.maxPayload = maxPayload
    }

    /// The JSON object of the open packet: exactly these five keys, which the official suites compare.
    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.beginObject()
        writer.key("sid")
        writer.string(self.sid.string)
        writer.key("upgrades")
        writer.beginArray()
        for transport in self.upgrades { writer.string(transport.string) }
        writer.endArray()
        writer.key("pingInterval")
        writer.integer(self.pingInterval.wholeMilliseconds)
        writer.key("pingTimeout")
        writer.integer(self.pingTimeout.wholeMilliseconds)
        writer.key("maxPayload")
        writer.integer(self.maxPayload)
        writer.endObject()
        return writer.bytes
    }

    /// Reads the data of an open packet; unknown keys are ignored.
    ///
    /// - Throws: ``EngineHandshakeError`` for text that is no JSON object, or one without a usable `sid`,
    ///   `pingInterval` or `pingTimeout`. `upgrades` may be missing, and so may `maxPayload` (then 1,000,000).
    package init(json: ArraySlice<UInt8>) throws(EngineHandshakeError) {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: Array(json), limits: JSONLimits(maxBytes: 1 << 16, maxDepth: 16))
        } catch {
            throw .notJSON(error)
        }
        func positiveInteger(_ name: ExactString) -> Int? {
            guard let value = document.value(name, in: document.root).flatMap(document.integer), value > 0,
                value <= Int(Int32.max)
            else { return nil }
            return value
        }
        guard let sid = document.value("sid", in: document.root).flatMap(document.exactString), !sid.utf8.isEmpty
        else { throw .missing("sid") }
        guard let interval = positiveInteger("pingInterval") else { throw .missing("pingInterval") }
        guard let timeout = positiveInteger("pingTimeout") else { throw .missing("pingTimeout") }
        self.sid = sid
        self.pingInterval = .milliseconds(interval)
        self.pingTimeout = .milliseconds(timeout)
        self.maxPayload = positiveInteger("maxPayload") ?? 1_000_000
        self.upgrades = []
        if let upgrades = document.value("upgrades", in: document.root) {
            self.upgrades = document.elements(upgrades).compactMap(document.exactString)
        }
    }
}

/// Why the data of an open packet cannot be used.
package enum EngineHandshakeError: Error, Equatable, CustomStringConvertible {
    case notJSON(JSONError)
    case missing(String)

    package var description: String {
        switch self {
        case .notJSON(let error): "the server's handshake is not JSON: \(error)"
        case .missing(let key): "the server's handshake has no usable '\(key)'"
        }
    }
}

extension Duration {
    /// The duration in milliseconds, the rest cut off.
    package var wholeMilliseconds: Int {
        let (seconds, attoseconds) = self.components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
