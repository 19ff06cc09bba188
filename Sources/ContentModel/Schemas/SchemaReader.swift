import JSONText

/// Reads one schema document as Strapi writes it.
///
/// Source: spec/strapi.md a.2 and a.3. Only what matters for output is read; the rest may be anything.
struct SchemaReader {
    let path: String
    let document: JSONDocument
    /// The schema in the document.
    let root: JSONNode
    let customFields: [ExactString: ExactString]

    /// The uses of custom fields whose type is not known.
    private(set) var unknownCustomFields: [(uid: ExactString, remark: SchemaRemark)] = []

    init(_ file: SchemaFile, customFields: [ExactString: ExactString]) throws(SchemaError) {
        let document = try Self.document(file.bytes, path: file.path)
        self.init(document, document.root, path: file.path, customFields: customFields)
    }

    /// - Parameter root: The schema, which may be a part of a larger document.
    init(_ document: JSONDocument, _ root: JSONNode, path: String, customFields: [ExactString: ExactString]) {
        self.path = path
        self.document = document
        self.root = root
        self.customFields = customFields
    }

    static func document(_ bytes: [UInt8], path: String) throws(SchemaError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes)
        } catch {
            let place = SchemaError.Place(line: error.line, column: error.column)
            throw SchemaError(path: path, place: place, reason: .notJSON("\(error.reason)"))
        }
    }

    mutating func contentType(_ uid: ExactString) throws(SchemaError) -> SchemaDraft {
        var draft = try self.model(uid)
        draft.kind = try self.kind()
        draft.names = try self.names(of: uid)
        let i18n = try self.object("pluginOptions", in: self.root)
            .flatMap { node throws(SchemaError) in self.document.value("i18n", in: node) }
        if let i18n {
            let localized = self.document.value("localized", in: i18n)
            draft.isLocalized = localized.flatMap { self.document.bool($0) } == true
        }
        return draft
    }

    mutating func component(_ uid: ExactString) throws(SchemaError) -> SchemaDraft {
        try self.model(uid)
    }

    private mutating func model(_ uid: ExactString) throws(SchemaError) -> SchemaDraft {
        guard self.document.kind(self.root) == .object else {
            throw self.error(.expected("an object, as in {\"attributes\": {…}}", at: "schema"), at: self.root)
        }
        var draft = SchemaDraft(uid: uid, path: self.path)
        if let options = try self.object("options", in: self.root) {
            draft.options = try self.options(options)
        }
        if let attributes = try self.object("attributes", in: self.root) {
            draft.attributes = try self.attributes(attributes)
            for member in self.document.members(attributes) {
                if let name = self.document.exactString(member.key) { draft.places[name] = self.place(of: member.key) }
            }
        }
        return draft
    }

    private func kind() throws(SchemaError) -> ContentType.Kind? {
        guard let node = self.document.value("kind", in: self.root) else { return nil }
        guard let kind = self.document.string(node).flatMap({ ContentType.Kind(rawValue: $0) }) else {
            throw self.error(.expected("collectionType or singleType", at: "kind"), at: node)
        }
        return kind
    }

    private func names(of uid: ExactString) throws(SchemaError) -> SchemaDraft.Names? {
        guard let info = try self.object("info", in: self.root) else { return nil }
        let singular = try self.name("singularName", in: info) ?? UID.name(of: uid)
        if singular != UID.name(of: uid) {
            let node = self.document.value("singularName", in: info) ?? info
            throw self.error(.nameDiffers(singularName: singular.string, uid: uid.string), at: node)
        }
        let plural = try self.name("pluralName", in: info) ?? ExactString(singular.string + "s")
        return SchemaDraft.Names(singular: singular, plural: plural)
    }

    private func name(_ key: ExactString, in info: JSONNode) throws(SchemaError) -> ExactString? {
        guard let node = self.document.value(key, in: info) else { return nil }
        guard let name = self.document.exactString(node), UID.isKebabCase(name) else {
            throw self.error(.expected("a name in kebab-case, as in blog-post", at: "info.\(key)"), at: node)
        }
        return name
    }

    private func options(_ node: JSONNode) throws(SchemaError) -> SchemaDraft.Options {
        var options = SchemaDraft.Options()
        if let draft = self.document.value("draftAndPublish", in: node) {
            options.hasDraftAndPublish = self.document.bool(draft) == true
        }
        if let populates = self.document.value("populateCreatorFields", in: node) {
            options.populatesCreatorFields = Truth.isTruthy(populates, in: self.document)
        }
        if let names = self.document.value("privateAttributes", in: node) {
            options.privateNames = try self.strings(names, at: "options.privateAttributes")
        }
        return options
    }

    private mutating func attributes(_ node: JSONNode) throws(SchemaError) -> [Attribute] {
        var attributes: [Attribute] = []
        for member in self.document.members(node) {
            guard let name = self.document.exactString(member.key) else { continue }
            attributes.append(try self.attribute(name, member.value))
        }
        return attributes
    }

    mutating func warn(ofCustomField uid: ExactString, _ text: String, at node: JSONNode) {
        let remark = SchemaRemark(path: self.path, place: self.place(of: node), text: text)
        self.unknownCustomFields.append((uid, remark))
    }
}

// What every reader of a part needs.
extension SchemaReader {
    /// The object under a key; `nil` when the key is absent or null.
    func object(_ key: ExactString, in node: JSONNode) throws(SchemaError) -> JSONNode? {
        guard let value = self.document.value(key, in: node), self.document.kind(value) != .null else { return nil }
        guard self.document.kind(value) == .object else {
            throw self.error(.expected("an object", at: key.string), at: value)
        }
        return value
    }

    func strings(_ node: JSONNode, at name: String) throws(SchemaError) -> [ExactString] {
        var strings: [ExactString] = []
        for element in self.document.elements(node) {
            guard let string = self.document.exactString(element) else {
                throw self.error(.expected("an array of strings", at: name), at: element)
            }
            strings.append(string)
        }
        if self.document.kind(node) != .array {
            throw self.error(.expected("an array of strings", at: name), at: node)
        }
        return strings
    }

    func error(_ reason: SchemaError.Reason, at node: JSONNode) -> SchemaError {
        SchemaError(path: self.path, place: self.place(of: node), reason: reason)
    }

    private func place(of node: JSONNode) -> SchemaError.Place {
        let before = self.document.bytes.prefix(self.document.range(node).lowerBound)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return SchemaError.Place(
            line: before.count { $0 == UInt8(ascii: "\n") } + 1,
            // In scalars, as JSONText counts.
            column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        )
    }
}
