package import JSONText

/// What differs between two states of a project's schemas: content types and components by the names that people use.
package struct CatalogChange: Hashable, Sendable {
    /// In the order of the newer catalog.
    package let added: [ExactString]
    /// In the order of the older one.
    package let removed: [ExactString]
    /// In the order of the newer one.
    package let changed: [ExactString]

    package init(from old: ContentCatalog, to new: ContentCatalog) {
        let (old, new) = (CatalogParts(old), CatalogParts(new))
        self.added = new.names.filter { !old.has($0) }
        self.removed = old.names.filter { !new.has($0) }
        self.changed = new.names.filter { old.has($0) && !old.isEqual(at: $0, to: new) }
    }

    package var isEmpty: Bool { self.added.isEmpty && self.removed.isEmpty && self.changed.isEmpty }
}

/// The types and components of a catalog by name: the singular name of a project's own type, else the uid.
private struct CatalogParts {
    let names: [ExactString]
    private let types: [ExactString: ContentType]
    private let components: [ExactString: Model]

    init(_ catalog: ContentCatalog) {
        let types = catalog.contentTypes.map { (name: $0.isOfProject ? $0.singularName : $0.uid, type: $0) }
        self.names = types.map(\.name) + catalog.components.map(\.uid)
        self.types = Dictionary(types) { first, _ in first }
        self.components = Dictionary(catalog.components.map { ($0.uid, $0) }) { first, _ in first }
    }

    func has(_ name: ExactString) -> Bool { self.types[name] != nil || self.components[name] != nil }

    func isEqual(at name: ExactString, to other: CatalogParts) -> Bool {
        self.types[name] == other.types[name] && self.components[name] == other.components[name]
    }
}
