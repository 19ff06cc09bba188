import NIOCore

/// The answer that one request waits for, to be given from any event loop or task. Only the first counts.
///
/// A class, because every session has room for two and most have none.
final class HTTPReply: Sendable, Equatable {
    private let eventLoop: any EventLoop
    private let connection: NIOLoopBound<HTTPConnectionHandler>
    private let connectionID: ObjectIdentifier
    /// Which of the connection's requests it is.
    private let number: Int

    /// On the connection's event loop.
    init(_ connection: HTTPConnectionHandler, number: Int, eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        self.connection = NIOLoopBound(connection, eventLoop: eventLoop)
        self.connectionID = ObjectIdentifier(connection)
        self.number = number
    }

    func send(_ response: HTTPResponse) {
        if self.eventLoop.inEventLoop {
            self.connection.value.answer(self.number, response)
        } else {
            self.eventLoop.execute { self.connection.value.answer(self.number, response) }
        }
    }

    /// Goes on with the request on its connection's event loop, unless it was answered or its client is gone.
    func whileOpen(_ body: @escaping @Sendable (HTTPConnectionHandler) -> Void) {
        self.eventLoop.execute {
            let connection = self.connection.value
            if connection.isAtWork(on: self.number) { body(connection) }
        }
    }

    static func == (first: HTTPReply, second: HTTPReply) -> Bool {
        first.connectionID == second.connectionID && first.number == second.number
    }
}
