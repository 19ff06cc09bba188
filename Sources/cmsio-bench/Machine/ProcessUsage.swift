#if os(Linux)
    import Foundation

    /// What a process has used so far, as the kernel counts it.
    struct ProcessUsage {
        /// Time its threads ran, those that have ended left out.
        let cpuNanoseconds: UInt64
        /// Memory of its own and shared that is in RAM.
        let residentBytes: Int

        /// - Throws: ``BenchError`` when there is no such process.
        init(of pid: Int32) throws(BenchError) {
            let tasks = "/proc/\(pid)/task"
            // A thread may end between its listing and its reading.
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
            let times = threads.compactMap { Self.firstNumbers(in: "\(tasks)/\($0)/schedstat").first }
            let pages = Self.firstNumbers(in: "/proc/\(pid)/statm").dropFirst().first
            guard let pages, !times.isEmpty else { throw BenchError("there is no process \(pid) to measure.") }
            self.cpuNanoseconds = times.reduce(0, +)
            self.residentBytes = Int(pages) * sysconf(Int32(_SC_PAGESIZE))
        }

        private static func firstNumbers(in path: String) -> [UInt64] {
            let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.split { $0 == " " || $0 == "\n" }.compactMap { UInt64($0) }
        }
    }
#endif
