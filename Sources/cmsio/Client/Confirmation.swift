import Foundation

/// A question that somebody at a terminal has to say yes to.
enum Confirmation {
    /// Asks, unless there is nobody to ask: unless input, output and talk are all on a terminal.
    ///
    /// - Throws: ``Verdict`` with status 1 for any answer but yes.
    static func ask(_ question: String, otherwise: String) throws {
        guard [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].allSatisfy({ isatty($0) == 1 }) else { return }
        Terminal.tell("\(question) [y/N] ", end: "")
        let answer = readLine()?.lowercased() ?? ""
        guard !["y", "yes"].contains(answer) else { return }
        Terminal.tell(otherwise)
        throw Verdict(status: .no)
    }
}
