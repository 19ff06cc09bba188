package import ContentModel
package import JSONText

extension NearMiss {
    /// `; did you mean 'update'?` or a full stop: the end of a sentence that says what is wrong.
    package static func question(for name: ExactString, among candidates: some Sequence<ExactString>) -> String {
        Self.suggestion(for: name, among: candidates).map { "; did you mean \(quoted($0))?" } ?? "."
    }
}
