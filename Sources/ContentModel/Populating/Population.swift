package import JSONText

/// Which relations, media, components and dynamic zones an entry is read with.
package enum Population: Hashable, Sendable {
    /// All of the first level.
    case everything
    /// Those, in the order in which they were asked for.
    case attributes([Populated])

    /// One attribute, and what the entries in it are read with; nil for their own values alone.
    package struct Populated: Hashable, Sendable {
        package let name: ExactString
        package var below: Population?

        package init(_ name: ExactString, below: Population? = nil) {
            self.name = name
            self.below = below
        }
    }

    /// Looks whether a type has all that is asked for.
    ///
    /// - Throws: ``PopulateProblem`` for the first that it does not have, or that holds no entries.
    func check(_ model: Model, in catalog: ContentCatalog) throws(PopulateProblem) {
        guard case .attributes(let attributes) = self else { return }
        for populated in attributes {
            guard let attribute = model.attributes.first(where: { $0.name == populated.name }) else {
                throw PopulateProblem(missing: populated.name, in: model)
            }
            guard attribute.kind.holdsEntries else {
                throw PopulateProblem(
                    "'\(populated.name)' of \(model.uid) is no relation, media, component or dynamic zone"
                )
            }
            guard let below = populated.below, below != .everything else { continue }
            guard let uid = attribute.kind.entryModel else {
                throw PopulateProblem(
                    "'\(populated.name)' of \(model.uid) holds entries of several kinds; write \(populated.name).*"
                )
            }
            // Of a type that has no schema here nothing can be said.
            if let inner = catalog.contentType(named: uid)?.model ?? catalog.component(uid: uid) {
                try below.check(inner, in: catalog)
            }
        }
    }
}

extension AttributeKind {
    /// Whether Strapi leaves it out of what it answers until it is asked for.
    fileprivate var holdsEntries: Bool {
        switch self {
        case .relation, .media, .component, .dynamicZone: true
        case .value, .password: false
        }
    }

    /// The uid of what is in it; nil where each entry says itself what it is.
    package var entryModel: ExactString? {
        switch self {
        case .relation(_, let target): target
        case .media: "plugin::upload.file"
        case .component(let uid): uid
        case .value, .password, .dynamicZone: nil
        }
    }
}

/// Why something cannot be populated, without a full stop.
package struct PopulateProblem: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    fileprivate init(missing name: ExactString, in model: Model) {
        let names = model.attributes.map(\.name)
        let question = NearMiss.suggestion(for: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
        self.init("\(model.uid) has no attribute '\(name)'\(question)")
    }
}
