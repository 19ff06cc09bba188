package import JSONText

/// The major version of Strapi whose rules apply.
package enum StrapiVersion: String, Hashable, Sendable, CaseIterable {
    case v4 = "4"
    case v5 = "5"
}

/// What decides how schemas are read beside the schemas themselves.
package struct ModelOptions: Sendable {
    package var version: StrapiVersion

    /// The type of the values behind each custom field, by its uid; plugins register it in code.
    package var customFields: [ExactString: ExactString]

    /// `api.responses.privateAttributes` of the project: names of attributes that are private in every model.
    package var privateAttributes: [ExactString]

    /// Whether the plugin i18n is there and not disabled, so that entries can have locales.
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
