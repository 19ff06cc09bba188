import JSONText

extension SchemaReader {
    private static let knownTypes =
        ValueType.allCases.map(\.rawValue)
        + ["password", "media", "component", "dynamiczone", "relation", "customField"]

    /// Reads one attribute of an `attributes` object.
    ///
    /// Source: spec/strapi.md a.3 and a.4.
    mutating func attribute(_ name: ExactString, _ node: JSONNode) throws(SchemaError) -> Attribute {
        guard self.document.kind(node) == .object else {
            throw self.error(.expected("an object, as in {\"type\": \"string\"}", at: self.label(name)), at: node)
        }
        guard let typeNode = self.document.value("type", in: node), let type = self.document.string(typeNode) else {
            throw self.error(.expected("a \"type\", as in {\"type\": \"string\"}", at: self.label(name)), at: node)
        }
        let kind: AttributeKind =
            switch type {
            case "password": .password
            case "media": .media
            case "component": .component(try self.component(of: name, node))
            case "dynamiczone": .dynamicZone(try self.components(of: name, node))
            case "relation": try self.relation(name, node)
            case "customField": try self.customField(name, node)
            default: .value(try self.valueType(type, of: name, at: typeNode))
            }
        return Attribute(name, kind, isPrivate: try self.isPrivate(name, node))
    }

    private func label(_ name: ExactString) -> String { "attribute '\(name)'" }

    private func isPrivate(_ name: ExactString, _ node: JSONNode) throws(SchemaError) -> Bool {
        guard let value = self.document.value("private", in: node), self.document.kind(value) != .null else {
            return false
        }
        guard let isPrivate = self.document.bool(value) else {
            throw self.error(.expected("true or false for \"private\"", at: self.label(name)), at: value)
        }
        return isPrivate
    }

    private func valueType(_ type: String, of name: ExactString, at node: JSONNode) throws(SchemaError) -> ValueType {
        guard let known = ValueType(rawValue: type) else {
            throw self.error(.unknownWord(type, at: "type of \(self.label(name))", known: Self.knownTypes), at: node)
        }
        return known
    }

    private func component(of name: ExactString, _ node: JSONNode) throws(SchemaError) -> ExactString {
        guard let uid = self.document.value("component", in: node).flatMap({ self.document.exactString($0) }) else {
            throw self.error(.expected("the uid of a \"component\", as in shared.seo", at: self.label(name)), at: node)
        }
        return uid
    }

    private func components(of name: ExactString, _ node: JSONNode) throws(SchemaError) -> [ExactString] {
        guard let list = self.document.value("components", in: node) else { return [] }
        return try self.strings(list, at: "components of \(self.label(name))")
    }

    private func relation(_ name: ExactString, _ node: JSONNode) throws(SchemaError) -> AttributeKind {
        guard let word = self.document.value("relation", in: node), let text = self.document.string(word) else {
            throw self.error(.expected("a \"relation\", as in manyToOne", at: self.label(name)), at: node)
        }
        guard let kind = RelationKind(rawValue: text) else {
            let known = RelationKind.allCases.map(\.rawValue)
            throw self.error(.unknownWord(text, at: "relation of \(self.label(name))", known: known), at: word)
        }
        let target = self.document.value("target", in: node).flatMap { self.document.exactString($0) }
        if target == nil, !kind.namesTypeInEntries {
            throw self.error(
                .expected("the uid of a \"target\", as in api::author.author", at: self.label(name)),
                at: node
            )
        }
        return .relation(kind, target: target)
    }

    private mutating func customField(_ name: ExactString, _ node: JSONNode) throws(SchemaError) -> AttributeKind {
        guard let uid = self.document.value("customField", in: node).flatMap({ self.document.exactString($0) }) else {
            throw self.error(.expected("the uid of a \"customField\"", at: self.label(name)), at: node)
        }
        guard let type = self.customFields[uid] else {
            self.warn(
                ofCustomField: uid,
                "\(self.label(name)): the custom field '\(uid)' is not known here; its values go out as they are, as those "
                    + "of a string, wherever it is used. If they are passwords, mark the attributes private.",
                at: node
            )
            return .value(.string)
        }
        if type == "password" { return .password }
        guard let value = ValueType(rawValue: type.string) else {
            throw SchemaError(path: "", reason: .unknownCustomFieldType(type.string, customField: uid.string))
        }
        return .value(value)
    }
}

extension RelationKind {
    /// Whether the relation has no target of its own.
    package var namesTypeInEntries: Bool { self == .morphToOne || self == .morphToMany }

    /// Whether Strapi looks for `__type` in each entry to know how to clean it.
    package var isMorph: Bool { self.namesTypeInEntries || self == .morphOne || self == .morphMany }
}
