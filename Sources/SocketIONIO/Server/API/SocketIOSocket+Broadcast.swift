/// From a socket, a broadcast goes to everyone but itself.
extension SocketIOSocket: SocketIOAddressing {
    public var broadcast: SocketIOBroadcast {
        SocketIOBroadcast(self.namespace, SocketSelection(except: [self.id]))
    }

    /// Its events are dropped when the client cannot take them at once: no poll waits, or its WebSocket is full.
    public var volatile: Emitter { Emitter(socket: self).volatile }

    /// Whether a transport that compresses may compress what is sent; it may by default.
    public func compress(_ isCompressed: Bool) -> Emitter { Emitter(socket: self).compress(isCompressed) }

    /// How long the client's replies are waited for.
    public func timeout(_ timeout: Duration) -> Emitter { Emitter(socket: self).timeout(timeout) }

    /// A socket, and how events are sent from it: to itself, or to others with what ``SocketIOAddressing`` offers.
    public struct Emitter: Sendable, SocketIOAddressing {
        private let socket: SocketIOSocket
        private var options = SendOptions()
        private var ackTimeout: Duration?

        fileprivate init(socket: SocketIOSocket) { self.socket = socket }

        /// A broadcast to everyone but the socket, sent in the same way.
        public var broadcast: SocketIOBroadcast {
            self.socket.broadcast.changed { broadcast in
                broadcast.options = self.options
                broadcast.ackTimeout = self.ackTimeout
            }
        }

        /// See ``SocketIOSocket/volatile``.
        public var volatile: Emitter { self.changed { $0.options.isVolatile = true } }

        /// See ``SocketIOSocket/compress(_:)``.
        public func compress(_ isCompressed: Bool) -> Emitter {
            self.changed { $0.options.isCompressed = isCompressed }
        }

        /// See ``SocketIOSocket/timeout(_:)``.
        public func timeout(_ timeout: Duration) -> Emitter { self.changed { $0.ackTimeout = timeout } }

        private func changed(_ change: (inout Emitter) -> Void) -> Emitter {
            var copy = self
            change(&copy)
            return copy
        }

        /// Sends an event to the socket itself.
        public func emit(_ event: SocketIOEvent) { self.socket.emit(event, self.options) }

        /// Sends an event to the socket itself and waits for its reply: as long as ``timeout(_:)`` said, or else 5 s.
        ///
        /// - Throws: What ``SocketIOSocket/emitWithAck(_:timeout:)`` throws, and ``AckError/notSent``.
        public func emitWithAck(_ event: SocketIOEvent) async throws -> SocketIOReply {
            try await self.socket.emitWithAck(event, self.options, timeout: self.ackTimeout ?? .seconds(5))
        }
    }
}
