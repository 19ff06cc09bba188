import ContentEvents
import ContentModel
import ContentStore
import Foundation
import JSONText
import SocketIONIO

/// What `serve --check` finds: whether `serve` could start as it is told to, without starting or changing anything.
struct ServeCheck {
    /// One thing that was looked at.
    private struct Finding {
        let name: String
        let isGood: Bool
        /// What was found, or what is wrong and the way out.
        let text: String
    }

    private var findings: [Finding] = []
    private var warnings: [String] = []

    /// Looks at everything, whatever is wrong with some of it.
    init(_ command: ServeCommand) {
        guard let configuration = self.checkSettings(command) else { return }
        self.check("port") { "\(configuration.socketIO.host):\(configuration.socketIO.port)" }
        self.checkSchemas(configuration)
        var folder: DataFolder?
        self.check("data folder") {
            folder = try DataFolder.check(at: configuration.dataPath)
            return folder.map(Self.state) ?? "'\(configuration.dataPath)' will be made"
        }
        self.checkStore(configuration, folder)
        self.checkPopulation(configuration)
        self.check("operator key") {
            guard let path = folder?.path(of: .operatorKey), FileManager.default.fileExists(atPath: path) else {
                return "will be made"
            }
            _ = try SecretFile.read(path, named: "the key file '\(path)'")
            return path
        }
        self.check("JWT secret") {
            var settings = configuration.settings
            return try JWTSecret.place(&settings, folder) ?? "will be made"
        }
    }

    /// - Throws: ``Verdict`` with status 78 when something is wrong.
    func print(to terminal: Terminal) throws {
        switch terminal.format {
        case .json: try terminal.result(json: self.json)
        case .pretty:
            for warning in self.warnings { terminal.warn(warning) }
            for line in self.lines(terminal) { try terminal.result(line) }
        }
        guard self.isGood else { throw Verdict(status: .badConfiguration) }
    }

    private var isGood: Bool { self.findings.allSatisfy(\.isGood) }

    private mutating func check(_ name: String, _ look: () throws -> String) {
        do {
            self.findings.append(Finding(name: name, isGood: true, text: try look()))
        } catch {
            let text = ProgramEnd.failure(error)?.message ?? "\(error)"
            self.findings.append(Finding(name: name, isGood: false, text: text))
        }
    }

    private mutating func checkSettings(_ command: ServeCommand) -> ServeConfiguration? {
        var configuration: ServeConfiguration?
        var warnings: [String] = []
        self.check("settings") {
            var settings = try SettingsReader(options: command.global.given)
            warnings = settings.warnings
            _ = try settings.read(Settings.logFormat, flag: command.logFormat)
            configuration = try ServeConfiguration(command, &settings)
            let given = settings.report.filter { $0.origin != .standard }.map { "\($0.key) (\($0.origin))" }
            return given.isEmpty ? "all by default" : given.joined(separator: ", ")
        }
        self.warnings += warnings
        return configuration
    }

    private mutating func checkSchemas(_ configuration: ServeConfiguration) {
        var warnings: [String] = []
        self.check("schemas") {
            let content = try ServedContent(configuration)
            warnings = content.warnings
            let types = content.types.map(\.singularName.string)
            return types.isEmpty ? "none" : "\(types.joined(separator: ", ")) (from \(content.place))"
        }
        self.warnings += warnings
    }

    private mutating func checkStore(_ configuration: ServeConfiguration, _ folder: DataFolder?) {
        self.check("store") {
            guard !configuration.content.isDemo else { return "made anew for the demo" }
            guard let path = folder?.path(of: .store), FileManager.default.fileExists(atPath: path) else {
                return "will be made"
            }
            guard case .overview(let store)? = try ContentStore.answer(.list, at: path) else {
                return "\(path), of an older version; will be brought up to date"
            }
            return "\(path): \(store.roles.count) roles, \(store.tokens.count) tokens, \(store.users.count) users"
        }
    }

    private mutating func checkPopulation(_ configuration: ServeConfiguration) {
        guard let population = configuration.population else { return }
        self.check("populate") {
            _ = try population.configuration(for: try ServedContent(configuration).catalog)
            return population.text
        }
    }

    private static func state(of folder: DataFolder) -> String {
        guard let holder = FolderLock.holder(of: folder) else { return folder.path }
        let place = ServerRecord.read(in: folder).map { " at \($0.url)" } ?? ""
        return "\(folder.path), held by the process \(holder), which serves\(place)"
    }

    private func lines(_ terminal: Terminal) -> [String] {
        let style = terminal.resultStyle
        var table = TextTable([("", .left), ("CHECK", .left), ("FOUND", .left)])
        for finding in self.findings {
            table.add([finding.isGood ? "ok" : "NO", finding.name, finding.text])
        }
        let verdict = self.isGood ? style.good("cmsio serve can start.") : style.bad("cmsio serve cannot start.")
        return table.lines(style: style, width: terminal.width) + [verdict]
    }

    /// `ok`, `checks` (each `check`, `ok` and `found`) and `warnings`.
    private var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ok")
        writer.bool(self.isGood)
        writer.key("checks")
        writer.beginArray()
        for finding in self.findings {
            writer.beginObject()
            writer.member("check", finding.name)
            writer.key("ok")
            writer.bool(finding.isGood)
            writer.member("found", finding.text)
            writer.endObject()
        }
        writer.endArray()
        writer.key("warnings")
        writer.beginArray()
        for warning in self.warnings { writer.string(warning) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
