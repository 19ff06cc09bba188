#if os(Linux)
    import ArgumentParser

    /// Sockets that only wait.
    struct IdleBench: ComparingBench {
        static let configuration = CommandConfiguration(
            commandName: "idle",
            abstract: "Measure what sockets cost that have joined and wait.",
            discussion: """
                The memory of a server that has just started is taken from its memory with all sockets joined. Heartbeats \
                are on, and answered; --seconds over 25 has some. A socket that closes ends the measurement.

                  cmsio-bench idle --sockets 10000
                  cmsio-bench idle --sockets 18000 --seconds 300 --rounds 1 -o json
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

        static let measures = [Measure.residentBytes, .idleLoad]

        var parameters: [String: Double] { ["seconds": self.timing.seconds] }

        func measure(_ server: RunningServer) throws -> [Measure: Double] {
            let before = try server.usage()
            let client = LoadClient(server.target, receivers: self.load.sockets)
            try client.join()
            try client.idle(seconds: 0.5)
            let joined = try server.usage()
            try client.idle(seconds: self.timing.seconds)
            guard let before, let joined, let after = try server.usage() else { return [:] }
            let bytes = Double(joined.residentBytes - before.residentBytes)
            let busy = Double(after.cpuNanoseconds - joined.cpuNanoseconds) / 1e9
            return [
                .residentBytes: bytes / Double(self.load.sockets),
                .idleLoad: busy / self.timing.seconds * 100,
            ]
        }
    }
#endif
