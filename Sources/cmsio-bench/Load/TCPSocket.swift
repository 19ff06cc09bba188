#if os(Linux)
    import Glibc

    /// Sockets over IPv4, none of which waits.
    enum TCPSocket {
        /// Source addresses have 28,000 ports each; from this many sockets on another address is taken.
        private static let socketsPerAddress = 20_000

        /// Begins to connect.
        ///
        /// - Parameters:
        ///   - address: IPv4, as in 127.0.0.1.
        ///   - number: Which of the sockets to this server it is.
        static func connect(to address: String, port: Int, number: Int = 0) throws(BenchError) -> Int32 {
            let descriptor = try self.open()
            if number >= self.socketsPerAddress, address.hasPrefix("127.") {
                var source = self.address(0x7F00_0002 + UInt32(number / self.socketsPerAddress), port: 0)
                self.set(IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, of: descriptor)
                _ = self.with(&source) { bind(descriptor, $0, $1) }
            }
            var host = in_addr()
            guard inet_pton(AF_INET, address, &host) == 1 else {
                throw BenchError("'\(address)' is no IPv4 address: write one, as in 127.0.0.1.", .badData)
            }
            var target = self.address(UInt32(bigEndian: host.s_addr), port: port)
            guard self.with(&target, { Glibc.connect(descriptor, $0, $1) }) == 0 || errno == EINPROGRESS else {
                throw BenchError("cannot connect to \(address):\(port): \(String(cString: strerror(errno))).")
            }
            return descriptor
        }

        /// Listens on a free port of 127.0.0.1.
        static func listen() throws(BenchError) -> (descriptor: Int32, port: Int) {
            let descriptor = try self.open()
            var own = self.address(0x7F00_0001, port: 0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isListening =
                self.with(&own) { bind(descriptor, $0, $1) } == 0 && Glibc.listen(descriptor, 4096) == 0
                && self.with(&own) { address, _ in
                    getsockname(descriptor, UnsafeMutablePointer(mutating: address), &length)
                } == 0
            guard isListening else {
                throw BenchError("cannot listen on 127.0.0.1: \(String(cString: strerror(errno))).")
            }
            return (descriptor, Int(UInt16(bigEndian: own.sin_port)))
        }

        static func accept(_ listener: Int32) -> Int32? {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { return nil }
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            self.set(Int(IPPROTO_TCP), TCP_NODELAY, of: descriptor)
            return descriptor
        }

        /// Why connecting failed, once the socket is ready; `nil` when it is connected.
        static func failure(of descriptor: Int32) -> String? {
            var error: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
            return error == 0 ? nil : String(cString: strerror(error))
        }

        private static func open() throws(BenchError) -> Int32 {
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = socket(AF_INET, kind, 0)
            guard descriptor >= 0 else {
                throw BenchError("cannot open a socket: \(String(cString: strerror(errno))); see 'ulimit -n'.")
            }
            self.set(Int(IPPROTO_TCP), TCP_NODELAY, of: descriptor)
            return descriptor
        }

        private static func set(_ level: Int, _ option: Int32, of descriptor: Int32) {
            var one: Int32 = 1
            setsockopt(descriptor, Int32(level), option, &one, socklen_t(MemoryLayout<Int32>.size))
        }

        private static func address(_ host: UInt32, port: Int) -> sockaddr_in {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = host.bigEndian
            return address
        }

        private static func with<Result>(
            _ address: inout sockaddr_in,
            _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
        ) -> Result {
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
    }
#endif
