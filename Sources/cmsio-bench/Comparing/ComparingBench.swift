#if os(Linux)
    import ArgumentParser
    import Foundation

    /// A subcommand that puts `cmsio serve` beside the floor, and beside a peer if there is one.
    protocol ComparingBench: AsyncParsableCommand {
        var load: LoadOptions { get }
        var server: ServerOptions { get }
        var peers: PeerOptions { get }
        var timing: TimingOptions { get }
        var output: OutputOptions { get }

        static var measures: [Measure] { get }

        /// What was measured with, beside what all have in common.
        var parameters: [String: Double] { get }

        func measure(_ server: RunningServer) throws -> [Measure: Double]
    }

    extension ComparingBench {
        func run() async throws {
            Interruption.watch()
            try DescriptorLimit.raise(for: self.load.sockets)
            do {
                let folder = try TemporaryFolder()
                let contenders = try await self.contenders(in: folder)
                let measured = try Race(contenders: contenders, rounds: self.timing.rounds).run(self.measure)
                let comparison = Comparison(
                    bench: Self._commandName,
                    parameters: self.parameters.merging(self.load.parameters) { $1 },
                    measures: Self.measures,
                    measured: measured
                )
                try self.output.print(comparison)
            } catch let interrupted as Interrupted {
                throw ExitCode(128 + interrupted.signal)
            }
        }

        private func contenders(in folder: TemporaryFolder) async throws -> [any Contender] {
            let world = BenchWorld(audiences: self.load.audiences, views: self.load.views)
            let entry = world.entry(messageSize: self.load.size)
            let cmsio = try await CmsioContender(self.server, world: world, entry: entry, in: folder)
            let floor = FloorContender(size: self.load.size, folder: folder)
            let peer = try self.peers.contender(size: self.load.size)
            return [floor, cmsio] + (peer.map { [$0] } ?? [])
        }
    }
#endif
