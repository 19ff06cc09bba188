import JSONText

/// A schema as one document describes it, before Strapi's own additions. What the document does not say is `nil`.
struct SchemaDraft: Sendable {
    struct Options: Hashable, Sendable {
        var hasDraftAndPublish = false
        var populatesCreatorFields = false
        var privateNames: [ExactString] = []
    }

    struct Names: Hashable, Sendable {
        var singular: ExactString
        var plural: ExactString
    }

    let uid: ExactString

    /// Shown in messages; empty for a built-in type.
    let path: String
    var kind: ContentType.Kind?
    var names: Names?
    var options: Options?
    var isLocalized: Bool?
    var attributes: [Attribute]?

    /// Where the attributes are in the document.
    var places: [ExactString: SchemaError.Place] = [:]

    /// Secrets that an extension left out; see ``Model/lostSecrets``.
    var lostSecrets: [Attribute] = []

    init(uid: ExactString, path: String) {
        self.uid = uid
        self.path = path
    }

    /// What a file of this uid in the project's extensions makes of a built-in type: each top-level key that the file has
    /// replaces that of the built-in type whole.
    ///
    /// Source: spec/strapi.md a.1, "shallow spread at schema level".
    func overridden(by file: SchemaDraft) -> SchemaDraft {
        var result = SchemaDraft(uid: self.uid, path: file.path)
        result.kind = file.kind ?? self.kind
        result.names = file.names ?? self.names
        result.options = file.options ?? self.options
        result.isLocalized = file.isLocalized ?? self.isLocalized
        result.attributes = file.attributes ?? self.attributes
        result.places = file.places
        let present = Set((result.attributes ?? []).map(\.name))
        result.lostSecrets = (self.attributes ?? []).filter { attribute in
            (attribute.isPrivate || attribute.kind == .password) && !present.contains(attribute.name)
        }
        return result
    }
}
