#if os(Linux)
    import Glibc
    import Synchronization

    /// Ctrl-C, and the signal that asks a program to end: what has been started is stopped before the program ends.
    ///
    /// State of the whole program, as signals are.
    enum Interruption {
        private static let signal = Atomic<Int32>(0)

        /// From now on a signal only leaves a note.
        static func watch() {
            for number in [SIGINT, SIGTERM] { Glibc.signal(number) { Interruption.note($0) } }
            Glibc.signal(SIGPIPE, SIG_IGN)
        }

        private static func note(_ number: Int32) { self.signal.store(number, ordering: .relaxed) }

        /// - Throws: ``Interrupted`` if a signal has come.
        static func check() throws(Interrupted) {
            let number = self.signal.load(ordering: .relaxed)
            if number != 0 { throw Interrupted(signal: number) }
        }
    }

    struct Interrupted: Error {
        let signal: Int32
    }
#endif
