import ArgumentParser
import Foundation

/// The help of a command as ArgumentParser writes it, but with examples that are never broken, so that they can be pasted, and
/// with the options that every command has at its end.
struct HelpText {
    private static let lastSection = "GLOBAL OPTIONS:"
    /// Wider than any line.
    private static let unlimited = 100_000

    let text: String

    /// - Parameters:
    ///   - root: The command that it is below.
    ///   - columns: Where lines break; nil for where the terminal ends.
    init(of command: any ParsableCommand.Type, under root: any ParsableCommand.Type, columns: Int? = nil) {
        let width = columns ?? Terminal.columns(of: STDOUT_FILENO) ?? 80
        let wide = Self.parts(root.helpMessage(for: command, columns: Self.unlimited))
        let narrow = Self.parts(root.helpMessage(for: command, columns: width))
        let introduction = wide.introduction.flatMap { line in
            line.hasPrefix("  ") ? [line] : WrappedText.lines(line, columns: width)
        }
        self.text =
            introduction.joined(separator: "\n") + "\n" + Self.ordered(narrow.sections).joined(separator: "\n\n")
    }

    /// The lines before the usage, and what follows, parted at empty lines.
    private static func parts(_ help: String) -> (introduction: [String], sections: [String]) {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let introduction = Array(lines.prefix { !$0.hasPrefix("USAGE:") })
        var sections: [[String]] = [[]]
        for line in lines.dropFirst(introduction.count) {
            // An indented line after an empty one belongs to the section before.
            if line.first.map({ $0 != " " }) ?? false, sections[sections.count - 1].last == "" { sections.append([]) }
            sections[sections.count - 1].append(line)
        }
        let texts = sections.map { $0.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n") }
        return (introduction, texts)
    }

    private static func ordered(_ sections: [String]) -> [String] {
        sections.filter { !$0.hasPrefix(Self.lastSection) } + sections.filter { $0.hasPrefix(Self.lastSection) }
    }
}
