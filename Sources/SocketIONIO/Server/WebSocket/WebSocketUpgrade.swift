import NIOHTTP1
import SocketIOProtocol

/// The opening handshake of a WebSocket, as a server sees it.
///
/// Source: RFC 6455, section 4.2.
enum WebSocketUpgrade {
    /// Whether a request asks to become a WebSocket, well or badly.
    static func isAskedFor(by head: HTTPRequestHead, _ headers: SocketIOHeaders) -> Bool {
        head.method == .GET && headers.list("Upgrade", contains: "websocket")
            && headers.list("Connection", contains: "upgrade")
    }

    enum Answer {
        /// The value of `Sec-WebSocket-Accept`.
        case accept(String)
        case badRequest
        /// Only version 13 is spoken.
        case wrongVersion
    }

    static func answer(_ headers: SocketIOHeaders) -> Answer {
        guard headers["Sec-WebSocket-Version"] == "13" else { return .wrongVersion }
        guard let key = headers["Sec-WebSocket-Key"], Base64.decode(Array(key.utf8)[...])?.count == 16 else {
            return .badRequest
        }
        return .accept(WebSocketAccept.value(forKey: key))
    }
}
