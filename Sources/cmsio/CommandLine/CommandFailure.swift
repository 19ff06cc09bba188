/// Why a command ends without having done what it was asked: a sentence for people and the status for programs.
///
/// The message says what failed, on what, and the way out, in one line; it never holds a secret.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    let status: ExitStatus
    let message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    var description: String { self.message }
}
