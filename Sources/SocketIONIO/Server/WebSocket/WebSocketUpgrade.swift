import Crypto
import NIOHTTP1
import SocketIOProtocol

/// The opening handshake of a WebSocket, as a server sees it.
///
/// Source: RFC 6455, section 4.2.
enum WebSocketUpgrade {
    private static let salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

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
        let digest = Insecure.SHA1.hash(data: Array((key + Self.salt).utf8))
        var accept: [UInt8] = []
        Base64.encode(Array(digest), into: &accept)
        return .accept(String(decoding: accept, as: UTF8.self))
    }
}
