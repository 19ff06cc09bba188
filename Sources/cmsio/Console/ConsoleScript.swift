import Foundation

/// The console without a terminal: the lines of standard input, one command each, to the first that fails.
struct ConsoleScript {
    private let lines: ConsoleLineRun

    init(_ options: GlobalOptions) {
        self.lines = ConsoleLineRun(options)
    }

    /// - Returns: Whether there was any input.
    /// - Throws: ``Verdict`` with the status of the line that failed, after saying which one it is.
    func run() async throws -> Bool {
        var number = 0
        while let line = readLine() {
            number += 1
            let end = await self.perform(line)
            if end.endsConsole { return true }
            guard end.conclude() == .ok else {
                Terminal.tell("cmsio: stopped at line \(number), which ended with status \(end.status.rawValue).")
                throw Verdict(status: end.status)
            }
        }
        return number > 0
    }

    private func perform(_ line: String) async -> ProgramEnd {
        let words: [String]
        do {
            words = try ConsoleLine(parsing: line).words
        } catch {
            return self.lines.end(of: error)
        }
        return words.isEmpty ? .done : await self.lines.perform(words)
    }
}
