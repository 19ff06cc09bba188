#if os(Linux)
    extension LoadClient {
        /// How many events are sent before measuring.
        private static let warmUps = 5

        /// A client whose sockets have joined and had their first events.
        static func ready(for server: RunningServer, receivers: Int, window: Int) throws -> LoadClient {
            let client = LoadClient(server.target, receivers: receivers)
            try client.join()
            try client.openTrigger()
            try client.idle(seconds: 0.3)
            for _ in 0..<Self.warmUps { _ = try client.closedLoop(window: window, seconds: 0) }
            client.startMeasuring()
            return client
        }
    }
#endif
