/// The variables that a project's configuration sees: those of the process, and under them those of its `.env`.
package struct ProjectEnvironment: Sendable {
    private let process: [String: String]
    private let file: [String: EnvFile.Entry]
    private let path: String

    /// - Parameters:
    ///   - process: These win.
    ///   - file: The project's `.env`; nil if there is none.
    ///   - path: Where that is.
    init(process: [String: String], file: EnvFile?, path: String) {
        self.process = process
        self.file = file?.entries ?? [:]
        self.path = path
    }

    /// - Returns: nil for a variable that is not set; one set to nothing is set.
    subscript(name: String) -> (value: String, place: VariablePlace)? {
        if let value = self.process[name] { return (value, .process) }
        return self.file[name].map { ($0.value, .file(self.path, line: $0.line)) }
    }
}

/// Where a variable is set.
package enum VariablePlace: Hashable, Sendable {
    case process
    /// - Parameter line: From 1.
    case file(String, line: Int)
}
