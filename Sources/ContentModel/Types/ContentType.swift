package import JSONText

/// What a content type and a component have in common: attributes, and which of them are hidden.
package struct Model: Hashable, Sendable {
    package let uid: ExactString

    /// In the order of the schema; those the system adds come after them.
    package let attributes: [Attribute]

    /// Names of attributes that are private though the attribute does not say so: `options.privateAttributes` and the
    /// project's `api.responses.privateAttributes`.
    package let privateNames: Set<ExactString>

    /// `options.populateCreatorFields`: `createdBy` and `updatedBy` go out to everyone.
    package let populatesCreatorFields: Bool

    /// Password and private attributes of a built-in type that an extension of the project left out.
    ///
    /// To Strapi they are unknown keys now, which go out.
    package let lostSecrets: [Attribute]

    /// Whether the attribute is private in this model, for every audience.
    package func hides(_ attribute: Attribute) -> Bool {
        attribute.isPrivate || self.privateNames.contains(attribute.name)
    }
}

/// A type of entries, with all its attributes: those of its schema and those that Strapi adds.
package struct ContentType: Sendable {
    package enum Kind: String, Hashable, Sendable {
        case collectionType, singleType
    }

    package let model: Model
    package let kind: Kind

    /// What its events are named after: `article` in `article:update`. Unique among `api::` types only.
    package let singularName: ExactString
    package let pluralName: ExactString
    package let hasDraftAndPublish: Bool

    package var uid: ExactString { self.model.uid }
    package var attributes: [Attribute] { self.model.attributes }

    /// Whether the project defines it, rather than Strapi or one of its plugins.
    package var isOfProject: Bool { self.uid.utf8.starts(with: "api::".utf8) }

    package func attribute(named name: ExactString) -> Attribute? {
        self.attributes.first { $0.name == name }
    }
}

extension ContentType: Hashable {
    package func hash(into hasher: inout Hasher) {
        // Enough to tell types of one catalog apart; equality looks at everything.
        hasher.combine(self.uid)
    }
}
