import Foundation

/// A question that somebody at the terminal answers.
enum Confirmation {
    /// Whether somebody is there: both what is typed and what is said are at a terminal.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// - Returns: Whether the answer begins with y; no answer is no.
    static func ask(_ question: String) -> Bool {
        Terminal.prompt("\(question) [y/N] ")
        guard let answer = readLine() else {
            Terminal.tell("")
            return false
        }
        return answer.lowercased().hasPrefix("y")
    }
}
