import ContentModel
import JSONText
import Logging

/// What `serve` says of a reading of the schemas: one line, and the warnings that are new.
struct ReloadText {
    /// How many names a line has of each kind.
    private static let mostNames = 10

    let decision: SchemaHistory.Decision
    /// Whether somebody wants to hear that nothing changed.
    let wasAsked: Bool

    func tell(_ logger: Logger) {
        switch self.decision {
        case .keep(let problem):
            logger.warning(
                "the schemas stay as they were, as the edited ones cannot be used: \(Self.oneLine(problem))"
            )
        case .serve(let change, let isMended, let warnings):
            for warning in warnings { logger.warning("\(warning)") }
            guard isMended || self.wasAsked || !change.isEmpty else { return }
            logger.notice(Self.message(change, isMended: isMended), metadata: Self.names(change))
        }
    }

    private static func message(_ change: CatalogChange, isMended: Bool) -> Logger.Message {
        if isMended { return change.isEmpty ? "schemas mended: they are as before" : "schemas mended and changed" }
        return change.isEmpty ? "schemas read again: they are as before" : "schemas changed"
    }

    private static func names(_ change: CatalogChange) -> Logger.Metadata {
        let kinds = [("added", change.added), ("removed", change.removed), ("changed", change.changed)]
        return Logger.Metadata(
            uniqueKeysWithValues: kinds.filter { !$0.1.isEmpty }.map { ($0.0, .string(Self.list($0.1))) }
        )
    }

    private static func list(_ names: [ExactString]) -> String {
        let others = names.count > Self.mostNames ? " and \(names.count - Self.mostNames) more" : ""
        return names.prefix(Self.mostNames).map(\.string).joined(separator: ", ") + others
    }

    private static func oneLine(_ problem: String) -> String {
        let lines = problem.split(separator: "\n")
        guard let first = lines.first, lines.count > 1 else { return problem }
        return "\(first) (and \(lines.count - 1) more: see 'cmsio serve --check')"
    }
}
