import Logging
import SocketIONIO
import SocketIOProtocol
import TestClients
import Testing

@Suite("WebSocket without Engine.IO", .timeLimit(.minutes(1)))
struct WebSocketEchoTests {
    @Test("sends every message back at any path, empty ones and those in fragments too")
    func echo() async throws {
        let echo = try await WebSocketEcho.start(.test { _ in }, group: TestLoops.group, logger: Logger(label: "test"))
        let webSocket = try await RawWebSocket.upgrade(RawConnection.open(port: echo.port), "/any?case=1")
        try await webSocket.send("hello")
        #expect(try await webSocket.text() == "hello")
        try await webSocket.send([UInt8](repeating: 7, count: 70_000))
        #expect(try await webSocket.next() == .binary([UInt8](repeating: 7, count: 70_000)))
        try await webSocket.send("")
        #expect(try await webSocket.text() == "")
        try await webSocket.connection.send(WebSocketFrame.masked(.ping, payload: [9], mask: 5))
        #expect(try await webSocket.next() == .pong([9]))
        try await webSocket.close()
        try await echo.stop()
    }
}
