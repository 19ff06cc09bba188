package import JSONText

/// The major version of Strapi whose rules apply.
package enum StrapiVersion: Hashable, Sendable {
    case v4, v5
}

/// What decides how schemas are read beside the schemas themselves.
package struct ModelOptions: Sendable {
    package var version: StrapiVersion

    /// The type of the values behind each custom field, by its uid; plugins register it in code.
    package var customFields: [ExactString: ExactString]

    /// `api.responses.privateAttributes` of the project: names of attributes that are private in every model.
    package var privateAttributes: [ExactString]

    /// Whether entries can have locales. In Strapi 5 they always can; in Strapi 4 that is a plugin.
    package var hasLocales: Bool

    package init(
        version: StrapiVersion = .v5,
        customFields: [ExactString: ExactString] = [:],
        privateAttributes: [ExactString] = [],
        hasLocales: Bool = true
    ) {
        self.version = version
        self.customFields = customFields
        self.privateAttributes = privateAttributes
        self.hasLocales = hasLocales
    }
}
