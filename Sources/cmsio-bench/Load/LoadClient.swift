#if os(Linux)
    import Glibc
    import SocketIOProtocol

    /// Many Socket.IO clients in one thread: they join, count events and answer pings.
    ///
    /// It polls without sleeping, so that the server never pays for waking it up; on a machine with one core it sleeps.
    final class LoadClient {
        /// How many sockets connect at once.
        private static let handshakesAtOnce = 128
        /// Frames may be as long as this, with what was read of the next one.
        private static let bufferSize = 1 << 20

        private(set) var log: DeliveryLog
        let target: Target
        let receivers: Int
        let poller = Poller()
        /// The receivers, and behind them the socket that triggers, if one does.
        private(set) var sockets: [LoadSocket] = []
        private(set) var joined = 0
        /// The descriptor of the connection that requests are sent on; its id follows on those of the sockets.
        private var requestLine: Int32?
        private let triggerFrame: [UInt8]
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 16)
        private let prefix: [UInt8]
        private var now = MonotonicClock.nanoseconds

        /// - Parameter receivers: How many sockets are to get the events.
        init(_ target: Target, receivers: Int) {
            self.target = target
            self.receivers = receivers
            self.log = DeliveryLog(receivers: receivers)
            self.prefix = Array(target.prefix.utf8)
            switch target.trigger {
            case .request: self.triggerFrame = []
            case .packet(let text): self.triggerFrame = Self.frame(text)
            }
        }

        /// Closes all sockets.
        deinit {
            for descriptor in self.sockets.map(\.descriptor) { close(descriptor) }
            if let requestLine { close(requestLine) }
            self.buffer.deallocate()
        }

        private static func frame(_ text: String) -> [UInt8] {
            WebSocketFrame.masked(.text, payload: Array(text.utf8), mask: 0x1799_C35A)
        }

        private static let pong = LoadClient.frame("3")

        // MARK: joining

        /// Connects and joins all receivers.
        ///
        /// - Throws: ``BenchError`` for the first that cannot.
        func join() throws {
            var deadline = Deadline(seconds: 30)
            var joinedBefore = 0
            while self.joined < self.receivers {
                while self.sockets.count < self.receivers, self.sockets.count - self.joined < Self.handshakesAtOnce {
                    try self.open(isTrigger: false)
                }
                try self.poll()
                if self.joined > joinedBefore { deadline.extend() }
                joinedBefore = self.joined
                try deadline.check("only \(self.joined) of \(self.receivers) sockets could join")
            }
        }

        /// Connects what triggers: one connection, on which requests do not wait for the answers to those before.
        func openTrigger() throws {
            switch self.target.trigger {
            case .packet:
                try self.open(isTrigger: true)
                let deadline = Deadline(seconds: 10)
                while self.sockets.last?.state != .joined {
                    try self.poll()
                    try deadline.check("the socket that triggers could not join")
                }
            case .request:
                let descriptor = try TCPSocket.connect(to: self.target.host, port: self.target.port)
                self.poller.add(descriptor, .reading, id: self.sockets.count)
                self.requestLine = descriptor
            }
        }

        private func open(isTrigger: Bool) throws {
            let number = self.sockets.count
            let descriptor = try TCPSocket.connect(to: self.target.host, port: self.target.port, number: number)
            let join = Self.frame(self.target.joins[number % self.target.joins.count])
            self.sockets.append(LoadSocket(descriptor: descriptor, join: join, isTrigger: isTrigger))
            self.poller.add(descriptor, [.reading, .writing, .edge], id: number)
        }

        // MARK: triggering

        /// Makes the server send an event to everybody.
        ///
        /// - Parameter due: When that was to be, in nanoseconds; the time it happens when nil.
        func trigger(due: UInt64? = nil) throws {
            self.log.trigger(due: due ?? MonotonicClock.nanoseconds)
            switch self.target.trigger {
            case .packet:
                if let socket = self.sockets.last { try self.send(self.triggerFrame, on: socket.descriptor) }
            case .request(let request):
                if let requestLine { try self.send(request, on: requestLine) }
            }
        }

        func startMeasuring() { self.log.startMeasuring() }

        private func send(_ bytes: [UInt8], on descriptor: Int32) throws {
            let deadline = Deadline(seconds: 10)
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
                }
                if count > 0 {
                    sent += count
                } else if errno != EAGAIN && errno != EINTR {
                    throw BenchError("cannot send to the server: \(String(cString: strerror(errno))).")
                }
                try deadline.check("the server reads nothing")
            }
        }

        // MARK: receiving

        /// Handles what has come.
        ///
        /// - Throws: ``BenchError`` when a socket was closed or refused, or got an event that nobody triggered;
        ///   ``Interrupted`` after Ctrl-C.
        func poll() throws {
            try Interruption.check()
            try self.poller.wait(milliseconds: Cores.areApart ? 0 : 1) { id, ready in
                guard id < self.sockets.count else { return try self.readReplies() }
                self.now = MonotonicClock.nanoseconds
                if self.sockets[id].state == .connecting {
                    try self.connected(id)
                } else {
                    try self.read(id)
                }
            }
        }

        private func connected(_ id: Int) throws {
            let descriptor = self.sockets[id].descriptor
            if let failure = TCPSocket.failure(of: descriptor) {
                throw BenchError("cannot connect to \(self.target.host):\(self.target.port): \(failure).")
            }
            self.sockets[id].state = .upgrading
            self.poller.change(descriptor, [.reading, .edge], id: id)
            try self.send(self.target.upgrade, on: descriptor)
        }

        private func read(_ id: Int) throws {
            while true {
                let rest = self.sockets[id].rest.count
                if rest > 0 { self.buffer.copyBytes(from: self.sockets[id].rest) }
                let room = self.buffer.count - rest
                let count = recv(self.sockets[id].descriptor, self.buffer.baseAddress.map { $0 + rest }, room, 0)
                if count > 0 {
                    let bytes = UnsafeRawBufferPointer(rebasing: self.buffer[..<(rest + count)])
                    let used = try self.consume(bytes, of: id)
                    if rest > 0 || used < bytes.count { self.sockets[id].rest = Array(bytes[used...]) }
                    // A short read means that there is no more; the next change will be told.
                    if count < room { return }
                    guard used > 0 else { throw BenchError("the server sent a message of more than 1 MiB.") }
                } else if count < 0, errno == EAGAIN || errno == EINTR {
                    return
                } else {
                    throw self.closed(count == 0 ? "it ended" : String(cString: strerror(errno)))
                }
            }
        }

        private func closed(_ reason: String) -> BenchError {
            BenchError("the server closed a socket: \(reason). \(self.joined) of \(self.receivers) had joined.")
        }

        /// - Returns: How many of the bytes were whole.
        private func consume(_ bytes: UnsafeRawBufferPointer, of id: Int) throws -> Int {
            var position = 0
            if self.sockets[id].state == .upgrading {
                guard let end = try self.endOfUpgrade(bytes) else { return 0 }
                self.sockets[id].state = .opening
                position = end
            }
            while let frame = ServerFrame(in: bytes, at: position) {
                guard frame.isFinal, !frame.isMasked, frame.opcode != 0 else {
                    throw BenchError("the server sent a masked or a fragmented frame, which are not measured.")
                }
                let payload = UnsafeRawBufferPointer(rebasing: bytes[frame.payload])
                if frame.opcode == 1 { try self.receive(payload, of: id) }
                if frame.opcode == 8 { throw self.closed("it said so") }
                position = frame.payload.upperBound
            }
            return position
        }

        private func endOfUpgrade(_ bytes: UnsafeRawBufferPointer) throws -> Int? {
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
            let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
            guard head.hasPrefix("HTTP/1.1 101"), head.contains(SampleKey.accept) else {
                throw BenchError("the server refused a WebSocket: \(head.prefix { $0 != "\r\n" }).")
            }
            return end.upperBound
        }

        @inline(__always)
        private func receive(_ text: UnsafeRawBufferPointer, of id: Int) throws {
            guard self.sockets[id].state == .joined, text.first != UInt8(ascii: "2") else {
                return try self.receivePacket(text, of: id)
            }
            guard self.isEvent(text), !self.sockets[id].isTrigger else { return }
            let place = self.sockets[id].seen
            self.sockets[id].seen = place + 1
            guard self.log.arrived(place, at: self.now) else {
                throw BenchError("the server sent an event that nobody triggered: \(Self.start(of: text))")
            }
        }

        @inline(__always)
        private func isEvent(_ text: UnsafeRawBufferPointer) -> Bool {
            guard text.count >= self.prefix.count, let base = text.baseAddress else { return false }
            return self.prefix.withUnsafeBytes { memcmp(base, $0.baseAddress ?? base, $0.count) == 0 }
        }

        /// Anything but an event.
        private func receivePacket(_ text: UnsafeRawBufferPointer, of id: Int) throws {
            let type = text.first
            switch self.sockets[id].state {
            case _ where type == UInt8(ascii: "2"):
                try self.send(Self.pong, on: self.sockets[id].descriptor)
            case .opening where type == UInt8(ascii: "0"):
                self.sockets[id].state = .joining
                try self.send(self.sockets[id].join, on: self.sockets[id].descriptor)
            case .joining where text.starts(with: Array("40".utf8)):
                self.sockets[id].state = .joined
                if !self.sockets[id].isTrigger { self.joined += 1 }
            case .joining where text.starts(with: Array("44".utf8)):
                throw BenchError("the server refused a socket: \(Self.start(of: text))")
            case .connecting, .upgrading, .opening, .joining, .joined:
                break
            }
        }

        private static func start(of text: UnsafeRawBufferPointer) -> String {
            String(decoding: text.prefix(200), as: UTF8.self)
        }

        private func readReplies() throws {
            guard let requestLine else { return }
            let count = recv(requestLine, self.buffer.baseAddress, self.buffer.count, 0)
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0 else { throw BenchError("the server closed the connection for requests.") }
            let text = UnsafeRawBufferPointer(rebasing: self.buffer[..<count])
            guard text.starts(with: Array("HTTP/1.".utf8)), count > 9, text[9] != UInt8(ascii: "2") else { return }
            throw BenchError("the server refused the request that triggers: \(Self.start(of: text))")
        }
    }
#endif
