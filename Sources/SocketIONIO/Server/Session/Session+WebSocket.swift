import NIOCore
import SocketIOProtocol

/// The WebSocket transport and the upgrade to it: performs what ``EngineSession`` decides.
///
/// Source: engine.io-protocol revision 4, "WebSocket" and "Upgrade".
extension Session: WebSocketOwner {
    /// The session starts on a WebSocket.
    func start(on webSocket: WebSocketHandler) {
        self.use(webSocket)
        webSocket.owner = self
        self.start(on: .websocket)
    }

    /// A WebSocket came that names this session.
    func beginProbe(_ webSocket: WebSocketHandler) {
        switch self.machine.beginProbe(at: .now) {
        case .accept:
            self.probe = webSocket
            webSocket.owner = self
            self.wakeAgain()
        case .refuse:
            webSocket.close(code: nil)
        }
    }

    /// Something came over one of the session's WebSockets.
    func receive(_ message: WebSocketFrameDecoder.Message, from webSocket: WebSocketHandler) {
        let packet: EnginePacket
        do throws(EnginePacketError) {
            switch (message, self.revision) {
            case (.text(let text), .four): packet = try EnginePacket(text: text[...])
            case (.text(let text), .three): packet = try EnginePacket(revision3Text: text[...])
            case (.binary(let bytes), .four): packet = .binary(bytes)
            case (.binary(let bytes), .three): packet = try EnginePacket(revision3Binary: bytes[...])
            // The handler answers these itself.
            case (.ping, _), (.pong, _), (.close, _): return
            }
        } catch {
            return self.failed(webSocket, .parseError)
        }
        if webSocket === self.webSocket {
            self.receive(packet)
        } else if webSocket === self.probe {
            self.receiveProbe(packet, from: webSocket)
        }
    }

    private func receiveProbe(_ packet: EnginePacket, from webSocket: WebSocketHandler) {
        switch self.machine.probeReceived(packet) {
        case .confirm(let due):
            _ = webSocket.write(OutgoingMessage.probeAnswer.frame)
            webSocket.flush()
            if let due { self.answerPoll(self.payload(due.isEmpty ? [.noop] : due)) }
        case .upgrade(let answerPoll, let due):
            self.probe = nil
            self.use(webSocket)
            self.loop.shared.sessions.isWebSocketNow(self.sid)
            if answerPoll { self.answerPoll(self.payload([.noop])) }
            if self.isInputHeld { webSocket.holdReading() }
            for message in due { self.send(message) }
        case .abandon:
            self.abandonProbe()
        }
    }

    /// One of the session's WebSockets is gone, or is to go because its client broke the protocol.
    func failed(_ webSocket: WebSocketHandler, _ reason: DisconnectReason) {
        if webSocket === self.webSocket {
            self.end(reason)
        } else if webSocket === self.probe {
            self.machine.probeLost()
            self.abandonProbe()
        }
    }

    /// Closes the WebSocket that is tried; the session stays on polling.
    func abandonProbe() {
        let probe = self.probe
        self.probe = nil
        probe?.owner = nil
        probe?.close(code: nil)
    }
}
