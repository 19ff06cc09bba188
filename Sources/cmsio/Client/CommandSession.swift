import Foundation

/// What a command that talks to a server works with: its settings, and where it prints.
package struct CommandSession: Sendable {
    package let options: GlobalOptions
    package let terminal: Terminal
    private let settings: SettingsReader

    /// - Throws: ``CommandFailure`` for a configuration file that cannot be used.
    package init(_ options: GlobalOptions) throws {
        self.options = options
        self.terminal = Terminal(options: options)
        self.settings = try SettingsReader(options: options)
        for warning in self.settings.warnings { self.terminal.warn(warning) }
    }

    /// - Throws: ``CommandFailure`` when there is none.
    package func locateServer() throws -> ServerLocation {
        var settings = self.settings
        return try ServerLocation.find(self.options, &settings)
    }

    /// The settings, to be read on.
    package func reader() -> SettingsReader { self.settings }
}
