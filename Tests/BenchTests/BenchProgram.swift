#if os(Linux)
    import Foundation

    /// The built `cmsio-bench`, running.
    final class BenchProgram {
        struct Answer {
            let status: Int32
            let output: String
            let errors: String
        }

        struct Problem: Error, CustomStringConvertible {
            let description: String
        }

        private let process = Process()
        private let output = Pipe()
        private let errors = Pipe()

        /// Starts it.
        init(_ arguments: [String]) throws {
            let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let folder = URL(fileURLWithPath: own).deletingLastPathComponent()
            self.process.executableURL = folder.appendingPathComponent("cmsio-bench")
            self.process.arguments = arguments
            self.process.standardOutput = self.output
            self.process.standardError = self.errors
            try self.process.run()
        }

        /// Runs it to its end.
        static func run(_ arguments: [String]) throws -> Answer { try BenchProgram(arguments).end() }

        /// Runs it to its end, and reads what it printed.
        static func json(_ arguments: [String]) throws -> [String: Any] {
            let answer = try self.run(arguments)
            guard answer.status == 0,
                let value = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
            else { throw Problem(description: "status \(answer.status): \(answer.output) \(answer.errors)") }
            return value
        }

        /// Waits for its end. What it prints fits into a pipe.
        func end() -> Answer {
            let output = self.output.fileHandleForReading.readDataToEndOfFile()
            let errors = self.errors.fileHandleForReading.readDataToEndOfFile()
            self.process.waitUntilExit()
            let isKilled = self.process.terminationReason == .uncaughtSignal
            return Answer(
                status: isKilled ? -self.process.terminationStatus : self.process.terminationStatus,
                output: String(decoding: output, as: UTF8.self),
                errors: String(decoding: errors, as: UTF8.self)
            )
        }

        /// As Ctrl-C does.
        func interrupt() { kill(self.process.processIdentifier, SIGINT) }

        /// Waits until it has started a process, and gives that one.
        func firstChild() throws -> Int32 {
            let threads = "/proc/\(self.process.processIdentifier)/task"
            let limit = ContinuousClock.now + .seconds(20)
            while ContinuousClock.now < limit {
                for thread in try FileManager.default.contentsOfDirectory(atPath: threads) {
                    let children = FileManager.default.contents(atPath: "\(threads)/\(thread)/children") ?? Data()
                    let first = String(decoding: children, as: UTF8.self).split(separator: " ").first
                    if let child = first.flatMap({ Int32($0) }) { return child }
                }
                sched_yield()
            }
            throw Problem(description: "it started no process within 20 s")
        }
    }
#endif
