/// How to reach a Socket.IO server, and how to make it send an event to everybody.
struct Target: Sendable {
    /// IPv4, as in 127.0.0.1.
    let host: String
    let port: Int
    /// Where Socket.IO is, as in `/socket.io/`.
    let path: String
    /// The Socket.IO packets that join, as in `40{"token":"…"}`; sockets take them in turn.
    let joins: [String]
    /// How a measured event begins, as in `42["article:update"`; nothing else may begin so.
    let prefix: String
    let trigger: Trigger

    enum Trigger: Sendable {
        /// A whole HTTP request, sent on connections that are kept.
        case request([UInt8])
        /// A Socket.IO packet, sent on a socket that is not counted.
        case packet(String)
    }

    var upgrade: [UInt8] {
        let lines = [
            "GET \(self.path)?EIO=4&transport=websocket HTTP/1.1", "Host: \(self.host):\(self.port)",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: \(SampleKey.key)",
            "Sec-WebSocket-Version: 13", "", "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }
}

/// A key and its answer, so that neither side has to work one out.
///
/// Source: RFC 6455, section 1.3.
enum SampleKey {
    static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    static let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
}
