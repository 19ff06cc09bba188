#if os(Linux)
    import ArgumentParser

    /// Sockets that join.
    struct ConnectBench: ComparingBench {
        static let configuration = CommandConfiguration(
            commandName: "connect",
            abstract: "Measure joining, each socket with a JWT.",
            discussion: """
                From the TCP connection over the upgrade to the answer that the socket has joined, 128 at a time. A round \
                joins all sockets once.

                  cmsio-bench connect --sockets 5000
                  cmsio-bench connect --sockets 1000 --audiences 8 --rounds 11 -o json
                """
        )

        @OptionGroup(title: "Load")
        var load: LoadOptions

        @OptionGroup(title: "Rounds")
        var timing: TimingOptions

        @OptionGroup(title: "Servers")
        var server: ServerOptions

        @OptionGroup(title: "A server of your own")
        var peers: PeerOptions

        @OptionGroup var output: OutputOptions

        static let measures = [Measure.cpuPerConnect, .connectRate]

        var parameters: [String: Double] { [:] }

        func measure(_ server: RunningServer) throws -> [Measure: Double] {
            let sockets = Double(self.load.sockets)
            let client = LoadClient(server.target, receivers: self.load.sockets)
            let before = try server.usage()
            let start = MonotonicClock.nanoseconds
            try client.join()
            var figures: [Measure: Double] = [
                .connectRate: sockets / Double(MonotonicClock.nanoseconds - start) * 1e9
            ]
            if let before, let after = try server.usage() {
                figures[.cpuPerConnect] = Double(after.cpuNanoseconds - before.cpuNanoseconds) / 1000 / sockets
            }
            return figures
        }
    }
#endif
