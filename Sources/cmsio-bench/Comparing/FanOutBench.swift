#if os(Linux)
    import ArgumentParser

    /// One event to many sockets.
    struct FanOutBench: ComparingBench {
        static let configuration = CommandConfiguration(
            commandName: "fanout",
            abstract: "Measure sending one event to many sockets, as often as can be.",
            discussion: """
                Sockets join with JWTs; an entry is emitted over HTTP, and the next one when it has reached everybody. The \
                floor is a bare loop that sends the same bytes with one call a socket. Ratios are those of the same round.

                  cmsio-bench fanout --sockets 10000 --size 2000
                  cmsio-bench fanout --audiences 8 --views 4 --burst 8 -o json

                A server of your own beside it, here of Node, on the core that the others get:

                  taskset -c 0 node -e 'const {Server} = require("socket.io"), io = new Server(3000);
                    io.on("connection", s => s.on("publish", d => io.emit("e", d)))' &
                  cmsio-bench fanout --peer http://127.0.0.1:3000 --peer-pid $! \\
                    --peer-event '["publish","%TEXT%"]'
                """
        )

        @OptionGroup(title: "Load")
        var load: LoadOptions

        @Option(help: "How many events are under way at a time.")
        var burst = 1

        @OptionGroup(title: "Rounds")
        var timing: TimingOptions

        @OptionGroup(title: "Servers")
        var server: ServerOptions

        @OptionGroup(title: "A server of your own")
        var peers: PeerOptions

        @OptionGroup var output: OutputOptions

        static let measures = [Measure.cpuPerDelivery, .deliveryRate]

        var parameters: [String: Double] { ["burst": Double(self.burst)] }

        func validate() throws {
            guard 1...64 ~= self.burst else { throw ValidationError("--burst is 1 to 64.") }
            try self.peers.requireTrigger()
        }

        func measure(_ server: RunningServer) throws -> [Measure: Double] {
            let client = try LoadClient.ready(for: server, receivers: self.load.sockets, window: self.burst)
            let before = try server.usage()
            let elapsed = try client.closedLoop(window: self.burst, seconds: self.timing.seconds)
            let after = try server.usage()
            let deliveries = Double(client.log.deliveries)
            var figures: [Measure: Double] = [.deliveryRate: deliveries / Double(elapsed) * 1e9]
            if let before, let after {
                figures[.cpuPerDelivery] = Double(after.cpuNanoseconds - before.cpuNanoseconds) / 1000 / deliveries
            }
            return figures
        }
    }
#endif
