import ArgumentParser
import Foundation

/// How the program ends after an error: what it prints, where, and its status.
struct ProgramEnd {
    let status: ExitStatus
    let text: String
    /// Whether it was the wish to end the console.
    var endsConsole = false

    /// Everything was done, and printed.
    static let done = ProgramEnd(status: .ok, text: "")

    /// An error met while parsing, among them the requests for help, the version and completions, which are none.
    ///
    /// - Parameter root: The command that the arguments begin below.
    static func parsing(
        _ arguments: [String],
        under root: any ParsableCommand.Type,
        _ error: any Error
    ) -> ProgramEnd {
        if let failure = error as? CommandFailure { return .failed(failure) }
        if let help = Self.help(error) { return help }
        if let failure = UnknownOption.find(in: arguments, under: root) { return .failed(failure) }
        return ProgramEnd(status: .usage, text: root.fullMessage(for: error))
    }

    /// An error that a command met.
    static func running(_ error: any Error) -> ProgramEnd {
        switch error {
        case is OutputClosed: .done
        case is ConsoleEnd: ProgramEnd(status: .ok, text: "", endsConsole: true)
        case let end as Verdict: ProgramEnd(status: end.status, text: "")
        case let failure as CommandFailure: .failed(failure)
        case let error as any FailureConvertible: .failed(error.failure)
        default:
            Self.help(error)
                ?? .failed(
                    CommandFailure(
                        .bug,
                        "this is a mistake in cmsio itself, please report it: \(type(of: error)): \(error)"
                    )
                )
        }
    }

    /// Help, the version or a completion script, which ArgumentParser hands over as an error, some of them only when run.
    private static func help(_ error: any Error) -> ProgramEnd? {
        guard RootCommand.exitCode(for: error) == .success else { return nil }
        return ProgramEnd(status: .ok, text: RootCommand.fullMessage(for: error))
    }

    private static func failed(_ failure: CommandFailure) -> ProgramEnd {
        let style = TextStyle(.auto, for: STDERR_FILENO, environment: ProcessInfo.processInfo.environment)
        return ProgramEnd(status: failure.status, text: style.bad("cmsio:") + " " + failure.message)
    }

    /// Prints the text: what was asked for on standard output, anything else on standard error.
    func conclude() -> ExitStatus {
        guard !self.text.isEmpty else { return self.status }
        if self.status == .ok {
            // When nobody reads the help any more, that is all there is to it.
            try? Terminal.print(self.text)
        } else {
            Terminal.tell(self.text)
        }
        return self.status
    }
}

/// A command did what it was asked, and its answer is a status that is not zero.
struct Verdict: Error {
    let status: ExitStatus
}

/// An error of another room, as the end of a command.
protocol FailureConvertible: Error {
    var failure: CommandFailure { get }
}
