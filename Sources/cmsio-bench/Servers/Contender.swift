#if os(Linux)
    /// A server that takes part in a measurement: started anew for each round, so that no round finds what another left.
    protocol Contender {
        var name: String { get }

        func start() throws -> RunningServer
    }

    /// A server that can be connected to, and ends with this value.
    struct RunningServer {
        let target: Target
        /// `nil` when nobody said which process it is, so that its processor time and memory are not known.
        let pid: Int32?
        /// `nil` when somebody else started it.
        let process: ChildProcess?

        /// What its process has used so far.
        func usage() throws -> ProcessUsage? { try self.pid.map { try ProcessUsage(of: $0) } }
    }
#endif
