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
        if let failure = error as? CommandFailure { return .failed(failure, arguments) }
        if let help = Self.help(arguments, under: root, error) { return help }
        if let failure = UnknownOption.find(in: arguments, under: root) { return .failed(failure, arguments) }
        return ProgramEnd(status: .usage, text: root.fullMessage(for: error))
    }

    /// An error that a command met.
    ///
    /// - Parameter root: The command that the arguments begin below.
    static func running(
        _ arguments: [String],
        under root: any ParsableCommand.Type,
        _ error: any Error
    ) -> ProgramEnd {
        switch error {
        case is OutputClosed: .done
        case is ConsoleEnd: ProgramEnd(status: .ok, text: "", endsConsole: true)
        case let end as Verdict: ProgramEnd(status: end.status, text: "")
        default: Self.help(arguments, under: root, error) ?? .failed(Self.failure(error) ?? Self.bug(error), arguments)
        }
    }

    /// The failure that an error is; nil for one that is none, or that nobody foresaw.
    static func failure(_ error: any Error) -> CommandFailure? {
        error as? CommandFailure ?? (error as? any FailureConvertible)?.failure
    }

    private static func bug(_ error: any Error) -> CommandFailure {
        CommandFailure(
            .bug,
            "this is a mistake in cmsio itself, please report it: \(type(of: error)): \(error)"
        )
    }

    /// Help, the version or a completion script, which ArgumentParser hands over as an error, some of them only when run.
    private static func help(
        _ arguments: [String],
        under root: any ParsableCommand.Type,
        _ error: any Error
    ) -> ProgramEnd? {
        guard root.exitCode(for: error) == .success else { return nil }
        let text = root.fullMessage(for: error)
        // Words that are none have been told of before.
        guard text.hasPrefix("OVERVIEW:"), let command = try? CommandWords(arguments, under: root).commands.last else {
            return ProgramEnd(status: .ok, text: text)
        }
        return ProgramEnd(status: .ok, text: HelpText(of: command, under: root).text)
    }

    private static func failed(_ failure: CommandFailure, _ arguments: [String]) -> ProgramEnd {
        let style = TextStyle(
            ColorChoice(in: arguments),
            for: STDERR_FILENO,
            environment: ProcessInfo.processInfo.environment
        )
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
