package import JSONText

/// One entry of a type, by its documentId or its id: `article/7`, `api::article.article/abc`.
package struct EntitySelector: Sendable, Equatable {
    /// A singular name or a uid.
    package let type: ExactString
    package let id: ExactString

    /// - Throws: ``SettingProblem``
    package init(parsing text: String) throws {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw SettingProblem("write TYPE/ID, as in article/7 or api::article.article/abc")
        }
        self.type = ExactString(String(parts[0]))
        self.id = ExactString(String(parts[1]))
    }

    /// The uid; of a singular name, that which types of a project have by convention.
    package var uid: ExactString {
        self.type.string.contains("::") ? self.type : "api::\(self.type.string).\(self.type.string)"
    }
}
