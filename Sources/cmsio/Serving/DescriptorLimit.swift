#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How many files and connections the system lets this process have open.
struct DescriptorLimit {
    /// What the process needs besides its connections: the store, the event loops, the terminal.
    private static let reserve = 50

    let count: Int

    /// Asks for as many as this process may have at all.
    ///
    /// - Returns: `nil` when there is no limit, or the system does not tell.
    static func raise() -> DescriptorLimit? {
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return nil }
        var raised = limit
        raised.rlim_cur = limit.rlim_max
        // Where the system refuses, what it gave at first stays.
        if setrlimit(resource, &raised) == 0 { limit = raised }
        return Int(exactly: limit.rlim_cur).map { DescriptorLimit(count: $0) }
    }

    /// How many clients can be connected at a time.
    ///
    /// - Parameter maxConnections: What the settings allow.
    func connections(atMost maxConnections: Int?) -> Int {
        min(max(0, self.count - Self.reserve), maxConnections ?? .max)
    }

    /// A line for people.
    func text(maxConnections: Int?) -> String {
        let connections = self.connections(atMost: maxConnections)
        let cause = connections == maxConnections ? "--max-connections" : "the limit of open files is \(self.count)"
        return "at most \(connections) at a time (\(cause))"
    }
}
