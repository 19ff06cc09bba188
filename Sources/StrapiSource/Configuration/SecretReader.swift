/// Finds the secrets of a project, and says what is wrong with them.
struct SecretReader {
    /// What the secret is called in reports.
    let subject: String
    /// Where Strapi looks for it first, as `config/admin: apiToken.salt`.
    let setting: String
    /// The variable that it falls back to.
    let variable: String
    let wayOut: String

    /// - Parameters:
    ///   - value: What the configuration says.
    ///   - given: What somebody gave instead.
    /// - Returns: nil if it is not known; the report says why.
    func read(
        _ value: ScriptValue,
        given: ProjectOverrides.Given<Secret>?,
        _ environment: ProjectEnvironment,
        _ report: inout ProjectReport
    ) -> Secret? {
        if let given {
            report.add(Fact(self.subject, "(set)", from: .given(given.name)))
            return given.value
        }
        if case .opaque = value.content {
            report.add(.unknown(self.setting, value, wayOut: self.wayOut))
            return nil
        }
        if let text = value.isNullish ? nil : value.text, !text.isEmpty {
            return self.checked(Secret(text), at: value.origin, &report)
        }
        guard let found = environment[self.variable], !found.value.isEmpty else {
            report.add(self.missing(value))
            return nil
        }
        let origin = FactOrigin.variable(VariableUse(name: self.variable, place: found.place))
        return self.checked(Secret(found.value), from: origin, &report)
    }

    private func missing(_ value: ScriptValue) -> Finding {
        let asked = value.origin.variable.map { $0.name } ?? self.variable
        return Finding(.error, "there is no \(self.subject): \(asked) is not set, nor \(self.setting); \(self.wayOut).")
    }

    /// A secret of the configuration, which may be in the repository for everyone to read.
    private func checked(_ secret: Secret, at origin: ValueOrigin, _ report: inout ProjectReport) -> Secret {
        if origin.variable?.place == nil, !secret.isPlaceholder {
            let message =
                origin.variable.map { "\($0.name) is not set, so the \(self.subject) is the one written here" }
                ?? "the \(self.subject) is written here"
            report.add(Finding(.warning, message + ", where all who see the repository can read it.", at: origin))
        }
        return self.checked(secret, from: .configuration(origin), &report)
    }

    private func checked(_ secret: Secret, from origin: FactOrigin, _ report: inout ProjectReport) -> Secret {
        report.add(Fact(self.subject, "(set)", from: origin))
        if secret.isPlaceholder {
            let message = "the \(self.subject) is the placeholder of an example, which everybody knows; \(self.wayOut)"
            let (file, line) = origin.place
            report.add(Finding(.error, message + ".", file: file, line: line))
        }
        return secret
    }
}

extension FactOrigin {
    /// The file in which the value itself stands.
    fileprivate var place: (file: String?, line: Int?) {
        switch self {
        case .configuration(let origin): origin.variable.flatMap(\.filePlace) ?? (origin.file, origin.line)
        case .variable(let use): use.filePlace ?? (nil, nil)
        case .file(let path, let line): (path, line)
        case .given, .standard: (nil, nil)
        }
    }
}

extension VariableUse {
    fileprivate var filePlace: (file: String?, line: Int?)? {
        if case .file(let path, let line)? = self.place { return (path, line) }
        return nil
    }
}
