import JSONText

/// Turns schema documents into the models of a ``ContentCatalog``.
struct CatalogBuilder {
    private let options: ModelOptions
    private var typeDrafts: [ExactString: SchemaDraft] = [:]
    private var componentDrafts: [ExactString: SchemaDraft] = [:]
    /// Those that were warned of.
    private var unknownCustomFields: Set<ExactString> = []

    /// Whether the schemas are those of a running Strapi, to which nothing is added.
    private let isDump: Bool

    private(set) var contentTypes: [ContentType] = []
    private(set) var components: [Model] = []
    private(set) var warnings: [SchemaRemark] = []
    private(set) var problems: [SchemaRemark] = []
    private(set) var errors: [SchemaError] = []

    init(options: ModelOptions, isDump: Bool = false) {
        self.options = options
        self.isDump = isDump
        for draft in isDump ? [] : BuiltInType.drafts(for: options.version) { self.typeDrafts[draft.uid] = draft }
    }

    mutating func read(_ files: [SchemaFile]) {
        for file in files {
            self.collect { builder throws(SchemaError) in
                var reader = try SchemaReader(file, customFields: builder.options.customFields)
                try builder.read(file.kind, &reader)
            }
        }
    }

    /// - Throws: When the text is no dump; what is wrong with a model is one of ``errors``.
    mutating func read(dump bytes: [UInt8], path: String) throws(SchemaError) {
        let document = try SchemaReader.document(bytes, path: path)
        guard let models = document.value("models", in: document.root), document.kind(models) == .object else {
            throw SchemaError(path: path, reason: .expected("an object of schemas by their uid", at: "models"))
        }
        for member in document.members(models) {
            guard let uid = document.exactString(member.key) else { continue }
            let type = document.value("modelType", in: member.value).flatMap { document.string($0) }
            let kind: SchemaFile.Kind = type == "component" ? .component(uid: uid) : .contentType(uid: uid)
            var reader = SchemaReader(document, member.value, path: path, customFields: self.options.customFields)
            self.collect { builder throws(SchemaError) in try builder.read(kind, &reader) }
        }
    }

    private mutating func read(_ kind: SchemaFile.Kind, _ reader: inout SchemaReader) throws(SchemaError) {
        switch kind {
        case .contentType(let uid):
            try self.add(try reader.contentType(uid))
        case .component(let uid):
            // As Strapi stores them, whatever the case of the file's name.
            try self.add(component: try reader.component(ExactString(uid.string.lowercased())))
        }
        for field in reader.unknownCustomFields where self.unknownCustomFields.insert(field.uid).inserted {
            self.warnings.append(field.remark)
        }
    }

    private mutating func collect(_ work: (inout CatalogBuilder) throws(SchemaError) -> Void) {
        do throws(SchemaError) { try work(&self) } catch { self.errors.append(error) }
    }

    private mutating func add(_ draft: SchemaDraft) throws(SchemaError) {
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
            self.warn(
                draft,
                "Strapi has no type \(draft.uid) by itself, so there is nothing to extend; read as a new type."
            )
        }
        self.typeDrafts[draft.uid] = draft
    }

    private mutating func warn(_ draft: SchemaDraft, _ text: String, at attribute: ExactString? = nil) {
        let place = attribute.flatMap { draft.places[$0] }
        self.warnings.append(SchemaRemark(path: draft.path, place: place, text: text))
    }

    private mutating func override(_ builtIn: SchemaDraft, by file: SchemaDraft) {
        let draft = builtIn.overridden(by: file)
        if !draft.lostSecrets.isEmpty {
            let names = draft.lostSecrets.map(\.name.string).joined(separator: ", ")
            let text =
                "replaces all attributes of \(file.uid) and leaves out \(names), which Strapi then treats as unknown keys "
                + "and sends to everyone. They stay hidden here; copy them into the file from Strapi's own schema."
            self.problems.append(SchemaRemark(path: file.path, text: text))
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

    /// Checks what only all files together show, and makes the models, unless there are errors.
    mutating func finish() {
        guard self.errors.isEmpty else { return }
        let types = self.typeDrafts.values.sorted { self.precedes($0, $1) }
        let components = self.componentDrafts.values.sorted { $0.uid < $1.uid }
        self.collect { builder throws(SchemaError) in try builder.checkNames(of: types) }
        for draft in types + components {
            for attribute in draft.attributes ?? [] {
                self.collect { builder throws(SchemaError) in try builder.checkReferences(of: attribute, in: draft) }
            }
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
        let attributes =
            self.isDump ? draft.attributes ?? [] : SystemAttributes.adding(to: draft, options: self.options)
        return ContentType(
            model: self.model(draft, attributes: attributes),
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
        let label = "attribute '\(attribute.name)'"
        switch attribute.kind {
        case .relation(_, let target?) where !self.isModel(target):
            // A built-in type may name one of a plugin that is not there, which is no one's mistake.
            if draft.path.isEmpty { return }
            self.warn(
                draft,
                "\(label) points to \(target), which has no schema here; strict mode leaves it out for everyone.",
                at: attribute.name
            )
        case .component(let uid) where self.componentDrafts[uid] == nil:
            throw SchemaError(
                path: draft.path,
                place: draft.places[attribute.name],
                reason: .missingComponent(uid.string, attribute: attribute.name.string)
            )
        case .dynamicZone(let uids):
            for uid in uids where self.componentDrafts[uid] == nil {
                self.warn(
                    draft,
                    "\(label) allows the component \(uid), which has no file; strict mode leaves such entries out.",
                    at: attribute.name
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
            self.warn(
                draft,
                "options.privateAttributes names '\(name)', which is no attribute, so it hides nothing."
            )
        }
    }
}
