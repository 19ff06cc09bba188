import JSONText

/// Turns schema documents into the models of a ``ContentCatalog``.
struct CatalogBuilder {
    private let options: ModelOptions
    private var typeDrafts: [ExactString: SchemaDraft] = [:]
    private var componentDrafts: [ExactString: SchemaDraft] = [:]
    private let builtIns: Set<ExactString>

    private(set) var contentTypes: [ContentType] = []
    private(set) var components: [Model] = []
    private(set) var warnings: [String] = []
    private(set) var problems: [String] = []

    init(options: ModelOptions) {
        self.options = options
        for draft in BuiltInType.drafts(for: options.version) { self.typeDrafts[draft.uid] = draft }
        self.builtIns = Set(self.typeDrafts.keys)
    }

    mutating func read(_ files: [SchemaFile]) throws(SchemaError) {
        for file in files {
            var reader = try SchemaReader(file, customFields: self.options.customFields)
            switch file.kind {
            case .contentType(let uid):
                try self.add(try reader.contentType(uid), of: file)
            case .component(let uid):
                // As Strapi stores them, whatever the case of the file's name.
                try self.add(component: try reader.component(ExactString(uid.string.lowercased())))
            }
            self.warnings += reader.warnings
        }
    }

    private mutating func add(_ draft: SchemaDraft, of file: SchemaFile) throws(SchemaError) {
        let known = self.typeDrafts[draft.uid]
        if let known, !known.path.isEmpty {
            throw SchemaError(path: draft.path, reason: .duplicateUID(draft.uid.string, otherPath: known.path))
        }
        if let known {
            self.override(known, by: draft)
            return
        }
        if draft.attributes == nil {
            throw SchemaError(path: draft.path, reason: .expected("an object of attributes", at: "attributes"))
        }
        if draft.path.split(separator: "/").contains("extensions") {
            self.warnings.append(
                "\(draft.path): Strapi has no type \(draft.uid) by itself, so there is nothing to extend; "
                    + "read as a new type."
            )
        }
        self.typeDrafts[draft.uid] = draft
    }

    private mutating func override(_ builtIn: SchemaDraft, by file: SchemaDraft) {
        let draft = builtIn.overridden(by: file)
        if !draft.lostSecrets.isEmpty {
            let names = draft.lostSecrets.map(\.name.string).joined(separator: ", ")
            self.problems.append(
                "\(file.path): replaces all attributes of \(file.uid) and leaves out \(names), which Strapi then treats as "
                    + "unknown keys and sends to everyone. They stay hidden here; copy them into the file from Strapi's own "
                    + "schema."
            )
        }
        self.typeDrafts[file.uid] = draft
    }

    private mutating func add(component draft: SchemaDraft) throws(SchemaError) {
        if let known = self.componentDrafts[draft.uid] {
            throw SchemaError(path: draft.path, reason: .duplicateUID(draft.uid.string, otherPath: known.path))
        }
        if draft.attributes == nil {
            throw SchemaError(path: draft.path, reason: .expected("an object of attributes", at: "attributes"))
        }
        self.componentDrafts[draft.uid] = draft
    }

    /// Checks what only all files together show, and makes the models.
    mutating func finish() throws(SchemaError) {
        let types = self.typeDrafts.values.sorted { self.precedes($0, $1) }
        let components = self.componentDrafts.values.sorted { $0.uid < $1.uid }
        try self.checkNames(of: types)
        for draft in types + components {
            for attribute in draft.attributes ?? [] { try self.checkReferences(of: attribute, in: draft) }
            self.checkPrivateNames(of: draft)
        }
        self.contentTypes = types.map { self.contentType($0) }
        self.components = components.map { self.model($0, attributes: $0.attributes ?? []) }
    }

    private func precedes(_ left: SchemaDraft, _ right: SchemaDraft) -> Bool {
        let isOfProject = (UID.isOfProject(left.uid), UID.isOfProject(right.uid))
        return isOfProject.0 == isOfProject.1 ? left.uid < right.uid : isOfProject.0
    }

    private func contentType(_ draft: SchemaDraft) -> ContentType {
        let names = self.names(of: draft)
        return ContentType(
            model: self.model(draft, attributes: SystemAttributes.adding(to: draft, options: self.options)),
            kind: draft.kind ?? .collectionType,
            singularName: names.singular,
            pluralName: names.plural,
            hasDraftAndPublish: draft.options?.hasDraftAndPublish == true
        )
    }

    private func names(of draft: SchemaDraft) -> SchemaDraft.Names {
        let name = UID.name(of: draft.uid)
        return draft.names ?? SchemaDraft.Names(singular: name, plural: ExactString(name.string + "s"))
    }

    private func model(_ draft: SchemaDraft, attributes: [Attribute]) -> Model {
        let options = draft.options ?? SchemaDraft.Options()
        return Model(
            uid: draft.uid,
            attributes: attributes,
            privateNames: Set(options.privateNames + self.options.privateAttributes),
            populatesCreatorFields: options.populatesCreatorFields,
            lostSecrets: draft.lostSecrets
        )
    }
}

extension CatalogBuilder {
    private func checkNames(of types: [SchemaDraft]) throws(SchemaError) {
        var paths: [ExactString: String] = [:]
        for draft in types where UID.isOfProject(draft.uid) {
            let names = self.names(of: draft)
            for name in [names.singular, names.plural] {
                if let other = paths.updateValue(draft.path, forKey: name) {
                    throw SchemaError(path: draft.path, reason: .duplicateName(name.string, otherPath: other))
                }
            }
        }
    }

    private mutating func checkReferences(of attribute: Attribute, in draft: SchemaDraft) throws(SchemaError) {
        let label = "\(draft.path): attribute '\(attribute.name)'"
        switch attribute.kind {
        case .relation(_, let target?) where !self.isModel(target):
            // A built-in type may name one of a plugin that is not there, which is no one's mistake.
            if draft.path.isEmpty { return }
            self.warnings.append(
                "\(label) points to \(target), which has no schema here; strict mode leaves it out for everyone."
            )
        case .component(let uid) where self.componentDrafts[uid] == nil:
            throw SchemaError(
                path: draft.path,
                reason: .missingComponent(uid.string, attribute: attribute.name.string)
            )
        case .dynamicZone(let uids):
            for uid in uids where self.componentDrafts[uid] == nil {
                self.warnings.append(
                    "\(label) allows the component \(uid), which has no file; strict mode leaves such entries out."
                )
            }
        default:
            break
        }
    }

    private func isModel(_ uid: ExactString) -> Bool {
        self.typeDrafts[uid] != nil || self.componentDrafts[uid] != nil
    }

    /// A name that hides nothing is most likely a mistake, and one that leaks.
    private mutating func checkPrivateNames(of draft: SchemaDraft) {
        let added: [ExactString] = [
            "createdAt", "updatedAt", "publishedAt", "createdBy", "updatedBy", "locale", "localizations",
        ]
        let known = Set((draft.attributes ?? []).map(\.name) + added)
        for name in draft.options?.privateNames ?? [] where !known.contains(name) {
            self.warnings.append(
                "\(draft.path): options.privateAttributes names '\(name)', which is no attribute, so it hides nothing."
            )
        }
    }
}
