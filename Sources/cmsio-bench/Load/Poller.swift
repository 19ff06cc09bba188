#if os(Linux)
    import CLinux
    import Glibc

    /// Says which descriptors are ready.
    final class Poller {
        /// What can be waited for. ``edge`` tells of each change once.
        struct Interest: OptionSet {
            let rawValue: UInt32

            static let reading = Interest(rawValue: EPOLLIN.rawValue | EPOLLRDHUP.rawValue)
            static let writing = Interest(rawValue: EPOLLOUT.rawValue)
            static let edge = Interest(rawValue: EPOLLET.rawValue)
        }

        private let descriptor: Int32
        private let events = UnsafeMutableBufferPointer<epoll_event>.allocate(capacity: 512)

        init() { self.descriptor = epoll_create1(Int32(EPOLL_CLOEXEC)) }

        deinit {
            self.events.deallocate()
            close(self.descriptor)
        }

        /// - Parameter id: What ``wait(milliseconds:_:)`` names the descriptor by.
        func add(_ descriptor: Int32, _ interest: Interest, id: Int) {
            self.control(EPOLL_CTL_ADD, descriptor, interest, id)
        }

        func change(_ descriptor: Int32, _ interest: Interest, id: Int) {
            self.control(EPOLL_CTL_MOD, descriptor, interest, id)
        }

        private func control(_ operation: Int32, _ descriptor: Int32, _ interest: Interest, _ id: Int) {
            var event = epoll_event(events: interest.rawValue, data: epoll_data_t(u64: UInt64(id)))
            epoll_ctl(self.descriptor, operation, descriptor, &event)
        }

        /// Visits what is ready.
        ///
        /// - Parameter milliseconds: How long to wait for the first; 0 for not at all, -1 for ever.
        func wait(milliseconds: Int32, _ visit: (_ id: Int, _ ready: Interest) throws -> Void) rethrows {
            let count = epoll_wait(self.descriptor, self.events.baseAddress, Int32(self.events.count), milliseconds)
            for index in 0..<max(0, Int(count)) {
                try visit(Int(self.events[index].data.u64), Interest(rawValue: self.events[index].events))
            }
        }
    }
#endif
