#if os(Linux)
    import Glibc

    /// How many sockets this process, and each of its children, may have open.
    enum DescriptorLimit {
        /// What a process needs besides the measured sockets.
        private static let others = 64

        /// Raises the limit as far as it goes.
        ///
        /// - Throws: ``BenchError`` when that is not enough for so many sockets.
        static func raise(for sockets: Int) throws(BenchError) {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
            guard limit.rlim_max < UInt(sockets + Self.others) else { return }
            throw BenchError(
                "this machine lets a process open \(limit.rlim_max) files, and \(sockets) sockets need "
                    + "\(sockets + Self.others): give a smaller --sockets, or raise 'ulimit -Hn'."
            )
        }
    }
#endif
