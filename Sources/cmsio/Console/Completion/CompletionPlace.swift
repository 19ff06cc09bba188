import ArgumentParser

/// What can stand at the end of a half-typed line.
package struct CompletionPlace {
    package enum Expected: Equatable {
        /// One of these words.
        case words([String])
        case name(NameKind)
        case file
        case nothing
    }

    package let expected: Expected
    /// What stands before the part that is completed, in the same word: `--room=`.
    package let lead: String
    /// What is typed of it.
    package let partial: String
    /// The content type that the line names, if it does.
    package let type: String?

    /// - Parameter line: A line of the console, to where the cursor is.
    package init(_ line: String) {
        let scan = LineScan(line)
        var words = scan.words.map(\.text)
        let last = scan.endsInWord || scan.opening != nil ? words.popLast() ?? "" : ""
        if words.first == "cmsio" { words.removeFirst() }
        self.init(words, last, isOpenJSON: scan.isInJSON)
    }

    private init(_ words: [String], _ last: String, isOpenJSON: Bool) {
        // Of a line with a mistake nothing follows.
        guard let commands = try? CommandWords(words, under: ConsoleCommand.self), let command = commands.commands.last
        else {
            self.init(.nothing, last)
            return
        }
        let syntax = CommandSyntax(of: command)
        let arguments = ArgumentWalk(Array(commands.rest), syntax)
        let type = arguments.value(named: "type", syntax)
        if isOpenJSON {
            self.init(Self.key(in: last), type: type)
        } else if let option = arguments.openOption {
            self.init(Self.expected(option, isAfterType: type != nil), last, type: type)
        } else if last.hasPrefix("-"), !arguments.isEnded {
            self.init(option: last, syntax, type: type)
        } else if let value = syntax.positional(at: arguments.positionals.count) {
            self.init(Self.expected(value, isAfterType: type != nil), last, type: type)
        } else if arguments.positionals.isEmpty {
            let help = commands.commands.count == 1 ? ["help"] : []
            self.init(.words(command.configuration.subcommands.map { $0._commandName } + help), last)
        } else {
            self.init(.nothing, last)
        }
    }

    private init(_ expected: Expected, _ partial: String, lead: String = "", type: String? = nil) {
        self.expected = expected
        self.partial = partial
        self.lead = lead
        self.type = type
    }

    /// A key of an object that is being typed: what is typed of it.
    private init(_ key: String?, type: String?) {
        self.init(key == nil ? .nothing : .name(.field), key ?? "", type: type)
    }

    /// - Parameter option: What is typed of an option, perhaps with its value: `--ro`, `--room=ne`.
    private init(option: String, _ syntax: CommandSyntax, type: String?) {
        let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let value = syntax.option(named: parts[0])?.value else {
            self.init(.words(syntax.options.flatMap(\.names).filter { $0.hasPrefix("--") }), option)
            return
        }
        self.init(Self.expected(value, isAfterType: type != nil), parts[1], lead: parts[0] + "=", type: type)
    }

    private static func expected(_ value: CommandSyntax.Value, isAfterType: Bool) -> Expected {
        if let kind = NameKind(valueName: value.name, isAfterType: isAfterType) { return .name(kind) }
        if value.isFile { return .file }
        return value.choices.isEmpty ? .nothing : .words(value.choices)
    }

    /// - Parameter json: An object that ends before it is closed.
    /// - Returns: What is typed of a key at its top; nil when the end is elsewhere.
    private static func key(in json: String) -> String? {
        var depth = 0
        var key: String?
        var before: Character?
        for character in json {
            if let text = key {
                key = character == "\"" ? nil : text + String(character)
            } else {
                switch character {
                case "{", "[": depth += 1
                case "}", "]": depth -= 1
                case "\"": key = ""
                default: break
                }
                if key == nil, !character.isWhitespace { before = character }
            }
        }
        return depth == 1 && (before == "{" || before == ",") ? key : nil
    }
}

/// The arguments of a command, told apart.
private struct ArgumentWalk {
    private(set) var positionals: [String] = []
    /// What the last word, an option, waits for.
    private(set) var openOption: CommandSyntax.Value?
    /// Whether `--` stood among them.
    private(set) var isEnded = false

    init(_ words: [String], _ syntax: CommandSyntax) {
        for word in words {
            if self.openOption != nil {
                self.openOption = nil
            } else if self.isEnded || !word.hasPrefix("-") || word == "-" {
                self.positionals.append(word)
            } else if word == "--" {
                self.isEnded = true
            } else {
                self.openOption = syntax.option(named: word)?.value
            }
        }
    }

    func value(named name: String, _ syntax: CommandSyntax) -> String? {
        self.positionals.enumerated().first { syntax.positional(at: $0.offset)?.name == name }?.element
    }
}
