package import Logging
package import NIOCore
import NIOHTTP1
import NIOPosix
import SocketIOProtocol

/// A bare WebSocket server at any path that sends every message back, for conformance suites: it is made of the frame
/// decoder and the handler that carry sessions.
package struct WebSocketEcho: Sendable {
    private let channel: any Channel

    /// Listens at the configuration's host and port; of the rest, what concerns WebSockets counts.
    package static func start(
        _ configuration: SocketIOServerConfiguration,
        group: any EventLoopGroup,
        logger: Logger
    ) async throws -> WebSocketEcho {
        let shared = ServerShared(configuration: configuration, logger: logger)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: shared.waterMark)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)),
                        Handshake(loop: ServerLoop(eventLoop: channel.eventLoop, shared: shared))
                    )
                }
            }
            .bind(host: configuration.host, port: configuration.port).get()
        return WebSocketEcho(channel: channel)
    }

    package var port: Int { self.channel.localAddress?.port ?? 0 }

    /// Takes no further connections.
    package func stop() async throws { try await self.channel.close() }

    /// Answers a connection's only request.
    private final class Handshake: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = ByteBuffer

        private let loop: ServerLoop
        private var head: HTTPRequestHead?

        init(loop: ServerLoop) { self.loop = loop }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch Self.unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end: if let head = self.head { self.answer(head, context) }
            }
        }

        private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
            let headers = SocketIOHeaders(head.headers.map { (name: $0.name, value: $0.value) })
            guard WebSocketUpgrade.isAskedFor(by: head, headers),
                case .accept(let accept) = WebSocketUpgrade.answer(headers)
            else {
                context.writeAndFlush(Self.wrapOutboundOut(HTTPResponse.empty(status: 400).wholeHead), promise: nil)
                return context.close(promise: nil)
            }
            let deflates =
                self.loop.shared.configuration.messageCompressionThreshold != nil
                && PerMessageDeflate.isOffered(in: headers.values("Sec-WebSocket-Extensions"))
            let greeting = HTTPResponse.switchingProtocols(accept: accept, deflates: deflates).wholeHead
            let webSocket = WebSocketHandler.take(
                over: context,
                from: self,
                greeting: greeting,
                loop: self.loop,
                deflates: deflates
            )
            webSocket.owner = Owner(deflatesFrom: webSocket.deflatesFrom)
        }
    }

    private final class Owner: WebSocketOwner {
        private let deflatesFrom: Int?

        init(deflatesFrom: Int?) { self.deflatesFrom = deflatesFrom }

        func receive(_ message: WebSocketFrameDecoder.Message, from webSocket: WebSocketHandler) {
            let frame: ByteBuffer
            switch message {
            case .text(let text): frame = self.frame(.text, text)
            case .binary(let bytes): frame = self.frame(.binary, bytes)
            case .ping, .pong, .close: return
            }
            switch webSocket.write(frame) {
            case .written: webSocket.flush()
            case .full: webSocket.closeNow()
            case .closed: break
            }
        }

        private func frame(_ opcode: WebSocketOpcode, _ payload: [UInt8]) -> ByteBuffer {
            guard let deflatesFrom, payload.count >= deflatesFrom, let body = PerMessageDeflate.deflate(payload) else {
                return ByteBuffer(bytes: WebSocketFrame.unmasked(opcode, payload: payload))
            }
            return ByteBuffer(bytes: WebSocketFrame.header(opcode, length: body.count, isCompressed: true) + body)
        }

        func failed(_ webSocket: WebSocketHandler, _ reason: DisconnectReason) {}
    }
}
