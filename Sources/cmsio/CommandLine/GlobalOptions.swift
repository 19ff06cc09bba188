import ArgumentParser

/// What every command understands, before its name and after it.
struct GlobalOptions: ParsableArguments {
    @Option(name: [.customShort("s"), .long], help: Settings.server.help)
    var server: String?

    @Option(name: .long, help: Settings.keyFile.help, completion: .file())
    var keyFile: String?

    @Option(name: .long, help: Settings.data.help, completion: .directory)
    var data: String?

    @Option(
        name: .long,
        help: Settings.strapi.help,
        completion: .directory,
        transform: Settings.strapi.parseSome
    )
    var strapi: String?

    @Option(name: .long, help: Settings.config.help, completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "Print for reading (pretty) or for programs (json). (default: pretty on a terminal, else json)",
            valueName: "format"
        )
    )
    var output: OutputFormat?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Colours: auto, always or never. (default: auto; NO_COLOR turns them off)",
            valueName: "when"
        )
    )
    var color: ColorChoice?

    @Flag(name: [.customShort("q"), .long], help: "Say nothing but errors.")
    var quiet = false

    @Flag(name: [.customShort("v"), .long], help: "Say more about what happens.")
    var verbose = false

    init() {}

    var given: GivenOptions {
        GivenOptions(
            server: self.server,
            keyFile: self.keyFile,
            data: self.data,
            strapi: self.strapi,
            config: self.config,
            output: self.output,
            color: self.color,
            quiet: self.quiet,
            verbose: self.verbose
        )
    }

    /// The names of all, as somebody may write them.
    static let names = namesWithValue.union(["-q", "--quiet", "-v", "--verbose"])

    /// The names of those that are followed by a value, as somebody may write them.
    static let namesWithValue: Set<String> = [
        "-s", "--server", "--key-file", "--data", "--strapi", "--config", "-o", "--output", "--color",
        "--generate-completion-script",
    ]
}

/// What was said of the options that every command understands.
struct GivenOptions: Sendable {
    var server: String?
    var keyFile: String?
    var data: String?
    var strapi: String?
    var config: String?
    var output: OutputFormat?
    var color: ColorChoice?
    var quiet = false
    var verbose = false
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case pretty
    case json
}

/// Whether results and talk are coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto
    case always
    case never

    /// What a command line says that may not be one that can be parsed.
    init(in arguments: [String]) {
        let written = arguments.lastIndex(of: "--color").flatMap { arguments.dropFirst($0 + 1).first }
        let joined = arguments.last { $0.hasPrefix("--color=") }.map { String($0.dropFirst("--color=".count)) }
        self = (written ?? joined).flatMap(ColorChoice.init(rawValue:)) ?? .auto
    }
}
