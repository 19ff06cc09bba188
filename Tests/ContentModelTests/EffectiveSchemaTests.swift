import ContentModel
import JSONText
import Testing

@Suite("The effective schemas")
struct EffectiveSchemaTests {
    @Test(
        "made from schema files are those that Strapi has after its start, attribute for attribute, in order",
        arguments: [(StrapiVersion.v4, "v4"), (.v5, "v5")]
    )
    func effective(version: StrapiVersion, name: String) throws {
        let folder = try #require(VectorFolder.own)
        let models = try #require(try folder.value("effective/\(name).json")["models"]).members
        let catalog = try folder.catalog(version)
        #expect(models.count == catalog.contentTypes.count + catalog.components.count)
        for expected in models {
            let isComponent = expected.value["modelType"]?.string == "component"
            let type = catalog.contentType(named: expected.key)
            let model = try #require(
                isComponent ? catalog.component(uid: expected.key) : type?.model,
                "no model \(expected.key)"
            )
            let attributes = expected.value["attributes"]?.members ?? []
            #expect(model.attributes.map(\.name) == attributes.map(\.key), "attributes of \(expected.key)")
            for (attribute, expected) in zip(model.attributes, attributes) {
                #expect(JSONValue(attribute) == Self.whatMatters(of: expected.value), "\(model.uid), \(attribute.name)")
            }
            let options = expected.value["options"]
            #expect(model.populatesCreatorFields == (options?["populateCreatorFields"] == .bool(true)))
            #expect(model.privateNames == Set(options?["privateAttributes"]?.strings ?? []))
            if let type {
                #expect(expected.value["kind"]?.string == ExactString(type.kind.rawValue))
                #expect(expected.value["info"]?["singularName"]?.string == type.singularName)
                #expect(expected.value["info"]?["pluralName"]?.string == type.pluralName)
                #expect(type.hasDraftAndPublish == (options?["draftAndPublish"] == .bool(true)))
            }
        }
    }

    /// Of an attribute in the dump what decides output.
    private static func whatMatters(of attribute: JSONValue) -> JSONValue {
        let keys: [ExactString] = ["type", "private", "relation", "target", "component", "components"]
        return .object(
            keys.compactMap { key in
                guard let value = attribute[key], value != .bool(false) else { return nil }
                return JSONValue.Member(key: key, value: value)
            }
        )
    }
}

extension JSONValue {
    /// The attribute as its schema would write it.
    fileprivate init(_ attribute: Attribute) {
        var members: [(ExactString, JSONValue)] = [("type", .string(ExactString(attribute.kind.typeName)))]
        if attribute.isPrivate { members.append(("private", .bool(true))) }
        switch attribute.kind {
        case .relation(let kind, let target):
            members.append(("relation", .string(ExactString(kind.rawValue))))
            if let target { members.append(("target", .string(target))) }
        case .component(let uid): members.append(("component", .string(uid)))
        case .dynamicZone(let uids): members.append(("components", .array(uids.map { .string($0) })))
        case .value, .password, .media: break
        }
        self = .object(members.map { Member(key: $0.0, value: $0.1) })
    }
}
