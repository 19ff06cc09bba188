import Yams

/// YAML that people write.
enum YAMLText {
    /// What keeps a text from being YAML.
    struct Problem: Error {
        /// From 1; nil when the place is not known.
        let line: Int?
        /// Without a full stop.
        let text: String
    }

    /// - Returns: Nil for an empty text.
    static func compose(_ text: String) throws(Problem) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw Problem(line: mark.line, text: "this is not YAML: \(problem)")
            case .duplicatedKeysInMapping(let keys, let context):
                throw Problem(
                    line: context.mark.line,
                    text: "'\(keys.joined(separator: "', '"))' is set twice; keep one"
                )
            default:
                throw Problem(line: nil, text: "this is not YAML")
            }
        } catch {
            throw Problem(line: nil, text: "this is not YAML")
        }
    }
}
