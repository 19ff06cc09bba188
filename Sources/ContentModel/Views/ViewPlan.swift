package import JSONText

/// How entries of one type look to audiences with the same rights: made once, used for every event.
///
/// A plan is a few words of its own over tables that it shares with the catalog; a class, so that each view holds one
/// reference to what it was made by.
package final class ViewPlan: Sendable {
    package let type: ContentType
    package let mode: SanitizeMode
    package let shape: Shape
    let tables: ModelTables
    let version: StrapiVersion
    let rights: FindRights
    let denied: JSONNameTable
    private let root: Int?

    /// What decides the outcome. Plans of one catalog with equal signatures make equal views of every document.
    package let signature: Signature

    /// - Parameter type: One of the catalog's. Of another catalog's type nothing goes out: the plan throws.
    package init(
        catalog: ContentCatalog,
        type: ContentType,
        permissions: Permissions,
        mode: SanitizeMode = .strict,
        shape: Shape
    ) {
        self.type = type
        self.mode = mode
        self.shape = shape
        self.tables = catalog.tables
        self.version = catalog.version
        self.rights = FindRights(permissions, tables: catalog.tables)
        self.root = catalog.tables.model(type.uid)
        switch mode {
        case .strict(let denied): self.denied = JSONNameTable(Array(denied))
        case .exact: self.denied = JSONNameTable([])
        }
        self.signature = Signature(type: type.uid, mode: mode, shape: shape, rights: self.rights)
    }

    /// See ``ViewPlan/signature``.
    package struct Signature: Hashable, Sendable {
        let type: ExactString
        let mode: SanitizeMode
        let shape: Shape
        let rights: FindRights
    }

    /// The data as the audience may see it, flat whatever the ``shape``.
    ///
    /// - Parameter document: An entry of the type, or an array of entries.
    package func sanitize(_ document: JSONDocument) throws(ViewError) -> [UInt8] {
        let document = try Self.withoutDuplicates(document)
        let sanitizer = try self.walk(document, logging: false)
        var bytes: [UInt8] = []
        sanitizer.write(to: &bytes)
        return bytes
    }

    /// The one argument of the event: `{"data": …, "meta": {}}` in the plan's ``shape``.
    ///
    /// - Parameter document: An entry of the type, or an array of entries.
    package func view(of document: JSONDocument) throws(ViewError) -> View {
        let document = try Self.withoutDuplicates(document)
        let sanitizer = try self.walk(document, logging: true)
        let reliance = View.Reliance(
            plan: self,
            asked: sanitizer.asked,
            hasAskedForOthers: sanitizer.hasAskedForOthers
        )
        return View(
            argument: try self.argument(sanitizer),
            drops: sanitizer.log.drops(self.tables),
            reliance: reliance
        )
    }

    private func walk(_ document: JSONDocument, logging: Bool) throws(ViewError) -> Sanitizer {
        guard let root = self.root else { throw ViewError(reason: .notAnEntry, path: "") }
        var sanitizer = Sanitizer(document, plan: self, logging: logging)
        if sanitizer.pass == .strict, sanitizer.isScalar(document.root) { throw sanitizer.error(.notAnEntry) }
        try sanitizer.root(document.root, root)
        return sanitizer
    }

    private func argument(_ sanitizer: Sanitizer) throws(ViewError) -> [UInt8] {
        let document = sanitizer.document
        // Strapi answers with null where there is no entry.
        if document.kind(document.root) == .null { return Array("null".utf8) }
        var bytes: [UInt8] = []
        switch self.shape {
        case .v5:
            if sanitizer.isScalar(document.root) { throw ViewError(reason: .notAnEntry, path: "") }
            bytes.reserveCapacity(document.bytes.count + Self.opening.count + Self.ending.count)
            bytes.append(contentsOf: Self.opening)
            sanitizer.write(to: &bytes)
            bytes.append(contentsOf: Self.ending)
        case .v4, .plugin:
            let hoistsDocumentID = self.shape == .v4 && self.version == .v5
            sanitizer.write(to: &bytes)
            let envelope = Envelope(
                try Self.parse(bytes),
                tables: self.tables,
                hoistsDocumentID: hoistsDocumentID
            )
            bytes = try envelope.argument(of: self.root)
        }
        return bytes
    }

    private static let opening = Array(#"{"data":"#.utf8)
    private static let ending = Array(#","meta":{}}"#.utf8)

    private static func withoutDuplicates(_ document: JSONDocument) throws(ViewError) -> JSONDocument {
        document.hasDuplicateKeys ? try self.parse(document.text(document.root)) : document
    }

    /// - Parameter bytes: What was cut out of a document that was JSON.
    static func parse(_ bytes: [UInt8]) throws(ViewError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: .unlimited)
        } catch {
            throw ViewError(reason: .notAnEntry, path: "")
        }
    }
}

extension Sanitizer {
    /// Appends the sanitized text.
    func write(to bytes: inout [UInt8]) {
        self.cuts.write(self.document.range(self.document.root), of: self.document.bytes, to: &bytes)
    }
}
