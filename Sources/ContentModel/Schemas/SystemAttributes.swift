import JSONText

/// The attributes that Strapi adds to every content type, beside those of its schema.
///
/// Source: spec/strapi.md a.5, whose order this keeps. An attribute of the same name is replaced where it stands.
enum SystemAttributes {
    static let names: Set<ExactString> = [
        "createdAt", "updatedAt", "publishedAt", "createdBy", "updatedBy", "locale", "localizations",
    ]

    static func adding(to draft: SchemaDraft, options: ModelOptions) -> [Attribute] {
        var attributes = draft.attributes ?? []
        let settings = draft.options ?? SchemaDraft.Options()
        self.set(Attribute("createdAt", .value(.datetime)), in: &attributes)
        self.set(Attribute("updatedAt", .value(.datetime)), in: &attributes)
        if options.version == .v5 || settings.hasDraftAndPublish {
            self.set(Attribute("publishedAt", .value(.datetime)), in: &attributes)
        }
        for name: ExactString in ["createdBy", "updatedBy"] {
            let user = AttributeKind.relation(.oneToOne, target: "admin::user")
            self.set(Attribute(name, user, isPrivate: !settings.populatesCreatorFields), in: &attributes)
        }
        self.addLocales(to: &attributes, of: draft, options: options)
        return attributes
    }

    /// Strapi 5 gives every type a locale and hides it where entries have none; Strapi 4 gives it to localized types.
    private static func addLocales(to attributes: inout [Attribute], of draft: SchemaDraft, options: ModelOptions) {
        let isLocalized = draft.isLocalized == true
        let isHidden = options.version == .v5 && !isLocalized
        let locale = Attribute("locale", .value(.string), isPrivate: isHidden)
        let localizations = Attribute(
            "localizations",
            .relation(.oneToMany, target: draft.uid),
            isPrivate: isHidden
        )
        switch options.version {
        case .v5 where options.hasLocales:
            self.set(locale, in: &attributes)
            self.set(localizations, in: &attributes)
        case .v4 where isLocalized && options.hasLocales:
            self.set(localizations, in: &attributes)
            self.set(locale, in: &attributes)
        case .v4, .v5:
            break
        }
    }

    private static func set(_ attribute: Attribute, in attributes: inout [Attribute]) {
        if let index = attributes.firstIndex(where: { $0.name == attribute.name }) {
            attributes[index] = attribute
        } else {
            attributes.append(attribute)
        }
    }
}
