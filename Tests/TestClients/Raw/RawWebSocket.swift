package import SocketIOProtocol

/// A WebSocket that sends and reads messages, for tests that look at Engine.IO packets.
package struct RawWebSocket: Sendable {
    package let connection: RawConnection

    package init(connection: RawConnection) { self.connection = connection }

    /// The request that asks to become a WebSocket, with the key of RFC 6455's example.
    package static func request(_ target: String, headers: [String: String] = [:]) -> String {
        var text =
            "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
        text += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return text + "\r\n"
    }

    package struct Refused: Error {
        package let response: RawResponse
    }

    /// Turns a connection into a WebSocket.
    package static func upgrade(_ connection: RawConnection, _ target: String, headers: [String: String] = [:])
        async throws
        -> RawWebSocket
    {
        try await connection.send(Self.request(target, headers: headers))
        let response = try await connection.response()
        guard response.status == 101 else { throw Refused(response: response) }
        return RawWebSocket(connection: connection)
    }

    package func send(_ text: String) async throws {
        try await self.connection.send(WebSocketFrame.masked(.text, payload: Array(text.utf8), mask: 0x0102_0304))
    }

    package func send(_ bytes: [UInt8]) async throws {
        try await self.connection.send(WebSocketFrame.masked(.binary, payload: bytes, mask: 0x0102_0304))
    }

    /// The next message.
    package func next() async throws -> WebSocketFrameDecoder.Message {
        try await self.connection.read { bytes in
            guard let length = Self.frameLength(bytes), length <= bytes.count else { return nil }
            var decoder = WebSocketFrameDecoder(reading: .server, maxMessageBytes: 16 << 20)
            var messages: [WebSocketFrameDecoder.Message] = []
            do {
                let frame = Array(bytes[..<length])
                try decoder.decode(frame.span.bytes, into: &messages)
            } catch {
                return nil
            }
            return messages.first.map { ($0, length) }
        }
    }

    /// The next message, which has to be text.
    package func text() async throws -> String {
        guard case .text(let bytes) = try await self.next() else { throw RawConnection.Ended() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The length of the unmasked frame at the start of `bytes`, when its header is there.
    private static func frameLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2 else { return nil }
        switch bytes[1] & 0x7F {
        case 126: return bytes.count < 4 ? nil : 4 + (Int(bytes[2]) << 8 | Int(bytes[3]))
        case 127: return bytes.count < 10 ? nil : 10 + bytes[2..<10].reduce(0) { $0 << 8 | Int($1) }
        case let length: return 2 + Int(length)
        }
    }

    package func close() async throws { try await self.connection.close() }
}
