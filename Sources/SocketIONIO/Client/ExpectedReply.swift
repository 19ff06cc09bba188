import NIOCore

/// The server's answer to an event, on its way.
package struct ExpectedReply: Sendable {
    private let future: EventLoopFuture<SocketIOReply>
    private let withdraw: @Sendable () -> Void

    init(future: EventLoopFuture<SocketIOReply>, withdraw: @escaping @Sendable () -> Void) {
        self.future = future
        self.withdraw = withdraw
    }

    /// Waits for it; a task that is cancelled waits no longer.
    ///
    /// - Throws: What ``SocketIOClient/emitWithAck(_:timeout:)`` throws.
    package var value: SocketIOReply {
        get async throws {
            try await withTaskCancellationHandler {
                try await self.future.get()
            } onCancel: {
                self.withdraw()
            }
        }
    }
}
