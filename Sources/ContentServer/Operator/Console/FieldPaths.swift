import ContentModel
import JSONText

/// Where values may be in an entry of a type: its attributes, and those of what it leads to, one of each.
///
/// Passwords are left out, and so are the attributes of Strapi's own types.
struct FieldPaths {
    /// How many dots a path has at most.
    private static let deepest = 2
    private static let most = 300

    private let catalog: ContentCatalog
    private(set) var paths: [String] = []

    init(of type: ContentType, in catalog: ContentCatalog) {
        self.catalog = catalog
        self.add(type.attributes, after: "", depth: 0)
    }

    private mutating func add(_ attributes: [Attribute], after beginning: String, depth: Int) {
        for attribute in attributes where self.paths.count < Self.most && attribute.kind != .password {
            let path = beginning + attribute.name.string
            self.paths.append(path)
            guard depth < Self.deepest, let inner = self.attributes(in: attribute.kind) else { continue }
            self.add(inner, after: path + ".", depth: depth + 1)
        }
    }

    /// - Returns: nil for what is no single entry or component.
    private func attributes(in kind: AttributeKind) -> [Attribute]? {
        switch kind {
        case .component(let uid):
            return self.catalog.component(uid: uid)?.attributes
        case .relation(.oneToOne, let target?), .relation(.manyToOne, let target?):
            return self.catalog.contentType(named: target).flatMap { $0.isOfProject ? $0.attributes : nil }
        case .relation, .value, .password, .media, .dynamicZone:
            return nil
        }
    }
}
