#if os(Linux)
    import Glibc
    import SocketIOProtocol

    /// The cheapest server there can be, to divide figures by: one thread, one frame made before, one `send` a socket.
    ///
    /// It knows just enough of Socket.IO for ``LoadClient``, trusts it, and ends when its standard input does.
    final class FloorServer {
        /// Triggers the event.
        static let trigger = #"42["B"]"#
        static let prefix = #"42["e""#

        private let frame: [UInt8]
        private let listener: Int32
        let port: Int
        private let poller = Poller()
        private var connections: [FloorConnection] = []
        private var free: [Int] = []
        private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

        // Ids of what is no connection.
        private static let listenerID = Int(UInt32.max)
        private static let inputID = listenerID + 1

        /// - Parameter size: Of the event's packet, in bytes.
        init(size: Int) throws {
            let padding = String(repeating: "a", count: max(0, size - Self.prefix.utf8.count - 4))
            self.frame = WebSocketFrame.unmasked(.text, payload: Array("\(Self.prefix),\"\(padding)\"]".utf8))
            (self.listener, self.port) = try TCPSocket.listen()
            self.poller.add(self.listener, .reading, id: Self.listenerID)
            self.poller.add(STDIN_FILENO, .reading, id: Self.inputID)
        }

        deinit { self.buffer.deallocate() }

        func run() {
            var isOver = false
            while !isOver {
                self.poller.wait(milliseconds: -1) { id, ready in
                    switch id {
                    case Self.inputID: isOver = Glibc.read(STDIN_FILENO, self.buffer.baseAddress, 1) <= 0
                    case Self.listenerID: self.accept()
                    default:
                        if ready.contains(.writing) { self.sendPending(id) }
                        if !ready.subtracting(.writing).isEmpty { self.read(id) }
                    }
                }
            }
        }

        private func accept() {
            guard let descriptor = TCPSocket.accept(self.listener) else { return }
            let connection = FloorConnection(descriptor: descriptor)
            let id = self.free.popLast() ?? self.connections.count
            if id == self.connections.count {
                self.connections.append(connection)
            } else {
                self.connections[id] = connection
            }
            self.poller.add(descriptor, .reading, id: id)
        }

        private func drop(_ id: Int) {
            close(self.connections[id].descriptor)
            self.connections[id] = FloorConnection(descriptor: -1)
            self.free.append(id)
        }

        private func read(_ id: Int) {
            let count = recv(self.connections[id].descriptor, self.buffer.baseAddress, self.buffer.count, 0)
            guard count > 0 else {
                if count == 0 || errno != EAGAIN { self.drop(id) }
                return
            }
            guard self.connections[id].isUpgraded else { return self.upgrade(id) }
            for text in FloorConnection.packets(in: UnsafeRawBufferPointer(rebasing: self.buffer[..<count])) {
                if text == Self.trigger { self.broadcast() }
                if text.hasPrefix("40") { self.joined(id) }
            }
        }

        private func upgrade(_ id: Int) {
            self.connections[id].isUpgraded = true
            let head =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: \(SampleKey.accept)\r\n\r\n"
            let open = #"0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#
            self.send(Array(head.utf8), to: id)
            self.send(WebSocketFrame.unmasked(.text, payload: Array(open.utf8)), to: id)
        }

        private func joined(_ id: Int) {
            self.send(WebSocketFrame.unmasked(.text, payload: Array(#"40{"sid":"y"}"#.utf8)), to: id)
            self.connections[id].hasJoined = true
        }

        /// Sends what is sent before any event, and fits into the socket's buffer for certain.
        private func send(_ bytes: [UInt8], to id: Int) {
            let descriptor = self.connections[id].descriptor
            _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }

        private func broadcast() {
            let flags = Int32(MSG_NOSIGNAL)
            var stalled: [Int] = []
            self.frame.withUnsafeBytes { frame in
                self.connections.withUnsafeMutableBufferPointer { connections in
                    for id in connections.indices where connections[id].hasJoined {
                        if connections[id].pending == 0 {
                            let sent = Glibc.send(connections[id].descriptor, frame.baseAddress, frame.count, flags)
                            if sent == frame.count { continue }
                            connections[id].pending = frame.count - max(0, sent)
                            stalled.append(id)
                        } else {
                            connections[id].pending += frame.count
                        }
                    }
                }
            }
            for id in stalled { self.sendPending(id) }
        }

        /// All bytes that wait are those of copies of the one frame.
        private func sendPending(_ id: Int) {
            var connection = self.connections[id]
            while connection.pending > 0 {
                let part = connection.pending % self.frame.count
                let offset = part > 0 ? self.frame.count - part : 0
                let sent = self.frame.withUnsafeBytes {
                    Glibc.send(
                        connection.descriptor,
                        $0.baseAddress.map { $0 + offset },
                        $0.count - offset,
                        Int32(MSG_NOSIGNAL)
                    )
                }
                if sent < 0 { break }
                connection.pending -= sent
            }
            self.connections[id].pending = connection.pending
            self.poller.change(connection.descriptor, connection.pending > 0 ? [.reading, .writing] : .reading, id: id)
        }
    }
#endif
