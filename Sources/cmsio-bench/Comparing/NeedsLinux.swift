#if !os(Linux)
    import ArgumentParser

    /// A subcommand that measures with what only Linux has, elsewhere: it says so.
    protocol NeedsLinux: ParsableCommand {}

    extension NeedsLinux {
        func run() throws {
            throw BenchError(
                "'\(Self._commandName)' needs Linux: epoll, /proc and pinned cores. 'views' and 'json' do not."
            )
        }
    }

    struct FanOutBench: NeedsLinux {
        static let configuration = CommandConfiguration(commandName: "fanout", abstract: "Needs Linux.")

        @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
    }

    struct LatencyBench: NeedsLinux {
        static let configuration = CommandConfiguration(commandName: "latency", abstract: "Needs Linux.")

        @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
    }

    struct IdleBench: NeedsLinux {
        static let configuration = CommandConfiguration(commandName: "idle", abstract: "Needs Linux.")

        @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
    }

    struct ConnectBench: NeedsLinux {
        static let configuration = CommandConfiguration(commandName: "connect", abstract: "Needs Linux.")

        @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
    }
#endif
