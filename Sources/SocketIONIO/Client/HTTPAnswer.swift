import JSONText
import NIOCore
import NIOHTTP1

/// An HTTP response.
struct HTTPAnswer: Sendable, CustomStringConvertible {
    let status: HTTPResponseStatus
    let body: [UInt8]
    /// Whether the body was longer.
    let isCut: Bool
    /// Whether another request may follow on the same connection.
    let keepsConnection: Bool

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

/// Collects one ``HTTPAnswer`` after the other.
final class HTTPAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let maxBodyBytes: Int
    private let report: (Result<HTTPAnswer, any Error>) -> Void
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []

    /// - Parameters:
    ///   - maxBodyBytes: Of a longer body only so much is kept, and no more is read.
    ///   - report: Gets each answer, and an error when the connection ends.
    init(maxBodyBytes: Int, _ report: @escaping (Result<HTTPAnswer, any Error>) -> Void) {
        self.maxBodyBytes = maxBodyBytes
        self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            self.body = []
        case .body(let bytes):
            let room = self.maxBodyBytes - self.body.count
            self.body.append(contentsOf: bytes.readableBytesView.prefix(room))
            if bytes.readableBytes > room { self.finish(isCut: true) }
        case .end:
            self.finish(isCut: false)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if self.head != nil { self.finish(isCut: true) } else { self.report(.failure(ChannelError.eof)) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        self.head = nil
        self.report(.failure(error))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.report(.failure(ChannelError.ioOnClosedChannel))
    }

    private func finish(isCut: Bool) {
        guard let head = self.head else { return }
        self.head = nil
        let answer = HTTPAnswer(
            status: head.status,
            body: self.body,
            isCut: isCut,
            keepsConnection: !isCut && head.isKeepAlive
        )
        self.report(.success(answer))
    }
}
