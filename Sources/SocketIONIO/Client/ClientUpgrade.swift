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

    /// How much of a page that is no WebSocket is worth telling.
    private static let maxBodyBytes = 1024

    private let head: HTTPRequestHead
    private let upgrader: Upgrader

    /// - Parameters:
    ///   - head: The request, without what makes it an upgrade.
    ///   - key: 16 random bytes, fresh for each connection.
    ///   - addHandler: Adds the handler of the WebSocket's bytes; runs on the channel's event loop.
    init(
        head: HTTPRequestHead,
        key: [UInt8],
        addHandler: @escaping @Sendable (any Channel) throws -> Void
    ) {
        var encodedKey: [UInt8] = []
        Base64.encode(key, into: &encodedKey)
        self.head = head
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
                    let handler = HTTPAnswerHandler(maxBodyBytes: Self.maxBodyBytes) { answer.completeWith($0) }
                    try channel.pipeline.syncOperations.addHandler(handler)
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
