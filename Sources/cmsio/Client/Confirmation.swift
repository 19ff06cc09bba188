import Foundation

/// A question that somebody at a terminal has to say yes to.
enum Confirmation {
    /// Whether there is somebody to ask: input, output and talk are all on a terminal.
    static var isPossible: Bool { [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].allSatisfy { isatty($0) == 1 } }

    /// Asks, unless there is nobody to ask.
    ///
    /// - Throws: ``Verdict`` with status 1 for any answer but yes.
    static func ask(_ question: String, otherwise: String) throws {
        guard self.isPossible else { return }
        Terminal.tell("\(question) [y/N] ", end: "")
        let answer = readLine()?.lowercased() ?? ""
        guard !["y", "yes"].contains(answer) else { return }
        Terminal.tell(otherwise)
        throw Verdict(status: .no)
    }
}
