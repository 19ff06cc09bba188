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
    }

    /// The yardstick: ``FloorServer``.
    struct FloorContender: Contender {
        let name = "floor"
        /// Of the event, in bytes.
        let size: Int
        let folder: TemporaryFolder

        func start() throws -> RunningServer {
            let command = ["/proc/self/exe", "floor", "--size", "\(self.size)"]
            let process = try ChildProcess(command, logIn: self.folder.path)
            guard let port = Int(try process.announcement(after: FloorCommand.announcement)) else {
                throw BenchError("the floor did not say its port.")
            }
            let target = Target(
                host: "127.0.0.1",
                port: port,
                path: "/socket.io/",
                joins: ["40"],
                prefix: FloorServer.prefix,
                trigger: .packet(FloorServer.trigger)
            )
            return RunningServer(target: target, pid: process.pid, process: process)
        }
    }
#endif
