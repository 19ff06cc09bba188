/// What a reading of a project found: facts in the order of interest, and what is wrong.
package struct ProjectReport: Hashable, Sendable {
    package private(set) var facts: [Fact] = []
    package private(set) var findings: [Finding] = []

    package init() {}

    /// Whether a server can start: nothing that is needed is missing.
    package var canServe: Bool { !self.findings.contains { $0.severity == .error } }

    /// Whether a check succeeds: there is nothing but warnings.
    package var passes: Bool { self.findings.allSatisfy { $0.severity == .warning } }

    package func findings(_ severity: Finding.Severity) -> [Finding] {
        self.findings.filter { $0.severity == severity }
    }

    /// The facts about a subject.
    package func facts(about subject: String) -> [Fact] { self.facts.filter { $0.subject == subject } }

    package mutating func add(_ fact: Fact) { self.facts.append(fact) }

    package mutating func add(_ finding: Finding) { self.findings.append(finding) }
}

/// Why a project cannot be read at all: no types can be made from it.
package struct ProjectError: Error, Hashable, CustomStringConvertible {
    /// What was found out before; at least one finding is an error.
    package let report: ProjectReport
    /// What was looked at, to notice when it changes.
    package let fingerprint: ProjectFingerprint

    /// The errors, a line each.
    package var description: String {
        self.report.findings(.error).map(\.description).joined(separator: "\n")
    }
}
