#if os(Linux)
    import ArgumentParser

    /// Events at fixed times.
    struct LatencyBench: ComparingBench {
        static let configuration = CommandConfiguration(
            commandName: "latency",
            abstract: "Measure how long events take to arrive, at a fixed rate.",
            discussion: """
                Each delivery is measured from the time at which its event was to be emitted, whether or not the server \
                was ready for it, so that a stall shows in all the events that it held up.

                  cmsio-bench latency --sockets 1000 --rate 20 --seconds 10
                  cmsio-bench latency --sockets 10000 --rate 3 --seconds 10 -o json
                """
        )

        @OptionGroup(title: "Load")
        var load: LoadOptions

        @Option(help: "How many events a second are emitted.")
        var rate = 20.0

        @OptionGroup(title: "Rounds")
        var timing: TimingOptions

        @OptionGroup(title: "Servers")
        var server: ServerOptions

        @OptionGroup(title: "A server of your own")
        var peers: PeerOptions

        @OptionGroup var output: OutputOptions

        static let measures = [Measure.median, .percentile99, .longest]

        var parameters: [String: Double] { ["rate": self.rate, "seconds": self.timing.seconds] }

        func validate() throws {
            guard self.rate > 0, self.rate <= 100_000 else {
                throw ValidationError("--rate is more than 0 and at most 100000.")
            }
            try self.peers.requireTrigger()
        }

        func measure(_ server: RunningServer) throws -> [Measure: Double] {
            let client = try LoadClient.ready(for: server, receivers: self.load.sockets, window: 1)
            try client.openLoop(rate: self.rate, seconds: self.timing.seconds)
            let latencies = client.log.latencies
            return [
                .median: Double(latencies.percentile(0.5)) / 1000,
                .percentile99: Double(latencies.percentile(0.99)) / 1000,
                .longest: Double(latencies.max) / 1000,
            ]
        }
    }
#endif
