import ContentEvents
import ContentModel
import ContentStore
import Foundation
import JSONText
import SocketIONIO
import StrapiSource

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
    /// What the Strapi project says; empty without one.
    private var facts: [Fact] = []

    /// Looks at everything, whatever is wrong with some of it.
    init(_ command: ServeCommand) async {
        guard let configuration = self.checkSettings(command) else { return }
        self.check("port") { "\(configuration.socketIO.host):\(configuration.socketIO.port)" }
        if case .project(let served) = configuration.content {
            await self.checkProject(served, configuration)
        } else {
            self.checkSchemas(configuration)
        }
        var folder: DataFolder?
        self.check("data folder") {
            folder = try DataFolder.check(at: configuration.dataPath)
            return folder.map(Self.state) ?? "'\(configuration.dataPath)' will be made"
        }
        if !configuration.content.isProject { self.checkStore(configuration, folder) }
        self.checkPopulation(configuration)
        self.check("operator key") {
            guard let path = folder?.path(of: .operatorKey), FileManager.default.fileExists(atPath: path) else {
                return "will be made"
            }
            _ = try SecretFile.read(path, named: "the key file '\(path)'")
            return path
        }
        // Of a project it is a fact.
        guard !configuration.content.isProject else { return }
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
            return Self.types(of: content)
        }
        self.warnings += warnings
    }

    private static func types(of content: ServedContent) -> String {
        let types = content.types.map(\.singularName.string)
        return types.isEmpty ? "none" : "\(types.joined(separator: ", ")) (from \(content.place))"
    }

    /// Its facts, what is wrong with it, and what its database says.
    private mutating func checkProject(_ served: ServedProject, _ configuration: ServeConfiguration) async {
        let project: StrapiProject
        do {
            project = try served.read(FileTrail())
        } catch let error as ProjectError {
            return self.add(error.report)
        } catch {
            return self.check("project") { throw error }
        }
        self.add(project.report)
        let content = ServedContent(project, configuration)
        self.check("schemas") { Self.types(of: content) }
        self.warnings += content.warnings.filter { warning in
            !project.report.findings.contains { $0.description == warning }
        }
        if project.userTokens != nil { self.check("sign-in") { try project.jwt().text } }
        guard project.database != nil else { return }
        do {
            let rights = try await ProjectRights(
                of: project,
                served,
                catalog: LiveCatalog(content.catalog),
                policy: configuration.policy(for: content)
            )
            let text = try await rights.text
            self.check("database") { text }
        } catch {
            self.check("database") { throw error }
        }
    }

    private mutating func add(_ report: ProjectReport) {
        self.facts = report.facts
        self.warnings += report.findings(.warning).map(\.description)
        for finding in report.findings(.error) + report.findings(.problem) {
            self.findings.append(Finding(name: "project", isGood: false, text: finding.description))
        }
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
        var facts = TextTable([("OF THE PROJECT", .left), ("FOUND", .left), ("FROM", .left)])
        for fact in self.facts { facts.add([fact.subject, fact.value, "\(fact.origin)"]) }
        let project = self.facts.isEmpty ? [] : facts.lines(style: style, width: terminal.width) + [""]
        let verdict = self.isGood ? style.good("cmsio serve can start.") : style.bad("cmsio serve cannot start.")
        return project + table.lines(style: style, width: terminal.width) + [verdict]
    }

    /// `ok`, `checks` (each `check`, `ok` and `found`), `warnings`, and of a Strapi project `project` (each `fact`, `found`
    /// and `from`).
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
        if !self.facts.isEmpty { self.writeFacts(to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    private func writeFacts(to writer: inout JSONWriter) {
        writer.key("project")
        writer.beginArray()
        for fact in self.facts {
            writer.beginObject()
            writer.member("fact", fact.subject)
            writer.member("found", fact.value)
            writer.member("from", "\(fact.origin)")
            writer.endObject()
        }
        writer.endArray()
    }
}
