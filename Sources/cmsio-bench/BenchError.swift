import ArgumentParser
import Foundation

/// Why nothing could be measured, with the way out.
struct BenchError: Error, CustomStringConvertible {
    let description: String
    let exitCode: ExitCode

    init(_ description: String, _ exitCode: ExitCode = .unreachable) {
        self.description = description
        self.exitCode = exitCode
    }
}

extension ExitCode {
    /// As `EX_DATAERR` of sysexits.
    static let badData = ExitCode(65)

    /// As `EX_NOINPUT` of sysexits.
    static let noInput = ExitCode(66)

    /// As `EX_TEMPFAIL` of sysexits.
    static let timedOut = ExitCode(75)

    /// As `EX_UNAVAILABLE` of sysexits.
    static let unreachable = ExitCode(69)
}
