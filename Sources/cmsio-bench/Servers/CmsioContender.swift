#if os(Linux)
    import ContentEvents
    import ContentModel
    import ContentServer
    import ContentStore
    import Foundation
    import JSONText

    /// `cmsio serve` with a ``BenchWorld``: a store of its own, a user for each audience, events by its HTTP route.
    struct CmsioContender: Contender {
        let name = "cmsio"
        private let program: String
        private let loops: Int
        private let world: BenchWorld
        private let entry: String
        private let folder: TemporaryFolder
        /// JWTs, one an audience.
        private let tokens: [String]

        private static let operatorKey = "cmsio-bench-operator-key-which-is-used-on-loopback-only"
        private static let jwtSecret = "cmsio-bench-jwt-secret-which-is-used-on-loopback-only"

        /// Prepares the store and the schemas.
        ///
        /// - Parameters:
        ///   - entry: The data of the event.
        ///   - folder: For everything that the server keeps.
        init(_ options: ServerOptions, world: BenchWorld, entry: String, in folder: TemporaryFolder) async throws {
            self.program = try options.program()
            self.loops = options.loops
            self.world = world
            self.entry = entry
            self.folder = folder
            try world.writeSchemas(to: "\(folder.path)/schemas")
            let data = "\(folder.path)/data"
            try FileManager.default.createDirectory(
                atPath: data,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let isWritten = FileManager.default.createFile(
                atPath: "\(data)/operator.key",
                contents: Data("\(Self.operatorKey)\n".utf8),
                attributes: [.posixPermissions: 0o600]
            )
            guard isWritten else { throw BenchError("cannot write to '\(data)'.") }
            self.tokens = try await Self.fillStore(at: "\(data)/cmsio.sqlite", world)
        }

        /// - Returns: A JWT for each audience.
        private static func fillStore(at path: String, _ world: BenchWorld) async throws -> [String] {
            let store = try ContentStore(path: path)
            try await store.record(types: world.catalog().contentTypes.filter(\.isOfProject), receive: .action)
            var tokens: [String] = []
            for audience in 0..<world.audiences {
                let role = "bench\(audience)"
                _ = try await store.perform(.roleAdd(name: role))
                _ = try await store.perform(.grant(who: "role:\(role)", actions: world.actions(ofAudience: audience)))
                let answer = try await store.perform(.userAdd(name: "user\(audience)", role: role))
                guard case .user(let user) = answer else { throw BenchError("the store made no user.") }
                let now = WallClock.system.seconds
                tokens.append(JWT.issue(user: user.id, secret: self.jwtSecret, now: now, lifetime: 86_400))
            }
            return tokens
        }

        func start() throws -> RunningServer {
            let process = try ChildProcess(
                [
                    self.program, "serve", "--port", "0", "--loops", "\(self.loops)", "--color", "never",
                    "--data", "\(self.folder.path)/data", "--schemas", "\(self.folder.path)/schemas",
                ],
                logIn: self.folder.path,
                environment: ["CMSIO_JWT_SECRET": Self.jwtSecret]
            )
            let address = try process.announcement(after: "serves at http://127.0.0.1:")
            guard let port = Int(address.prefix { $0.isNumber }) else {
                throw BenchError("'\(self.program)' did not say its port: \(address)")
            }
            let target = Target(
                host: "127.0.0.1",
                port: port,
                path: "/socket.io/",
                joins: self.tokens.map { #"40{"strategy":"jwt","token":"\#($0)"}"# },
                prefix: #"42["\#(BenchWorld.type):\#(BenchWorld.action)""#,
                trigger: .request(self.emitRequest)
            )
            return RunningServer(target: target, pid: process.pid, process: process)
        }

        private var emitRequest: [UInt8] {
            let body = #"{"type":"\#(BenchWorld.type)","action":"\#(BenchWorld.action)","data":\#(self.entry)}"#
            let head = [
                "POST /cmsio/v1/emit HTTP/1.1", "Host: 127.0.0.1", "Authorization: Bearer \(Self.operatorKey)",
                "Content-Type: application/json", "Content-Length: \(body.utf8.count)", "", "",
            ]
            return Array((head.joined(separator: "\r\n") + body).utf8)
        }
    }
#endif
