import JSONText
import SocketIOProtocol

extension ClientSession {
    static let start = ContinuousClock.now

    static func open(upgrades: String = "", maxPayload: Int = 1000) -> String {
        #"0{"sid":"engine","upgrades":[\#(upgrades)],"pingInterval":25000,"pingTimeout":20000,"maxPayload":\#(maxPayload)}"#
    }

    init(_ transports: EngineTransport...) {
        self.init(transports: transports, maxUnsentBytes: 100_000)
    }

    mutating func receive(text: String, at instant: Instant = Self.start) -> [String] {
        self.receive(.text(Array(text.utf8)), at: instant).map(\.name)
    }

    /// - Parameter body: With `|` between its packets.
    mutating func polled(_ body: String, at instant: Instant = Self.start) -> [String] {
        self.polled(Array(body.replacing("|", with: "\u{1E}").utf8), at: instant).map(\.name)
    }

    mutating func send(_ text: String) -> [String] {
        self.send(.message(Array(text.utf8)[...])).actions.map(\.name)
    }
}

extension ClientSession.Action {
    /// What it is, in short, for comparing.
    var name: String {
        switch self {
        case .poll: "poll"
        case .post(let body): "post " + String(decoding: body, as: UTF8.self).replacing("\u{1E}", with: "|")
        case .openWebSocket: "open WebSocket"
        case .write(.binary, let bytes, let number): "binary \(bytes) \(number ?? 0)"
        case .write(let opcode, let payload, _): "\(opcode) " + String(decoding: payload, as: UTF8.self)
        case .dropWebSocket: "drop WebSocket"
        case .opened(let sid, let instant): "opened \(sid) \(instant - ClientSession.start)"
        case .packet(.event(let event)):
            "event \(String(decoding: event.document.bytes, as: UTF8.self)) \(event.attachments)"
        case .packet(let packet): "packet of \(packet.namespace)"
        case .sent(let number): "sent \(number)"
        case .upgraded: "upgraded"
        case .end(let reason): "end \(reason)"
        case .closed: "closed"
        }
    }
}
