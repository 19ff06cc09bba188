import ArgumentParser

/// One thing that can be set, with all that help, `--print-config` and the man pages say about it.
struct Setting<Value: Sendable>: Sendable {
    let description: SettingDescription
    /// Counts when nothing sets it.
    let standard: Value
    private let parseTexts: @Sendable ([String]) throws -> Value
    private let showValue: @Sendable (Value) -> String

    /// - Parameters:
    ///   - parse: Reads what was written; a list is several texts, anything else one.
    ///   - show: Writes a value as it could be given.
    init(
        _ description: SettingDescription,
        standard: Value,
        parse: @escaping @Sendable ([String]) throws -> Value,
        show: @escaping @Sendable (Value) -> String
    ) {
        self.description = description
        self.standard = standard
        self.parseTexts = parse
        self.showValue = show
    }

    /// - Throws: ``SettingProblem``
    func parse(_ texts: [String]) throws -> Value { try self.parseTexts(texts) }

    /// Reads the value of a flag.
    ///
    /// - Throws: ``SettingProblem``, whose text ArgumentParser prints after the value and the flag's name.
    @Sendable func parse(_ text: String) throws -> Value {
        try self.parseTexts(self.description.isList ? SettingDescription.split(text) : [text])
    }

    /// Reads the value of a flag whose setting has no default.
    ///
    /// - Throws: ``SettingProblem``
    @Sendable func parseSome<Wrapped>(_ text: String) throws -> Wrapped where Value == Wrapped? {
        guard let value = try self.parse(text) else { throw SettingProblem("write a value") }
        return value
    }

    func show(_ value: Value) -> String {
        self.description.isSecret ? "(set)" : self.showValue(value)
    }

    /// What the help of its flag says.
    var help: ArgumentHelp {
        ArgumentHelp(describing: self.description)
    }
}

extension ArgumentHelp {
    fileprivate init(describing setting: SettingDescription) {
        let standard = setting.standardText.map { " (default: \($0))" } ?? ""
        self.init("\(setting.abstract)\(standard)", valueName: setting.valueName)
    }
}

/// What can be said about a setting without knowing the type of its value.
package struct SettingDescription: Sendable {
    /// Where a setting can be given; flags win over the environment, and that over the file.
    package struct Sources: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        package static let flag = Sources(rawValue: 1)
        package static let environment = Sources(rawValue: 2)
        package static let file = Sources(rawValue: 4)
        package static let everywhere: Sources = [.flag, .environment, .file]
    }

    /// `ping-interval`: the key in the file, and with two dashes the flag.
    package let key: String
    let valueName: String
    /// A sentence.
    package let abstract: String
    /// The default as people write it; nil for none.
    package let standardText: String?
    package let sources: Sources
    let isList: Bool
    /// Whether its value is the path of a file or folder, which in the file is relative to the file's folder.
    let isPath: Bool
    /// Whether its value must never be shown.
    let isSecret: Bool

    init(
        _ key: String,
        _ valueName: String,
        _ abstract: String,
        standardText: String? = nil,
        sources: Sources = .everywhere,
        isList: Bool = false,
        isPath: Bool = false,
        isSecret: Bool = false
    ) {
        self.key = key
        self.valueName = valueName
        self.abstract = abstract
        self.standardText = standardText
        self.sources = sources
        self.isList = isList
        self.isPath = isPath
        self.isSecret = isSecret
    }

    /// `CMSIO_PING_INTERVAL`
    package var environmentName: String {
        "CMSIO_" + self.key.uppercased().replacing("-", with: "_")
    }

    /// The parts of a list in one text, as the environment and flags write it: separated by commas.
    static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
            .filter { !$0.isEmpty }
    }
}

/// Why a text is no value of a setting: says only what to write.
package struct SettingProblem: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
