import Crypto
import SocketIOProtocol

/// The proof that a server read a client's request for a WebSocket.
package enum WebSocketAccept {
    /// The value of `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`.
    ///
    /// Source: RFC 6455, section 4.2.2, step 5, item 4.
    package static func value(forKey key: some StringProtocol) -> String {
        let digest = Insecure.SHA1.hash(data: Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))
        var text: [UInt8] = []
        Base64.encode(Array(digest), into: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
