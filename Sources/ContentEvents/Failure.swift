/// What kind of failure a refusal is; the raw value is the exit status of the command that met it.
package enum FailureKind: Int, Codable, Sendable {
    /// The request is not written as it should be.
    case usage = 64
    /// The request is understood, and what it names or carries cannot be accepted.
    case badData = 65
    /// Something this needs does not answer.
    case unavailable = 69
    /// Whoever asks may not do this here.
    case denied = 77
}

/// Why an event was not accepted: nothing of it was sent to anybody.
///
/// The message says what, where and the way out; it never holds a secret or any content of an entry.
package struct EmitError: Error, Equatable, Codable, Sendable, CustomStringConvertible {
    package let kind: FailureKind
    package let message: String

    package init(_ kind: FailureKind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { self.message }
}

/// Why a command about rights was refused: nothing was changed.
///
/// The message says what, where and the way out; it never holds a secret.
package struct RightsError: Error, Equatable, Codable, Sendable, CustomStringConvertible {
    package let kind: FailureKind
    package let message: String

    package init(_ kind: FailureKind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { self.message }
}
