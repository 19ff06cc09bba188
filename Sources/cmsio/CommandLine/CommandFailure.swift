/// Why a command ends without having done what it was asked: a sentence for people and the status for programs.
///
/// The message says what failed, on what, and the way out, in one line; it never holds a secret.
package struct CommandFailure: Error, Equatable, CustomStringConvertible {
    package let status: ExitStatus
    package let message: String

    package init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    package var description: String { self.message }
}
