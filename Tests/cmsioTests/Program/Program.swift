import Foundation
import Synchronization

/// The built `cmsio`, running as a user would run it.
final class Program: Sendable {
    /// How it ended, and all it printed.
    struct Result: Sendable, CustomStringConvertible {
        let status: Int32
        let output: String
        let errors: String

        var description: String { "status \(status)\noutput: \(output)\nerrors: \(errors)" }
    }

    enum Stream: Sendable {
        case output
        case errors
    }

    private struct Printed {
        var text: [Stream: String] = [:]
        var openStreams = 2
    }

    private let printed = Watched(Printed())
    private let process: Mutex<Process>
    private let name: String
    let pid: Int32

    /// Runs it to its end.
    static func run(
        _ arguments: [String],
        in folder: TestFolder,
        input: String? = nil,
        environment: [String: String] = [:]
    ) async throws -> Result {
        try await Program(arguments, in: folder, input: input, environment: environment).end()
    }

    /// Starts it.
    ///
    /// - Parameters:
    ///   - input: What is on its standard input; nil for nothing.
    ///   - environment: Variables to set; those of ours that begin with `CMSIO_` are not passed on.
    convenience init(
        _ arguments: [String],
        in folder: TestFolder,
        input: String? = nil,
        environment: [String: String] = [:]
    ) throws {
        try self.init([try Self.path()] + arguments, at: folder.path, input: input, environment: environment)
    }

    /// Starts a line of the shell, in which the program may be a part.
    convenience init(shell line: String, in folder: TestFolder) throws {
        try self.init(["/bin/bash", "-c", line], at: folder.path, input: nil, environment: [:])
    }

    /// - Parameters:
    ///   - command: A program by its path, and its arguments.
    ///   - path: The folder to run it in.
    init(_ command: [String], at path: String, input: String?, environment: [String: String]) throws {
        Foundation.signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = Self.environment(with: environment)
        let (output, errors, standardInput) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = standardInput
        try process.run()
        self.name = command.joined(separator: " ")
        self.pid = process.processIdentifier
        self.process = Mutex(process)
        // A program that ends without reading its input breaks the pipe, which is its right.
        try? standardInput.fileHandleForWriting.write(contentsOf: Data((input ?? "").utf8))
        try? standardInput.fileHandleForWriting.close()
        self.read(.output, output.fileHandleForReading)
        self.read(.errors, errors.fileHandleForReading)
    }

    deinit {
        kill(self.pid, SIGKILL)
    }

    /// The variables of the tests, without those that would change what the program does.
    static func environment(with additions: [String: String]) -> [String: String] {
        ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("CMSIO_") && !["NO_COLOR", "COLUMNS", "LINES"].contains($0.key) }
            .merging(additions) { $1 }
    }

    func signal(_ number: Int32) { kill(self.pid, number) }

    /// What it has printed so far.
    func text(_ stream: Stream) -> String { self.printed.value.text[stream] ?? "" }

    /// Waits for a line that holds a text.
    ///
    /// - Returns: The line.
    func line(_ stream: Stream = .errors, with text: String, within limit: Duration = .seconds(20)) async throws
        -> String
    {
        try await self.wait("line with '\(text)'", within: limit) { printed in
            let all = printed.text[stream] ?? ""
            // The last part is no line until its end has come.
            return all.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first { $0.contains(text) }
                .map(String.init)
        }
    }

    /// Waits until there are so many lines of output.
    func lines(_ count: Int, within limit: Duration = .seconds(20)) async throws -> [String] {
        try await self.wait("\(count) lines of output", within: limit) { printed in
            let lines = (printed.text[.output] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast()
            return lines.count >= count ? lines.map(String.init) : nil
        }
    }

    /// Waits for its end.
    func end(within limit: Duration = .seconds(30)) async throws -> Result {
        let (output, errors) = try await self.wait("end", within: limit) { printed in
            printed.openStreams == 0 ? (printed.text[.output] ?? "", printed.text[.errors] ?? "") : nil
        }
        let status = self.process.withLock { process in
            process.waitUntilExit()
            return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
        }
        return Result(status: status, output: output, errors: errors)
    }

    private func wait<Found: Sendable>(
        _ what: String,
        within limit: Duration,
        for find: @escaping @Sendable (Printed) -> Found?
    ) async throws -> Found {
        try await self.printed.wait(within: limit, for: find) { [name] printed, when in
            ProgramProblem(
                description: "'\(name)' gave no \(what) \(when).\n"
                    + "output: \(printed.text[.output] ?? "")\nerrors: \(printed.text[.errors] ?? "")"
            )
        }
    }

    private func read(_ stream: Stream, _ handle: FileHandle) {
        Thread.detachNewThread { [printed] in
            var bytes = Data()
            while case let part = handle.availableData, !part.isEmpty {
                bytes.append(part)
                let text = String(decoding: bytes, as: UTF8.self)
                printed.change { $0.text[stream] = text }
            }
            printed.change { $0.openStreams -= 1 }
            if printed.value.openStreams == 0 { printed.finish() }
        }
    }

    /// The program beside the tests.
    static func path() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = ((own as NSString).deletingLastPathComponent as NSString).appendingPathComponent("cmsio")
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ProgramProblem(description: "there is no program '\(path)'; build it with 'swift build'.")
        }
        return path
    }
}

/// What went wrong with the program under test.
struct ProgramProblem: Error, CustomStringConvertible {
    let description: String
}
