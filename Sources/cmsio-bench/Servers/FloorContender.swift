#if os(Linux)
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
