import NIOCore
import NIOHTTP1
import SocketIOProtocol

/// Sends HTTP requests one after the other, on one connection for as long as the server keeps it.
///
/// Confined to its event loop, so not `Sendable`. Each request is answered once, unless the lane is closed before.
final class ClientHTTPLane {
    typealias Completion = (Result<HTTPAnswer, any Error>) -> Void

    /// How long a connection may rest between two requests. Servers of Node.js close one after 5 s, and a request that
    /// crosses that is lost.
    private static let maxRest = TimeAmount.seconds(4)

    private enum State {
        case idle
        case dialling(HTTPRequestHead, [UInt8]?, Completion)
        case asking(any Channel, Completion)
        case resting(any Channel, since: NIODeadline)
        case closed
    }

    private var state = State.idle
    private let address: ClientAddress
    private let eventLoop: any EventLoop
    private let connectTimeout: Duration
    private let maxBodyBytes: Int

    /// - Parameter maxBodyBytes: The most bytes of an answer; a longer one is cut, and marked so.
    init(address: ClientAddress, eventLoop: any EventLoop, connectTimeout: Duration, maxBodyBytes: Int) {
        self.address = address
        self.eventLoop = eventLoop
        self.connectTimeout = connectTimeout
        self.maxBodyBytes = maxBodyBytes
    }

    /// - Precondition: The request before was answered.
    func request(_ head: HTTPRequestHead, body: [UInt8]?, _ completion: @escaping Completion) {
        switch self.state {
        case .resting(let channel, let since) where channel.isActive && NIODeadline.now() - since < Self.maxRest:
            self.ask(head, body: body, on: channel, completion)
        case .resting(let channel, _):
            channel.close(promise: nil)
            self.dial(head, body: body, completion)
        case .idle:
            self.dial(head, body: body, completion)
        case .closed:
            break
        case .dialling, .asking:
            preconditionFailure("a request is under way")
        }
    }

    /// Ends what is under way without an answer, and closes the connection.
    func close() {
        let state = self.state
        self.state = .closed
        switch state {
        case .asking(let channel, _), .resting(let channel, _): channel.close(promise: nil)
        case .idle, .dialling, .closed: break
        }
    }

    private func dial(_ head: HTTPRequestHead, body: [UInt8]?, _ completion: @escaping Completion) {
        self.state = .dialling(head, body, completion)
        ClientDialer.connect(to: self.address, on: self.eventLoop, timeout: self.connectTimeout).assumeIsolated()
            .flatMapThrowing { channel in
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                let handler = HTTPAnswerHandler(maxBodyBytes: self.maxBodyBytes) { self.answered($0) }
                try channel.pipeline.syncOperations.addHandler(handler)
                return channel
            }
            .whenComplete { self.dialled($0) }
    }

    private func dialled(_ result: Result<any Channel, any Error>) {
        switch (self.state, result) {
        case (.dialling(let head, let body, let completion), .success(let channel)):
            self.ask(head, body: body, on: channel, completion)
        case (.dialling(_, _, let completion), .failure(let error)):
            self.state = .idle
            completion(.failure(error))
        case (_, .success(let channel)):
            channel.close(promise: nil)
        case (_, .failure):
            break
        }
    }

    private func ask(
        _ head: HTTPRequestHead,
        body: [UInt8]?,
        on channel: any Channel,
        _ completion: @escaping Completion
    ) {
        self.state = .asking(channel, completion)
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if let body { channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil) }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    private func answered(_ result: Result<HTTPAnswer, any Error>) {
        guard case .asking(let channel, let completion) = self.state else { return }
        switch result {
        case .success(let answer) where answer.keepsConnection:
            self.state = .resting(channel, since: .now())
        case .success, .failure:
            self.state = .idle
            channel.close(promise: nil)
        }
        completion(result)
    }
}
