import ContentEvents

/// The command lines that scripts and prompts ask for again and again, understood without ArgumentParser, whose reflection
/// takes several times as long as all of their work.
///
/// Only their plain forms: whatever else stands on the line is left to the parser, which reads these alike.
enum QuickCommand {
    /// `cmsio --version`
    case version
    /// `cmsio perms can WHO ACTION`, also with `-q`, `-o` and `--data`.
    case can(who: String, action: String, options: GivenOptions)

    init?(_ arguments: [String]) {
        if arguments == ["--version"] {
            self = .version
        } else if arguments.starts(with: ["perms", "can"]), let question = Self.can(arguments.dropFirst(2)) {
            self = question
        } else {
            return nil
        }
    }

    private static func can(_ arguments: ArraySlice<String>) -> QuickCommand? {
        var rest = arguments
        var words: [String] = []
        var options = GivenOptions()
        while let argument = rest.popFirst() {
            switch argument {
            case "-q", "--quiet": options.quiet = true
            case "-o", "--output":
                guard let format = rest.popFirst().flatMap(OutputFormat.init(rawValue:)) else { return nil }
                options.output = format
            case "--data":
                guard let folder = rest.popFirst(), !folder.hasPrefix("-") else { return nil }
                options.data = folder
            case _ where argument.hasPrefix("-"): return nil
            default: words.append(argument)
            }
        }
        guard words.count == 2 else { return nil }
        return .can(who: words[0], action: words[1], options: options)
    }

    /// - Returns: Whether it is done; false when a server must be asked.
    func run() throws -> Bool {
        switch self {
        case .version:
            try Terminal.print(Version.current)
        case .can(let who, let action, let options):
            let session = try CommandSession(options)
            guard case .verdict(let verdict) = try session.answerFromStore(.can(who: who, action: action)) else {
                return false
            }
            try session.conclude(verdict)
        }
        return true
    }
}
