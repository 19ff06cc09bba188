import JSONText
import NIOCore
import NIOHTTP1
import SocketIOProtocol

/// Makes a WebSocket of a fresh TCP connection, as a client.
///
/// Source: RFC 6455, section 4.1.
struct ClientUpgrade: Sendable {
    enum Outcome: Sendable {
        /// The connection is a WebSocket, and the handler of ``ClientUpgrade`` is in place.
        case webSocket
        /// The server answered HTTP as if nothing else had been asked for.
        case declined(EventLoopFuture<HTTPAnswer>)
    }

    private let head: HTTPRequestHead
    private let upgrader: Upgrader

    /// - Parameters:
    ///   - key: 16 random bytes, fresh for each connection.
    ///   - addHandler: Adds the handler of the WebSocket's bytes; runs on the channel's event loop.
    init(
        address: ClientAddress,
        configuration: SocketIOClient.Configuration,
        key: [UInt8],
        addHandler: @escaping @Sendable (any Channel) throws -> Void
    ) {
        var encodedKey: [UInt8] = []
        Base64.encode(key, into: &encodedKey)
        var headers = HTTPHeaders([("Host", address.hostHeader)])
        for field in configuration.headers { headers.add(name: field.name, value: field.value) }
        self.head = HTTPRequestHead(
            version: .http1_1,
            method: .GET,
            uri: configuration.requestTarget,
            headers: headers
        )
        self.upgrader = Upgrader(key: String(decoding: encodedKey, as: UTF8.self), addHandler: addHandler)
    }

    /// Sends the request on a channel, and waits for the answer. Runs on the channel's event loop.
    func start(on channel: any Channel) -> EventLoopFuture<Outcome> {
        let upgrade = NIOTypedHTTPClientUpgradeConfiguration<Outcome>(
            upgradeRequestHead: self.head,
            upgraders: [self.upgrader],
            notUpgradingCompletionHandler: { channel in
                let answer = channel.eventLoop.makePromise(of: HTTPAnswer.self)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HTTPAnswerHandler(answer))
                    return .declined(answer.futureResult)
                }
            }
        )
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
        configuration.leftOverBytesStrategy = .forwardBytes  // the server's first packet may come with its 101
        do {
            return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                configuration: configuration
            )
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
    }
}

/// What is special to WebSocket in an HTTP upgrade.
private struct Upgrader: NIOTypedHTTPClientProtocolUpgrader {
    let key: String
    let addHandler: @Sendable (any Channel) throws -> Void

    let supportedProtocol = "websocket"
    let requiredUpgradeHeaders: [String] = []

    func addCustom(upgradeRequestHeaders: inout HTTPHeaders) {
        upgradeRequestHeaders.add(name: "Sec-WebSocket-Version", value: "13")
        upgradeRequestHeaders.add(name: "Sec-WebSocket-Key", value: self.key)
    }

    func shouldAllowUpgrade(upgradeResponse: HTTPResponseHead) -> Bool {
        // No extension and no subprotocol was offered, so a server that names one is not talking to us.
        return upgradeResponse.headers["Sec-WebSocket-Accept"] == [WebSocketAccept.value(forKey: self.key)]
            && upgradeResponse.headers["Sec-WebSocket-Extensions"].isEmpty
            && upgradeResponse.headers["Sec-WebSocket-Protocol"].isEmpty
    }

    func upgrade(channel: any Channel, upgradeResponse: HTTPResponseHead) -> EventLoopFuture<ClientUpgrade.Outcome> {
        channel.eventLoop.makeCompletedFuture {
            try self.addHandler(channel)
            return .webSocket
        }
    }
}

/// An HTTP response where a WebSocket was asked for.
struct HTTPAnswer: Sendable, CustomStringConvertible {
    /// How much of a body is worth telling.
    static let maxBodyBytes = 1024

    let status: HTTPResponseStatus
    let body: [UInt8]

    /// Completes a sentence that begins with the server: "it answered …".
    var description: String {
        let answer = "it answered HTTP \(self.status.code) \(self.status.reasonPhrase)"
        return self.engineMessage.map { "\(answer) (\($0))" } ?? answer
    }

    /// The message in an Engine.IO error, `{"code":0,"message":"Transport unknown"}`.
    private var engineMessage: String? {
        guard let document = try? JSONDocument(parsing: self.body) else { return nil }  // any other page
        return document.value("message", in: document.root).flatMap { document.string($0) }
    }
}

/// Collects an ``HTTPAnswer``.
private final class HTTPAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let answer: EventLoopPromise<HTTPAnswer>
    private var status: HTTPResponseStatus?
    private var body: [UInt8] = []

    init(_ answer: EventLoopPromise<HTTPAnswer>) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.status = head.status
        case .body(let bytes):
            self.body.append(contentsOf: bytes.readableBytesView.prefix(HTTPAnswer.maxBodyBytes - self.body.count))
        case .end:
            self.finish()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.answer.fail(error)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.answer.fail(ChannelError.ioOnClosedChannel)
    }

    private func finish() {
        if let status = self.status {
            self.answer.succeed(HTTPAnswer(status: status, body: self.body))
        } else {
            self.answer.fail(ChannelError.eof)
        }
    }
}
