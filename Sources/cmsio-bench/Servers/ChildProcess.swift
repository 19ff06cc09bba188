#if os(Linux)
    import Foundation

    /// A program that this one started, and that ends with this object.
    ///
    /// It runs on the server's core. What it prints goes to a file, so that it never waits for a reader.
    final class ChildProcess {
        let pid: pid_t
        private let name: String
        private let logPath: String
        /// Its standard input, which ends when we do.
        private let input: Int32
        private var hasEnded = false

        /// - Parameters:
        ///   - command: The path of a program, and its arguments.
        ///   - folder: Where its log goes.
        ///   - environment: Added to ours, of which nothing that begins with `CMSIO_` is passed on.
        init(_ command: [String], logIn folder: String, environment: [String: String] = [:]) throws {
            let name = command.first ?? ""
            self.name = name
            self.logPath = "\(folder)/\(UUID().uuidString).log"
            var pipe: [Int32] = [0, 0]
            guard Foundation.pipe(&pipe) == 0 else { throw Self.failure(name, errno) }
            // Only the ends that the child is given by number go to a child.
            for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            self.input = pipe[1]
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO)
            posix_spawn_file_actions_addopen(
                &actions,
                STDOUT_FILENO,
                self.logPath,
                O_CREAT | O_WRONLY | O_APPEND,
                0o600
            )
            posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
            defer {
                posix_spawn_file_actions_destroy(&actions)
                close(pipe[0])
            }
            let variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CMSIO_") }
                .merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
            // A child inherits where its parent may run.
            Cores.pin(to: Cores.server)
            defer { Cores.pin(to: Cores.client) }
            var pid: pid_t = 0
            let status = Self.withCStrings(command) { arguments in
                Self.withCStrings(variables) { posix_spawn(&pid, name, &actions, nil, arguments, $0) }
            }
            guard status == 0 else {
                close(pipe[1])
                throw Self.failure(name, status)
            }
            self.pid = pid
        }

        deinit { self.stop() }

        private static func failure(_ name: String, _ code: Int32) -> BenchError {
            BenchError("cannot start '\(name)': \(String(cString: strerror(code))).", .noInput)
        }

        private static func withCStrings<Result>(
            _ texts: [String],
            _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
        ) -> Result {
            let pointers = texts.map { strdup($0) } + [nil]
            defer { for pointer in pointers { free(pointer) } }
            return body(pointers)
        }

        /// Waits for what it prints once it can be used.
        ///
        /// - Returns: The rest of the line behind `text`.
        func announcement(after text: String) throws -> String {
            let deadline = Deadline(seconds: 30)
            while true {
                let log = self.log
                if let start = log.range(of: text)?.upperBound, let end = log[start...].firstIndex(of: "\n") {
                    return String(log[start..<end])
                }
                if self.ended(waiting: false) {
                    throw BenchError("'\(self.name)' has ended by itself: \(log.suffix(1000))")
                }
                try deadline.check("'\(self.name)' did not start; it said: \(log.suffix(1000))")
                usleep(5000)
            }
        }

        private var log: String {
            FileManager.default.contents(atPath: self.logPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }

        /// Asks it to end, and makes it end when it does not within ten seconds.
        func stop() {
            guard !self.hasEnded else { return }
            close(self.input)
            kill(self.pid, SIGTERM)
            let start = MonotonicClock.nanoseconds
            while !self.ended(waiting: false) {
                if MonotonicClock.nanoseconds - start > 10_000_000_000 {
                    kill(self.pid, SIGKILL)
                    _ = self.ended(waiting: true)
                }
                usleep(5000)
            }
        }

        private func ended(waiting: Bool) -> Bool {
            if !self.hasEnded { self.hasEnded = waitpid(self.pid, nil, waiting ? 0 : WNOHANG) != 0 }
            return self.hasEnded
        }
    }
#endif
