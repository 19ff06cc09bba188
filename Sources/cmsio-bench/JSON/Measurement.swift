/// The speed of one job in MB (10^6 bytes) a second, over all rounds.
struct Figure: Encodable {
    let library: String
    let job: String
    let median: Double
    let min: Double
    let max: Double
}

/// How jobs are timed: in rounds that take turns, so that a busy spell of the machine hits them all.
struct Measurement {
    let rounds: Int
    let roundLength: Duration

    func figures(of jobs: [any JSONJob], on load: DocumentLoad) throws -> [Figure] {
        var speeds = Array(repeating: [Double](), count: jobs.count)
        for job in jobs { _ = try self.pass(job, over: load) }
        for _ in 0..<self.rounds {
            for (index, job) in jobs.enumerated() { speeds[index].append(try self.speed(of: job, on: load)) }
        }
        return zip(jobs, speeds).compactMap { job, speeds in
            Spread(speeds).map {
                Figure(library: job.library, job: job.job, median: $0.median, min: $0.min, max: $0.max)
            }
        }
    }

    private func speed(of job: any JSONJob, on load: DocumentLoad) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        var passes = 0
        var elapsed = Duration.zero
        repeat {
            // Several passes a look at the clock, but never seconds of them when the load is large.
            for _ in 0..<Swift.max(1, 65_536 / load.byteCount) {
                _ = try self.pass(job, over: load)
                passes += 1
            }
            elapsed = clock.now - start
        } while elapsed < self.roundLength
        return Double(passes * load.byteCount) / 1e6 / (elapsed / .seconds(1))
    }

    private func pass(_ job: any JSONJob, over load: DocumentLoad) throws -> Int {
        var checksum = 0
        for document in load.documents { checksum &+= try job.run(document) }
        return checksum
    }
}
