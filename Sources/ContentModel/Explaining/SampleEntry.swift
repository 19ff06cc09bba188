import JSONText

/// An entry with a value in every place that a schema knows, to see what becomes of each when there is no entry at hand.
///
/// Components are filled in, relations too, but not the relations of what they lead to, nor what the system adds there.
/// A dynamic zone has an entry for each of its components, a polymorphic relation one for each type of the project.
package struct SampleEntry {
    private let catalog: ContentCatalog
    private let models: [ExactString: Model]
    private var writer = JSONWriter()
    /// The components that the place at hand is in: one that holds itself is filled in once.
    private var components: [ExactString] = []

    /// The entry, a JSON text.
    package static func json(of type: ContentType, in catalog: ContentCatalog) -> [UInt8] {
        var sample = SampleEntry(catalog)
        sample.object(type.model, isRoot: true)
        return sample.writer.bytes
    }

    private init(_ catalog: ContentCatalog) {
        self.catalog = catalog
        let models = catalog.contentTypes.map(\.model) + catalog.components
        self.models = Dictionary(models.map { ($0.uid, $0) }) { first, _ in first }
    }

    /// - Parameters:
    ///   - marker: What says of which type it is, if anything does.
    ///   - isRoot: Whether relations are followed.
    private mutating func object(_ model: Model, marker: ExactString? = nil, isRoot: Bool) {
        self.writer.beginObject()
        if let marker { self.member(marker, model.uid) }
        for attribute in model.attributes where isRoot || !SystemAttributes.names.contains(attribute.name) {
            self.writer.key(attribute.name)
            // Nothing in it can go out.
            if model.hides(attribute) {
                self.writer.null()
            } else {
                self.value(of: attribute.kind, isRoot: isRoot)
            }
        }
        self.writer.endObject()
    }

    private mutating func value(of kind: AttributeKind, isRoot: Bool) {
        switch kind {
        case .value, .password, .media:
            self.writer.null()
        case .component(let uid):
            self.component(uid, isRoot: isRoot)
        case .dynamicZone(let uids):
            self.writer.beginArray()
            for uid in uids { self.zoneEntry(uid, isRoot: isRoot) }
            self.writer.endArray()
        case .relation(_, target: nil):
            self.typedEntries()
        case .relation(let kind, let target?):
            self.relation(kind, isRoot ? self.models[target] : nil)
        }
    }

    private mutating func component(_ uid: ExactString, isRoot: Bool) {
        guard let model = self.models[uid], !self.components.contains(uid) else { return self.writer.null() }
        self.fill(model, isRoot: isRoot)
    }

    private mutating func zoneEntry(_ uid: ExactString, isRoot: Bool) {
        guard let model = self.models[uid], !self.components.contains(uid) else {
            return self.marked("__component", uid)
        }
        self.fill(model, marker: "__component", isRoot: isRoot)
    }

    private mutating func fill(_ model: Model, marker: ExactString? = nil, isRoot: Bool) {
        self.components.append(model.uid)
        self.object(model, marker: marker, isRoot: isRoot)
        self.components.removeLast()
    }

    private mutating func relation(_ kind: RelationKind, _ target: Model?) {
        guard let target else { return self.writer.null() }
        switch kind {
        case .oneToMany, .manyToMany, .morphMany, .morphToMany:
            self.writer.beginArray()
            self.object(target, isRoot: false)
            self.writer.endArray()
        case .oneToOne, .manyToOne, .morphOne, .morphToOne:
            self.object(target, isRoot: false)
        }
    }

    private mutating func typedEntries() {
        self.writer.beginArray()
        for type in self.catalog.contentTypes where type.isOfProject { self.marked("__type", type.uid) }
        self.writer.endArray()
    }

    /// An entry that only says of which type it is.
    private mutating func marked(_ key: ExactString, _ uid: ExactString) {
        self.writer.beginObject()
        self.member(key, uid)
        self.writer.endObject()
    }

    private mutating func member(_ key: ExactString, _ value: ExactString) {
        self.writer.key(key)
        self.writer.string(value.string)
    }
}
