package import JSONText

/// One attribute of a content type or component: what decides what of its value goes out.
package struct Attribute: Hashable, Sendable {
    package let name: ExactString
    package let kind: AttributeKind

    /// Whether the schema itself marks it `private`; ``Model/hides(_:)`` also knows the lists of private names.
    package let isPrivate: Bool

    package init(_ name: ExactString, _ kind: AttributeKind, isPrivate: Bool = false) {
        self.name = name
        self.kind = kind
        self.isPrivate = isPrivate
    }
}

/// What an attribute holds.
///
/// Source: Strapi's schema documents, `type` of an attribute.
package enum AttributeKind: Hashable, Sendable {
    /// A value that is copied whatever it holds.
    case value(ValueType)
    case password
    case media
    case component(ExactString)
    /// The components named are those that an editor may choose; entries say themselves which one they are.
    case dynamicZone([ExactString])
    /// A `morphTo…` relation has no target: its entries name their type themselves.
    case relation(RelationKind, target: ExactString?)

    /// The `type` as a schema document writes it.
    package var typeName: String {
        switch self {
        case .value(let type): type.rawValue
        case .password: "password"
        case .media: "media"
        case .component: "component"
        case .dynamicZone: "dynamiczone"
        case .relation: "relation"
        }
    }
}

/// The types whose values Strapi's sanitizer never looks into.
package enum ValueType: String, Hashable, Sendable, CaseIterable {
    case string, text, richtext, email, uid, enumeration
    case integer, float, decimal, biginteger
    case boolean
    case date, time, datetime, timestamp
    case json, blocks
}

/// How the entries of a relation are found, as a schema document writes it.
package enum RelationKind: String, Hashable, Sendable, CaseIterable {
    case oneToOne, oneToMany, manyToOne, manyToMany
    /// The side that owns a polymorphic relation: each entry carries `__type`, the uid of its type.
    case morphToOne, morphToMany
    /// The other side of one: entries are of the target, and Strapi expects a `__type` in them all the same.
    case morphOne, morphMany
}
