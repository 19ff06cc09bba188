#if os(Linux)
    import CLinux
    import Glibc

    /// Which processor the calling thread, and whatever it starts, runs on.
    ///
    /// The server gets the first core and the load client the second, so that neither takes the other's time. A machine
    /// with one core is left alone.
    enum Cores {
        static let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        static let server = 0
        static let client = 1

        static var areApart: Bool { self.count > 1 }

        static func pin(to core: Int) {
            guard self.areApart else { return }
            // Where pinning is not allowed, figures are less steady and still true.
            _ = pin_calling_thread(Int32(core))
        }
    }
#endif
