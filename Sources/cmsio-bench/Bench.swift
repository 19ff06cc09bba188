import ArgumentParser
import Foundation

/// Measures what this project claims to be fast.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cmsio-bench",
        abstract: "Measure the parts of cmsio that have to be fast.",
        discussion: """
            Build it and cmsio for release, and give the machine nothing else to do:

              swift build -c release --product cmsio
              swift build -c release --product cmsio-bench
              .build/release/cmsio-bench fanout --sockets 10000
              .build/release/cmsio-bench views -o json

            fanout, idle, connect and latency start a cmsio serve of their own, with temporary data and on loopback, and \
            a floor to divide its figures by; each has a core, and the load another one. They need Linux.
            """,
        subcommands: [
            FanOutBench.self, LatencyBench.self, IdleBench.self, ConnectBench.self, ViewsBench.self, JSONBench.self,
        ] + Self.hidden
    )

    #if os(Linux)
        private static let hidden: [any ParsableCommand.Type] = [FloorCommand.self]
    #else
        private static let hidden: [any ParsableCommand.Type] = []
    #endif

    static func main() async {
        do {
            var command = try Self.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as BenchError {
            FileHandle.standardError.write(Data("cmsio-bench: \(error)\n".utf8))
            Self.exit(withError: error.exitCode)
        } catch {
            Self.exit(withError: error)
        }
    }
}
