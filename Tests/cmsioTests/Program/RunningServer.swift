import Foundation

/// A `cmsio serve` on a free port, with its data folder in a temporary one.
struct RunningServer {
    let folder: TestFolder
    let program: Program
    /// `http://127.0.0.1:40123`
    let url: String

    /// Starts it and waits until it serves.
    init(_ arguments: [String] = ["--demo"], in folder: TestFolder, environment: [String: String] = [:]) async throws {
        self.folder = folder
        self.program = try Program(["serve", "--port", "0"] + arguments, in: folder, environment: environment)
        let line = try await self.program.line(with: "serves at")
        guard let start = line.firstRange(of: "http://") else {
            throw ProgramProblem(description: "no address in '\(line)'")
        }
        self.url = String(line[start.lowerBound...].prefix { $0 != " " })
    }

    /// Runs a command in the server's folder.
    func run(_ arguments: String..., input: String? = nil) async throws -> Program.Result {
        try await Program.run(arguments, in: self.folder, input: input)
    }

    /// Ends it as an operator would.
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) async throws -> Program.Result {
        self.program.signal(signal)
        return try await self.program.end()
    }
}
