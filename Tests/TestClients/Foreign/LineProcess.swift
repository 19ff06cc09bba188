package import Foundation
package import JSONText
import Synchronization

/// One JSON line of a process, as `Clients/lines.py` describes them.
package struct ProcessLine: Sendable, CustomStringConvertible {
    package let document: JSONDocument
    package var description: String { String(decoding: self.document.bytes, as: UTF8.self) }

    package var type: String? { self.string("type") }

    package func string(_ member: ExactString) -> String? {
        self.document.value(member, in: self.document.root).flatMap { self.document.string($0) }
    }

    package func exactString(_ member: ExactString) -> ExactString? {
        self.document.value(member, in: self.document.root).flatMap { self.document.exactString($0) }
    }

    /// A member's JSON text.
    package func text(_ member: ExactString) -> String? {
        self.document.value(member, in: self.document.root).map { self.text(of: $0) }
    }

    /// The JSON text of each element of a member that is an array.
    package func texts(_ member: ExactString) -> [String] {
        guard let array = self.document.value(member, in: self.document.root) else { return [] }
        return self.document.elements(array).map { self.text(of: $0) }
    }

    private func text(of node: JSONNode) -> String {
        String(decoding: self.document.text(node), as: UTF8.self)
    }
}

/// What went wrong with a process that speaks JSON lines.
package struct LineProcessError: Error, CustomStringConvertible {
    package let description: String
}

/// A process that reads and prints JSON lines; it ends when this object does, at the latest.
package final class LineProcess: Sendable {
    private struct State {
        var lines: [ProcessLine] = []
        /// The output has ended, and so has the process.
        var hasEnded = false
        var waiters: [UUID: CheckedContinuation<Void, Never>] = [:]
    }

    private let name: String
    private let state = Mutex(State())
    private let input: FileHandle
    private let id: pid_t

    /// The folder of the scripts, and of what they and the tests read.
    package static let clients = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Clients")

    /// Starts a script of the folder `Clients` with a Python of `.ci/tools`.
    package init(script: String, arguments: [String], python: TestTool = .python) throws {
        signal(SIGPIPE, SIG_IGN)  // a process that has ended is an error of `send`, not the end of the tests
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try python.path())
        process.arguments = [Self.clients.appendingPathComponent(script).path] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        if script == "browser_client.py" {
            for tool in [TestTool.chromium, .socketIOBundle] { environment[tool.rawValue] = try tool.path() }
        }
        process.environment = environment
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        self.name = script
        self.input = input.fileHandleForWriting
        self.id = process.processIdentifier
        let reader = output.fileHandleForReading
        Thread.detachNewThread { [weak self] in
            var buffer = Data()
            while case let data = reader.availableData, !data.isEmpty {
                buffer.append(data)
                while let end = buffer.firstIndex(of: 0x0A) {
                    self?.received(Array(buffer[buffer.startIndex..<end]))
                    buffer = Data(buffer[(end + 1)...])
                }
            }
            process.waitUntilExit()
            self?.wakeWaiters { $0.hasEnded = true }
        }
    }

    deinit {
        try? self.input.close()  // its end of input, which ends it; a process that has gone already does not mind
    }

    /// Writes one line.
    package func send(_ line: [UInt8]) throws {
        do {
            try self.input.write(contentsOf: Data(line + [0x0A]))
        } catch {
            throw LineProcessError(description: "\(self.name) has ended and takes no more commands")
        }
    }

    /// Takes the first line that fulfils a condition, now or when it comes; lines before it stay.
    ///
    /// - Throws: ``LineProcessError`` when none came within the limit, when the process ended without one, or when it
    ///   reported that it failed.
    package func take(
        _ what: String,
        within limit: Duration = .seconds(15),
        where fits: @Sendable @escaping (ProcessLine) -> Bool
    ) async throws -> ProcessLine {
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.wait(what, for: fits) }
            group.addTask {
                try await Task.sleep(for: limit)
                throw self.missing(what, because: "within \(limit)")
            }
            defer { group.cancelAll() }
            guard let line = try await group.next() else { throw CancellationError() }
            return line
        }
    }

    /// Takes all lines that are there and fulfil a condition.
    package func takeAll(where fits: (ProcessLine) -> Bool) -> [ProcessLine] {
        self.state.withLock { state in
            defer { state.lines.removeAll(where: fits) }
            return state.lines.filter(fits)
        }
    }

    /// Ends the process, whatever it is doing.
    package func terminate() { kill(self.id, SIGTERM) }

    /// Ends the input, and waits until the process has ended.
    package func close() async throws {
        try self.input.close()
        try await withThrowingTaskGroup { group in
            group.addTask { while await !self.nextChange() {} }
            group.addTask {
                try await Task.sleep(for: .seconds(20))
                kill(self.id, SIGTERM)
                throw LineProcessError(description: "\(self.name) does not end when its input does")
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func wait(_ what: String, for fits: @Sendable (ProcessLine) -> Bool) async throws -> ProcessLine {
        while true {
            let (line, failure, hasEnded) = self.state.withLock { state in
                if let index = state.lines.firstIndex(where: fits) {
                    return (state.lines.remove(at: index) as ProcessLine?, nil as ProcessLine?, false)
                }
                return (nil, state.lines.first { $0.type == "error" }, state.hasEnded)
            }
            if let line { return line }
            if let failure {
                throw LineProcessError(description: "\(self.name): \(failure.string("message") ?? "failed")")
            }
            if hasEnded { throw self.missing(what, because: "before it ended") }
            try Task.checkCancellation()
            _ = await self.nextChange(unless: fits)
        }
    }

    /// Waits for the next line, or the end.
    ///
    /// - Returns: Whether the process's output has ended.
    private func nextChange(unless fits: @Sendable (ProcessLine) -> Bool = { _ in false }) async -> Bool {
        let id = UUID()
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isDue = self.state.withLock { state in
                    if state.hasEnded || Task.isCancelled || state.lines.contains(where: fits) { return true }
                    state.waiters[id] = waiter
                    return false
                }
                if isDue { waiter.resume() }
            }
        } onCancel: {
            self.state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
        return self.state.withLock { $0.hasEnded } || Task.isCancelled
    }

    private func received(_ bytes: [UInt8]) {
        let line = (try? JSONDocument(parsing: bytes)).map { ProcessLine(document: $0) }
        guard let line else { return }  // what a library printed by itself
        self.wakeWaiters { $0.lines.append(line) }
    }

    private func wakeWaiters(after change: (inout State) -> Void) {
        let waiters = self.state.withLock { state in
            change(&state)
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    private func missing(_ what: String, because reason: String) -> LineProcessError {
        let lines = self.state.withLock { $0.lines }.map(\.description).joined(separator: "\n  ")
        return LineProcessError(
            description: "\(self.name) printed no \(what) \(reason)"
                + (lines.isEmpty ? "; it has printed nothing else" : ". What else it printed:\n  \(lines)")
        )
    }
}
