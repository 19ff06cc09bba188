import ContentModel
import Foundation

/// Finds the value of each setting: a flag wins over the environment, that over the file, that over the default.
struct SettingsReader {
    private let environment: [String: String]
    private let file: ConfigurationFile?
    /// What was read, in the order of reading, for `--print-config`.
    private(set) var report: [SettingReport] = []

    /// - Parameter environment: Every variable, not only ours.
    init(environment: [String: String], file: ConfigurationFile?) {
        self.environment = environment
        self.file = file
    }

    /// Reads the file that `--config` or `CMSIO_CONFIG` names, else `cmsio.yaml` of the current folder.
    ///
    /// - Throws: ``CommandFailure``
    init(options: GivenOptions, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        var first = SettingsReader(environment: environment, file: nil)
        let named = try first.read(Settings.config, flag: options.config)
        self.init(environment: environment, file: try ConfigurationFile.read(named: named))
        self.report = first.report
    }

    /// - Parameter flag: What the command line says; nil if nothing.
    /// - Throws: ``CommandFailure`` that names the place of a value that cannot be read.
    mutating func read<Value>(_ setting: Setting<Value>, flag: Value?) throws -> Value {
        let (value, origin) = try self.find(setting, flag: flag)
        let standard = origin == .standard ? setting.description.standardText ?? "none" : nil
        self.report.append(
            SettingReport(key: setting.description.key, value: standard ?? setting.show(value), origin: origin)
        )
        return value
    }

    /// The same for a setting without a default.
    mutating func read<Value>(_ setting: Setting<Value?>, flag: Value?) throws -> Value? {
        try self.read(setting, flag: flag.map { .some($0) })
    }

    /// Whether something other than the default gave its value.
    func isGiven(_ setting: Setting<some Any>) -> Bool {
        self.report.contains { $0.key == setting.description.key && $0.origin != .standard }
    }

    /// A sentence for each variable `CMSIO_*` that sets nothing.
    var warnings: [String] {
        let ours = self.environment.keys.filter { $0.hasPrefix("CMSIO_") && !$0.hasPrefix("CMSIO_TEST_") }
        // Most often there is none, and then the table of settings need not be made.
        guard !ours.isEmpty else { return [] }
        let known = Settings.all.filter { $0.sources.contains(.environment) }.map(\.environmentName)
        return ours.sorted().filter { !known.contains($0) }.map { name in
            let wayOut = NearMiss.find(name, among: known).map { "; did you mean \($0)?" } ?? "."
            return "\(name) is set, and means nothing to cmsio\(wayOut)"
        }
    }

    private func find<Value>(_ setting: Setting<Value>, flag: Value?) throws -> (Value, SettingReport.Origin) {
        let description = setting.description
        if let flag { return (flag, .flag(description.key)) }
        let variable = description.environmentName
        // A variable that is set to nothing counts as not set: that is how a shell unsets it for one command.
        if description.sources.contains(.environment), let text = self.environment[variable], !text.isEmpty {
            let value = try Self.explaining(variable) { try setting.parse(text) }
            return (value, .environment(variable))
        }
        if description.sources.contains(.file), let file, let entry = file.entries[description.key] {
            let texts = description.isPath ? entry.texts.map { Self.path($0, from: file.folder) } : entry.texts
            let value = try Self.explaining("\(file.path):\(entry.line): '\(description.key)'") {
                try setting.parse(texts)
            }
            return (value, .file(file.path, line: entry.line))
        }
        return (setting.standard, .standard)
    }

    private static func path(_ path: String, from folder: String) -> String {
        path.hasPrefix("/") || folder.isEmpty ? path : (folder as NSString).appendingPathComponent(path)
    }

    private static func explaining<Value>(_ place: String, _ parse: () throws -> Value) throws -> Value {
        do {
            return try parse()
        } catch let problem as SettingProblem {
            throw CommandFailure(.badConfiguration, "\(place) has no value that can be used: \(problem).")
        }
    }
}

/// One setting as it was found.
struct SettingReport: Sendable, Equatable {
    enum Origin: Sendable, Equatable, CustomStringConvertible {
        case flag(String)
        case environment(String)
        case file(String, line: Int)
        case standard

        var description: String {
            switch self {
            case .flag(let name): "--\(name)"
            case .environment(let name): name
            case .file(let path, let line): "\(path):\(line)"
            case .standard: "default"
            }
        }
    }

    let key: String
    /// `(set)` for a secret.
    let value: String
    let origin: Origin
}
