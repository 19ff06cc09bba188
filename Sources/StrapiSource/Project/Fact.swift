/// Something that was found out about a project, and where.
package struct Fact: Hashable, Sendable {
    /// What it is about, such as `database`.
    package let subject: String
    /// `(set)` for a secret.
    package let value: String
    package let origin: FactOrigin

    package init(_ subject: String, _ value: String, from origin: FactOrigin) {
        self.subject = subject
        self.value = value
        self.origin = origin
    }
}

/// Where a fact came from.
package enum FactOrigin: Hashable, Sendable, CustomStringConvertible {
    /// Somebody said so; the name of the flag or variable.
    case given(String)
    /// - Parameter line: From 1; nil for the whole file or folder.
    case file(String, line: Int?)
    /// A configuration file, perhaps through a variable.
    case configuration(ValueOrigin)
    /// A variable that is read without a configuration file.
    case variable(VariableUse)
    /// Nothing says otherwise.
    case standard

    package var description: String {
        switch self {
        case .given(let name): name
        case .file(let path, let line): path + (line.map { ":\($0)" } ?? "")
        case .configuration(let origin):
            "\(origin.file):\(origin.line)" + (origin.variable.map { ", \($0)" } ?? "")
        case .variable(let use): "\(use)"
        case .standard: "default"
        }
    }
}

extension VariableUse: CustomStringConvertible {
    package var description: String {
        switch self.place {
        case nil: "\(self.name) is not set"
        case .process: "\(self.name) in the environment"
        case .file(let path, let line): "\(self.name) in \(path):\(line)"
        }
    }
}
