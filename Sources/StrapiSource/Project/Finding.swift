import ContentModel

/// Something about a project that its people should know or change; a sentence that names the way out.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, Hashable, Sendable, CaseIterable {
        /// Nothing is wrong with what is served.
        case warning
        /// A mistake of the project that has a safe reading, which is the one taken: `serve` starts, `--check` fails.
        case problem
        /// Something that is needed is missing or not known.
        case error
    }

    package let severity: Severity
    /// The file to look at; nil if none is to blame.
    package let file: String?
    /// From 1.
    package let line: Int?
    package let message: String

    package init(_ severity: Severity, _ message: String, file: String? = nil, line: Int? = nil) {
        self.severity = severity
        self.message = message
        self.file = file
        self.line = line
    }

    init(_ severity: Severity, _ message: String, at origin: ValueOrigin) {
        self.init(severity, message, file: origin.file, line: origin.line)
    }

    init(_ severity: Severity, _ remark: SchemaRemark) {
        self.init(severity, remark.text, file: remark.path, line: remark.place?.line)
    }

    init(_ error: SchemaError) {
        let message = "\(error.reason)"
        let isSentence = message.hasSuffix(".") || message.hasSuffix("?")
        let file = error.path.isEmpty ? nil : error.path
        self.init(.error, isSentence ? message : message + ".", file: file, line: error.place?.line)
    }

    /// `file:line: message`.
    package var description: String {
        guard let file else { return self.message }
        return "\(file)\(self.line.map { ":\($0)" } ?? ""): \(self.message)"
    }
}
