import NIOCore
import NIOPosix
import SocketIONIO
import SocketIOProtocol
import Synchronization

/// A TCP server on 127.0.0.1 that says what a test tells it to, to show what a client makes of it.
///
/// Each connection plays a script of its own; after the last one further connections are closed at once.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        /// Waits for the client's HTTP request.
        case awaitRequest
        /// Sends bytes as they are.
        case send(String)
        case sendBytes([UInt8])
        /// Accepts the WebSocket.
        case acceptWebSocket
        /// Sends one frame.
        case text(String)
        case binary([UInt8])
        case closeFrame(WebSocketCloseCode)
        /// Waits for a text frame of the client; others are passed over.
        case await(String)
        /// Reads nothing more.
        case stopReading
        /// Closes the TCP connection.
        case hangUp
    }

    static let handshake =
        #"0{"sid":"engine","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}"#

    /// What a connection needs before a client counts it as one.
    static let acceptance: [Step] = [
        .awaitRequest, .acceptWebSocket, .text(ScriptedServer.handshake), .await("40"), .text(#"40{"sid":"me"}"#),
    ]

    let port: Int
    var url: String { "http://127.0.0.1:\(self.port)" }

    /// The requests and frames of all clients, such as `GET /… HTTP/1.1`, `text 40` and `close 1000`.
    let received: AsyncStream<String>
    private let channel: any Channel

    static func start(_ scripts: [Step]...) async throws -> ScriptedServer {
        let (received, log) = AsyncStream.makeStream(of: String.self)
        let scripts = Scripts(scripts)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ScriptHandler(scripts.next(), log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ScriptedServer(channel: channel, received: received)
    }

    /// What the connections still to come will play.
    private final class Scripts: Sendable {
        private let left: Mutex<[[Step]]>

        init(_ scripts: [[Step]]) {
            self.left = Mutex(scripts)
        }

        func next() -> [Step] {
            self.left.withLock { $0.isEmpty ? [.hangUp] : $0.removeFirst() }
        }
    }

    private init(channel: any Channel, received: AsyncStream<String>) {
        self.channel = channel
        self.port = channel.localAddress?.port ?? 0
        self.received = received
    }

    /// Waits for one line of ``received``; those before it are passed over.
    func awaits(_ line: String) async -> Bool {
        for await next in self.received where next == line { return true }
        return false
    }

    /// Stops listening; connections stay.
    func stop() async throws {
        try await self.channel.close()
    }
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var script: ArraySlice<ScriptedServer.Step>
    private let log: AsyncStream<String>.Continuation
    private var request = ""
    private var hasRequest = false
    private var frames = WebSocketFrameDecoder(reading: .client, maxMessageBytes: 1 << 24)
    private var texts: [String] = []

    init(_ script: [ScriptedServer.Step], log: AsyncStream<String>.Continuation) {
        self.script = script[...]
        self.log = log
    }

    func channelActive(context: ChannelHandlerContext) {
        self.play(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = self.unwrapInboundIn(data)
        if self.hasRequest {
            self.read(bytes)
        } else {
            self.request += String(buffer: bytes)
            self.hasRequest = self.request.hasSuffix("\r\n\r\n")
            if self.hasRequest { self.log.yield(String(self.request.prefix { !$0.isNewline })) }
        }
        self.play(context)
    }

    private func read(_ bytes: ByteBuffer) {
        var messages: [WebSocketFrameDecoder.Message] = []
        do {
            try self.frames.decode(bytes.readableBytesSpan, into: &messages)
        } catch {
            self.log.yield("\(error)")
        }
        for message in messages {
            switch message {
            case .text(let text):
                self.texts.append(String(decoding: text, as: UTF8.self))
                self.log.yield("text " + String(decoding: text, as: UTF8.self))
            case .close(let code, _): self.log.yield("close \(code?.rawValue ?? 1005)")
            case .binary(let bytes): self.log.yield("binary \(bytes)")
            case .ping, .pong: self.log.yield("\(message)")
            }
        }
    }

    /// Plays on, until it has to wait. What it says at once goes out in one piece.
    private func play(_ context: ChannelHandlerContext) {
        defer { context.flush() }
        while let step = self.script.first {
            switch step {
            case .awaitRequest:
                guard self.hasRequest else { return }
            case .send(let text):
                context.write(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            case .sendBytes(let bytes):
                context.write(self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .acceptWebSocket:
                let accept = WebSocketAccept.value(forKey: self.header("Sec-WebSocket-Key"))
                let head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                let text = head + "Sec-WebSocket-Accept: \(accept)\r\n\r\n"
                context.write(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            case .text(let text):
                self.send(.text, Array(text.utf8), context)
            case .binary(let bytes):
                self.send(.binary, bytes, context)
            case .closeFrame(let code):
                self.send(.close, WebSocketFrame.closePayload(code: code, reason: "told so"), context)
            case .await(let text):
                guard let index = self.texts.firstIndex(of: text) else { return }
                self.texts.removeSubrange(...index)
            case .stopReading:
                context.channel.setOption(.autoRead, value: false).assumeIsolated().whenFailure { error in
                    self.log.yield("\(error)")
                }
            case .hangUp:
                context.flush()
                context.close(promise: nil)
            }
            self.script.removeFirst()
        }
    }

    private func send(_ opcode: WebSocketOpcode, _ payload: [UInt8], _ context: ChannelHandlerContext) {
        let frame = ByteBuffer(bytes: WebSocketFrame.unmasked(opcode, payload: payload))
        context.write(self.wrapOutboundOut(frame), promise: nil)
    }

    private func header(_ name: String) -> String {
        for line in self.request.split(whereSeparator: \.isNewline) where line.hasPrefix(name + ": ") {
            return String(line.dropFirst(name.count + 2))
        }
        return ""
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.log.yield("closed")
    }
}
