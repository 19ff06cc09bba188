import Foundation
import Synchronization
import TestClients

/// The built `conformance-server` as a process of its own, on a free port of 127.0.0.1.
final class ServerProcess: Sendable {
    let port: Int
    let pid: Int32
    private let exit: AsyncStream<Int32>

    var url: String { "http://127.0.0.1:\(self.port)" }

    /// Starts one with these options beside `--port 0`, and ends it after `body`.
    static func run<Result: Sendable>(
        _ options: [String] = [],
        body: (ServerProcess) async throws -> Result
    ) async throws -> Result {
        let server = try await ServerProcess(options)
        do {
            let result = try await body(server)
            _ = try await server.end()
            return result
        } catch {
            _ = try await server.end()
            throw error
        }
    }

    /// Starts one, and waits until it listens.
    init(_ options: [String]) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.path())
        process.arguments = ["--port", "0"] + options
        let output = Pipe()
        process.standardOutput = output
        let (exit, continuation) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            let isSignal = process.terminationReason == .uncaughtSignal
            continuation.yield(isSignal ? -process.terminationStatus : process.terminationStatus)
            continuation.finish()
        }
        try process.run()
        self.pid = process.processIdentifier
        self.exit = exit
        let line = await Self.firstLine(of: output.fileHandleForReading)
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
            kill(process.processIdentifier, SIGKILL)
            throw ServerProblem(description: "conformance-server printed '\(line)' and not its address")
        }
        self.port = port
    }

    /// Ends it as an operator would.
    ///
    /// - Returns: Its status; the number of a signal as a negative one.
    func end(_ signal: Int32 = SIGTERM) async throws -> Int32 {
        kill(self.pid, signal)
        for await status in self.exit { return status }
        throw ServerProblem(description: "conformance-server was ended before")
    }

    /// The memory it holds now, in bytes.
    func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(self.pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard
            let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({
                Int($0)
            })
        else { throw ServerProblem(description: "conformance-server has ended by itself") }
        return kilobytes << 10
    }

    /// How many sockets it has open, among them the one that listens.
    func openSockets() throws -> Int {
        let folder = "/proc/\(self.pid)/fd"
        return try FileManager.default.contentsOfDirectory(atPath: folder).count { name in
            // One that was closed meanwhile leads nowhere.
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
            return target?.hasPrefix("socket:") == true
        }
    }

    private static func firstLine(of output: FileHandle) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var bytes = Data()
                while !bytes.contains(0x0A), case let part = output.availableData, !part.isEmpty { bytes.append(part) }
                continuation.resume(returning: String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
            }
        }
    }

    /// The program beside the tests.
    private static func path() throws -> String {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("conformance-server")
            .path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw ServerProblem(description: "there is no program '\(path)'; build it with 'swift build'.")
        }
        return path
    }
}

/// What went wrong with the server under test.
struct ServerProblem: Error, CustomStringConvertible {
    let description: String
}
