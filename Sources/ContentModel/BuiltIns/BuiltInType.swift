import JSONText

/// A content type that Strapi or one of its bundled plugins brings along.
struct BuiltInType: Sendable {
    /// One attribute, or its form in one version of Strapi.
    struct Field: Sendable {
        var attribute: Attribute
        var version: StrapiVersion?

        static func value(_ name: ExactString, _ type: ValueType) -> Field { Field(Attribute(name, .value(type))) }

        static func password(_ name: ExactString) -> Field { Field(Attribute(name, .password)) }

        static func relation(_ name: ExactString, _ kind: RelationKind, _ target: ExactString? = nil) -> Field {
            Field(Attribute(name, .relation(kind, target: target)))
        }

        /// The same, private.
        var hidden: Field {
            let attribute = Attribute(self.attribute.name, self.attribute.kind, isPrivate: true)
            return Field(attribute, version: self.version)
        }

        func only(in version: StrapiVersion) -> Field { Field(self.attribute, version: version) }

        private init(_ attribute: Attribute, version: StrapiVersion? = nil) {
            self.attribute = attribute
            self.version = version
        }
    }

    let uid: ExactString
    let version: StrapiVersion?
    let fields: [Field]

    init(_ uid: ExactString, only version: StrapiVersion? = nil, _ fields: [Field]) {
        self.uid = uid
        self.version = version
        self.fields = fields
    }

    static func drafts(for version: StrapiVersion) -> [SchemaDraft] {
        (self.users + self.admin + self.plugins)
            .filter { $0.version == nil || $0.version == version }
            .map { $0.draft(for: version) }
    }

    private func draft(for version: StrapiVersion) -> SchemaDraft {
        var draft = SchemaDraft(uid: self.uid, path: "")
        let name = UID.name(of: self.uid)
        draft.names = SchemaDraft.Names(singular: name, plural: ExactString(name.string + "s"))
        draft.attributes = self.fields
            .filter { $0.version == nil || $0.version == version }
            .map(\.attribute)
        return draft
    }
}
