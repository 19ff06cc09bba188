import NIOCore
import NIOPosix
import SocketIONIO
import SocketIOProtocol
import Synchronization

/// A TCP server on 127.0.0.1 that plays the reference server's part of a conversation over HTTP and WebSocket, byte for
/// byte, to show what a client makes of it.
///
/// One script is for all connections of a client: a step waits until some connection has what it needs.
final class ReferenceServer: Sendable {
    enum Step: Sendable {
        /// Answers the next GET of the polling transport with status 200 and this body, with `|` between its packets.
        case answerPoll(String)
        /// Waits for packets, with `|` between them, in one POST or several, and answers each `ok`.
        case post(String)
        /// Answers the next poll, or the next request for a WebSocket, with another status.
        case refusePoll(String, body: String)
        case refuseWebSocket(String)
        /// Answers the next request for a WebSocket.
        case acceptWebSocket
        /// Sends a text frame on the WebSocket that was accepted last.
        case send(String)
        /// Waits for a text frame.
        case frame(String)
        /// Closes every connection without a word.
        case cut
    }

    static let handshake =
        #"0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#
    static let upgradableHandshake =
        #"0{"sid":"lv_VI97HAXpY6yYWAAAC","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#

    let url: String
    /// What did not fit the script, and `done` at its end.
    let log: AsyncStream<String>

    static func start(_ script: [Step]) async throws -> ReferenceServer {
        let (log, continuation) = AsyncStream.makeStream(of: String.self)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let play = NIOLoopBoundBox.makeBoxSendingValue(ReferencePlay(script, log: continuation), eventLoop: loop)
        let channel = try await ServerBootstrap(group: loop)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReferenceConnection(play.value))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ReferenceServer(url: "http://127.0.0.1:\(channel.localAddress?.port ?? 0)", log: log)
    }

    private init(url: String, log: AsyncStream<String>) {
        self.url = url
        self.log = log
    }

    /// Waits until the script is over.
    ///
    /// - Returns: What did not fit it.
    func deviations() async -> [String] {
        var lines: [String] = []
        for await line in self.log {
            if line == "done" { break }
            lines.append(line)
        }
        return lines
    }
}

/// Where the script is; confined to the server's event loop.
private final class ReferencePlay {
    private var script: ArraySlice<ReferenceServer.Step>
    private let log: AsyncStream<String>.Continuation
    private var connections: [ReferenceConnection] = []
    private var webSocket: ReferenceConnection?
    private var isPlaying = false
    /// What came of the packets that the present step waits for.
    private var posted: [String] = []

    init(_ script: [ReferenceServer.Step], log: AsyncStream<String>.Continuation) {
        self.script = script[...]
        self.log = log
    }

    func opened(_ connection: ReferenceConnection) { self.connections.append(connection) }

    func closed(_ connection: ReferenceConnection) { self.connections.removeAll { $0 === connection } }

    /// Plays on, until it has to wait.
    func play() {
        guard !self.isPlaying else { return }
        self.isPlaying = true
        defer { self.isPlaying = false }
        while let step = self.script.first {
            guard self.perform(step) else { return }
            self.script.removeFirst()
            if self.script.isEmpty { self.log.yield("done") }
        }
    }

    private func perform(_ step: ReferenceServer.Step) -> Bool {
        switch step {
        case .answerPoll(let body):
            guard let poll = self.take({ $0.isPoll }) else { return false }
            let text = body.replacing("|", with: "\u{1E}")
            poll.answer("200 OK", type: "text/plain; charset=UTF-8", body: text)
        case .post(let body):
            guard let post = self.take({ $0.method == "POST" }) else { return false }
            self.posted.append(post.request.body.replacing("\u{1E}", with: "|"))
            post.answer("200 OK", type: "text/html", body: "ok")
            let sent = self.posted.joined(separator: "|")
            if body.hasPrefix(sent + "|") { return self.perform(step) }
            if sent != body { self.log.yield("posted '\(sent)' and not '\(body)'") }
            self.posted = []
        case .refusePoll(let status, let body):
            guard let poll = self.take({ $0.isPoll }) else { return false }
            poll.answer(status, type: "application/json", body: body)
        case .refuseWebSocket(let status):
            guard let upgrade = self.take({ $0.isUpgrade }) else { return false }
            upgrade.answer(status, type: "text/html", body: "")
        case .acceptWebSocket:
            guard let upgrade = self.take({ $0.isUpgrade }) else { return false }
            upgrade.accept()
            self.webSocket = upgrade.connection
        case .send(let text):
            self.webSocket?.send(text)
        case .frame(let text):
            guard let sent = self.webSocket?.takeText() else { return false }
            if sent != text { self.log.yield("sent '\(sent)' and not '\(text)'") }
        case .cut:
            for connection in self.connections { connection.close() }
        }
        return true
    }

