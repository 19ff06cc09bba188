package import JSONText

/// How far the sanitizer follows Strapi.
package enum SanitizeMode: Hashable, Sendable {
    /// Strapi's rules without their leaks: see ``StrictRules``.
    ///
    /// - Parameter denied: Names of keys that never go out where they are no attributes.
    case strict(denied: Set<ExactString>)
    /// Strapi's own output, leak for leak.
    case exact

    package static let strict = SanitizeMode.strict(denied: StrictRules.deniedNames)
}

/// The form of the data that goes out.
package enum Shape: String, Hashable, Sendable, CaseIterable {
    /// Flat, as the REST API of Strapi 5 answers.
    case v5
    /// `{id, attributes}` with relations as `{data}`, as the REST API of Strapi 4 answers; on Strapi 5 `documentId` stands
    /// beside `id`.
    case v4
    /// What strapi-plugin-io sends: as ``v4``, but on Strapi 5 with `documentId` among the attributes.
    case plugin
}
