import ContentModel
import JSONText

/// Strapi's sanitizer as it is: three walks over a tree, each on what the one before left.
///
/// Slow and literal, to hold the one walk of the room against. It covers what ``RandomWorld`` makes; it does not know
/// strings and editor's input where entries of a morphTo belong.
///
/// Source: spec/strapi.md b.1 to b.5.
struct ThreePasses {
    struct TypeError: Error {}

    let catalog: ContentCatalog
    let version: StrapiVersion
    let permissions: Permissions

    private enum Pass: CaseIterable { case cleaning, relations, usersOfRoles }

    /// What a visitor leaves of a value.
    private enum Left {
        case gone
        case value(JSONValue)
    }

    func sanitized(_ value: JSONValue, _ model: Model) throws(TypeError) -> JSONValue {
        if case .array(let elements) = value {
            var sanitized: [JSONValue] = []
            for element in elements { sanitized.append(try self.sanitized(element, model)) }
            return .array(sanitized)
        }
        var value = value
        for pass in Pass.allCases { value = try self.walk(value, model, pass) }
        return value
    }

    private func walk(_ entry: JSONValue, _ model: Model?, _ pass: Pass) throws(TypeError) -> JSONValue {
        guard case .object(let members) = entry, let model else { return entry }
        var result: [JSONValue.Member] = []
        for member in members {
            guard let attribute = model.attributes.first(where: { $0.name == member.key }) else {
                result.append(member)
                continue
            }
            guard case .value(let value) = try self.visit(member.value, attribute, model, pass) else { continue }
            result.append(.init(key: member.key, value: try self.descend(value, attribute, pass)))
        }
        return .object(result)
    }

    private func descend(_ value: JSONValue, _ attribute: Attribute, _ pass: Pass) throws(TypeError) -> JSONValue {
        if value == .null { return value }
        switch attribute.kind {
        case .value, .password: return value
        case .media: return try self.walkEntries(value, .of(self.model("plugin::upload.file")), pass)
        case .component(let uid): return try self.walkEntries(value, .of(self.model(uid)), pass)
        case .dynamicZone where value.isArray: return try self.walkEntries(value, .named("__component"), pass)
        case .dynamicZone: return value
        case .relation(let kind, _) where kind.isMorph: return try self.walkEntries(value, .named("__type"), pass)
        case .relation(_, let target): return try self.walkEntries(value, .of(target.flatMap { self.model($0) }), pass)
        }
    }

    private enum Models {
        case of(Model?)
        case named(ExactString)
    }

    private func walkEntries(_ value: JSONValue, _ models: Models, _ pass: Pass) throws(TypeError) -> JSONValue {
        guard case .array(let elements) = value else { return try self.walkEntry(value, models, pass) }
        var walked: [JSONValue] = []
        for element in elements { walked.append(try self.walkEntry(element, models, pass)) }
        return .array(walked)
    }

    private func walkEntry(_ entry: JSONValue, _ models: Models, _ pass: Pass) throws(TypeError) -> JSONValue {
        switch models {
        case .of(let model):
            return try self.walk(entry, model, pass)
        case .named(let key):
            if entry == .null { throw TypeError() }
            return try self.walk(entry, entry[key]?.string.flatMap { self.model($0) }, pass)
        }
    }

    private func model(_ uid: ExactString) -> Model? {
        self.catalog.contentTypes.first { $0.uid == uid }?.model ?? self.catalog.component(uid: uid)
    }

    // MARK: visitors

    private func visit(_ value: JSONValue, _ attribute: Attribute, _ model: Model, _ pass: Pass) throws(TypeError)
        -> Left
    {
        switch (pass, attribute.kind) {
        case (.cleaning, .password):
            return .gone
        case (.cleaning, _):
            return model.hides(attribute) ? .gone : .value(value)
        case (.relations, .relation(let kind, let target)):
            if kind.namesTypeInEntries { return try self.visitMorphTo(value) }
            let isCreator = attribute.name == "createdBy" || attribute.name == "updatedBy"
            if isCreator, model.populatesCreatorFields { return .value(value) }
            return self.permissions.allows(ExactString("\(target ?? "").find")) ? .value(value) : .gone
        case (.usersOfRoles, .relation(_, target: "plugin::users-permissions.user")):
            return model.uid == "plugin::users-permissions.role" ? .gone : .value(value)
        case (.relations, _), (.usersOfRoles, _):
            return .value(value)
        }
    }

    private func visitMorphTo(_ value: JSONValue) throws(TypeError) -> Left {
        switch (value, self.version) {
        case (.array(let elements), .v4):
            let kept = elements.filter { self.mayFind($0["__type"]) }
            return kept.isEmpty ? .gone : .value(.array(kept))
        case (.array(let elements), .v5):
            let kept = elements.filter { $0["__type"] != nil && self.mayFind($0["__type"]) }
            return .value(kept.isEmpty ? value : .array(kept))
        case (.object, .v5), (.null, .v5), (.bool(false), .v5), (.string(""), .v5):
            return .value(value)
        case (.number(let digits), .v5) where Double(digits) == 0:
            return .value(value)
        default:
            throw TypeError()
        }
    }

    private func mayFind(_ type: JSONValue?) -> Bool {
        self.permissions.allows(ExactString("\(type?.string ?? "undefined").find"))
    }
}

extension JSONValue {
    fileprivate var isArray: Bool {
        if case .array = self { return true }
        return false
    }
}