    private struct Pending {
        let connection: ReferenceConnection
        let request: ReferenceConnection.Request

        func answer(_ status: String, type: String, body: String) {
            self.connection.write(
                "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "cache-control: no-store\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\n\r\n\(body)"
            )
        }

        func accept() { self.connection.acceptWebSocket(key: self.request.key) }
    }

    private func take(_ fits: (ReferenceConnection.Request) -> Bool) -> Pending? {
        for connection in self.connections {
            if let request = connection.request, fits(request) {
                connection.request = nil
                return Pending(connection: connection, request: request)
            }
        }
        return nil
    }
}

/// One TCP connection: requests, and frames once it is a WebSocket.
private final class ReferenceConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    struct Request {
        let method: String
        let target: String
        let key: String
        let body: String

        var isUpgrade: Bool { self.target.contains("transport=websocket") }
        var isPoll: Bool { self.method == "GET" && !self.isUpgrade }
    }

    /// The request that waits for its answer.
    var request: Request?
    private let play: ReferencePlay
    private var channel: (any Channel)?
    private var bytes = ""
    private var frames: WebSocketFrameDecoder?
    private var texts: [String] = []

    init(_ play: ReferencePlay) { self.play = play }

    func channelActive(context: ChannelHandlerContext) {
        self.channel = context.channel
        self.play.opened(self)
    }

    func channelInactive(context: ChannelHandlerContext) { self.play.closed(self) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = self.unwrapInboundIn(data)
        if self.frames != nil {
            var messages: [WebSocketFrameDecoder.Message] = []
            try? self.frames?.decode(buffer.readableBytesSpan, into: &messages)  // a bad frame fits no step
            for case .text(let text) in messages { self.texts.append(String(decoding: text, as: UTF8.self)) }
        } else {
            self.bytes += String(buffer: buffer)
            self.readRequest()
        }
        self.play.play()
    }

    private func readRequest() {
        guard let end = self.bytes.firstRange(of: "\r\n\r\n") else { return }
        let lines = self.bytes[..<end.lowerBound].split(separator: "\r\n")
        let field = { (name: String) in
            lines.first { $0.lowercased().hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        let length = field("content-length").flatMap { Int($0) } ?? 0
        let body = self.bytes[end.upperBound...]
        guard body.utf8.count >= length, let words = lines.first?.split(separator: " "), words.count > 1 else { return }
        self.request = Request(
            method: String(words[0]),
            target: String(words[1]),
            key: field("sec-websocket-key") ?? "",
            body: String(body)
        )
        self.bytes = ""
    }

    func write(_ text: String) { self.channel?.writeAndFlush(ByteBuffer(string: text), promise: nil) }

    func acceptWebSocket(key: String) {
        self.frames = WebSocketFrameDecoder(reading: .client, maxMessageBytes: 1 << 24)
        let accept = WebSocketAccept.value(forKey: key)
        self.write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: \(accept)\r\n\r\n"
        )
    }

    func send(_ text: String) {
        let frame = WebSocketFrame.unmasked(.text, payload: Array(text.utf8))
        self.channel?.writeAndFlush(ByteBuffer(bytes: frame), promise: nil)
    }

    func takeText() -> String? { self.texts.isEmpty ? nil : self.texts.removeFirst() }

    func close() { self.channel?.close(promise: nil) }
}
