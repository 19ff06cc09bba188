import Foundation

/// What a command that talks to a server works with: its settings, and where it prints.
struct CommandSession: Sendable {
    private(set) var options: GivenOptions
    let terminal: Terminal
    private let settings: SettingsReader
    /// Whether it works on the rights in a data folder, though the settings name a Strapi project.
    private(set) var isAboutOwnStore = false

    /// - Throws: ``CommandFailure`` for a configuration file that cannot be used.
    init(_ options: GlobalOptions) throws {
        try self.init(options.given)
    }

    /// - Throws: ``CommandFailure`` for a configuration file that cannot be used.
    init(_ options: GivenOptions) throws {
        let environment = ProcessInfo.processInfo.environment
        self.options = options
        self.terminal = Terminal(options: options, environment: environment)
        self.settings = try SettingsReader(options: options, environment: environment)
        for warning in self.settings.warnings { self.terminal.warn(warning) }
    }

    /// The same, to work on the rights in a data folder and not on those of a Strapi project.
    var aboutOwnStore: CommandSession {
        var session = self
        session.options.strapi = nil
        session.isAboutOwnStore = true
        return session
    }

    /// - Throws: ``CommandFailure`` when there is none.
    func locateServer() throws -> ServerLocation {
        var settings = self.settings
        return try ServerLocation.find(self.options, &settings)
    }

    /// The settings, to be read on.
    func reader() -> SettingsReader { self.settings }
}
