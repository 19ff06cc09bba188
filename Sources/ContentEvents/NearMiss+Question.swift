package import ContentModel
package import JSONText

extension NearMiss {
    /// `; did you mean 'update'?` or a full stop: the end of a sentence that says what is wrong.
    package static func question(for name: ExactString, among candidates: some Sequence<ExactString>) -> String {
        Self.suggestion(for: name, among: candidates).map { "; did you mean \(quoted($0))?" } ?? "."
    }

    /// What follows the name of an audience that there is not: `; did you mean 'role:public'?`, or all that there are.
    package static func audienceQuestion(for label: ExactString, in rights: Rights) -> String {
        let labels = rights.audiences.map(\.label)
        if let meant = Self.suggestion(for: label, among: labels) { return "; did you mean \(quoted(meant))?" }
        return "; there are \(labels.map(\.string).joined(separator: ", ")), and user:<name or id>"
    }
}
