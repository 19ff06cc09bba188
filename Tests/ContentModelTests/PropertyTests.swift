import ContentModel
import JSONText
import Testing

/// Laws that hold for all schemas, entries and rights, tried on random ones. The seed of a failure is the test's argument.
@Suite("Laws of views")
struct PropertyTests {
    static let seeds: [UInt64] = Array(0..<100)

    private func outcome(
        _ world: RandomWorld,
        _ data: JSONValue,
        _ permissions: Permissions,
        _ mode: SanitizeMode
    ) throws -> JSONValue? {
        let plan = ViewPlan(
            catalog: world.catalog,
            type: world.type,
            permissions: permissions,
            mode: mode,
            shape: .v5
        )
        let document = try JSONDocument(parsing: data.bytes)
        do {
            return try JSONValue(parsing: try plan.sanitize(document))
        } catch is ViewError {
            return nil
        }
    }

    @Test("exact mode makes what three passes make, and fails where they fail", arguments: seeds)
    func threePasses(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        for _ in 0..<4 {
            let (data, permissions) = (world.entry(), world.permissions())
            let reference = ThreePasses(catalog: world.catalog, version: world.version, permissions: permissions)
            let expected = try? reference.sanitized(data, world.type.model)
            let view = try self.outcome(world, data, permissions, .exact)
            let difference = view?.firstDifference(from: expected ?? .null, ordered: true)
            #expect(view != nil && difference == nil || view == expected, "\(difference ?? "fails")")
        }
    }

    @Test("a view is a part of the entry, and sanitizing it again changes nothing", arguments: seeds)
    func subset(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        for mode in [SanitizeMode.exact, .strict] {
            let (data, permissions) = (world.entry(), world.permissions())
            guard let view = try self.outcome(world, data, permissions, mode) else { continue }
            #expect(view.firstExcess(over: data) == nil)
            #expect(try self.outcome(world, view, permissions, mode) == view)
        }
    }

    @Test("a strict view is a part of the exact one, and there is none where there is no exact one", arguments: seeds)
    func strictSubset(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        for _ in 0..<4 {
            let (data, permissions) = (world.entry(), world.permissions())
            guard let strict = try self.outcome(world, data, permissions, .strict) else { continue }
            let exact = try #require(try self.outcome(world, data, permissions, .exact))
            #expect(strict.firstExcess(over: exact) == nil)
        }
    }

    /// Not so in exact mode of Strapi 5, where an audience that may find none of the entries of a morphTo gets them all.
    @Test("taking a grant away adds nothing to a strict view", arguments: seeds)
    func fewerGrants(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        for _ in 0..<3 {
            let (data, grants) = (world.entry(), world.grants())
            let fewer = Permissions(actions: world.without(oneOf: grants))
            guard let more = try self.outcome(world, data, Permissions(actions: grants), .strict),
                let less = try self.outcome(world, data, fewer, .strict)
            else { continue }
            #expect(less.firstExcess(over: more) == nil)
        }
    }

    @Test(
        "no private or password attribute of a model is in a strict view, nor a relation that may not be found",
        arguments: seeds
    )
    func noSecrets(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        for _ in 0..<3 {
            let (data, permissions) = (world.entry(), world.permissions())
            guard let view = try self.outcome(world, data, permissions, .strict) else { continue }
            let finder = SecretFinder(catalog: world.catalog, permissions: permissions)
            #expect(finder.firstSecret(in: view, world.type.model) == nil)
        }
    }

    @Test("views of the same answers are the same", arguments: seeds)
    func sharedViews(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        let document = try JSONDocument(parsing: world.entry().bytes)
        for mode in [SanitizeMode.strict, .exact] {
            let plans = [world.permissions(), world.permissions(), world.permissions()].map {
                ViewPlan(catalog: world.catalog, type: world.type, permissions: $0, mode: mode, shape: .v4)
            }
            for plan in plans {
                guard let view = try? plan.view(of: document) else { continue }
                for other in plans where view.holds(for: other) {
                    let theirs = try other.view(of: document)
                    #expect(theirs.argument == view.argument)
                    #expect(theirs.dropped == view.dropped)
                }
            }
        }
    }

    @Test("any JSON has a view or an error, in every mode and shape, against every type", arguments: seeds)
    func anyJSON(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        let permissions = world.permissions()
        for type in world.catalog.contentTypes {
            let document = try JSONDocument(parsing: world.anything(5).bytes)
            for mode in [SanitizeMode.exact, .strict] {
                let shape = seed % 3 == 0 ? Shape.v5 : seed % 3 == 1 ? .v4 : .plugin
                let plan = ViewPlan(
                    catalog: world.catalog,
                    type: type,
                    permissions: permissions,
                    mode: mode,
                    shape: shape
                )
                if let view = try? plan.view(of: document) { _ = try JSONDocument(parsing: view.argument) }
            }
        }
    }
}

/// Looks through a view for what must not be there, by the models alone.
struct SecretFinder {
    let catalog: ContentCatalog
    let permissions: Permissions

    /// The path of the first hidden attribute, or relation that the audience may not find.
    func firstSecret(in value: JSONValue, _ model: Model, at path: String = "$") -> String? {
        for element in value.elements {
            if let secret = self.firstSecret(in: element, model, at: path + "[]") { return secret }
        }
        for member in value.members {
            let path = "\(path).\(member.key)"
            guard let attribute = model.attributes.first(where: { $0.name == member.key }) else { continue }
            if attribute.kind == .password || model.hides(attribute) { return path }
            if let secret = self.firstSecret(in: member.value, attribute, of: model, at: path) { return secret }
        }
        return nil
    }

    private func firstSecret(in value: JSONValue, _ attribute: Attribute, of model: Model, at path: String) -> String? {
        switch attribute.kind {
        case .value, .password: return nil
        case .media: return self.firstSecret(in: value, "plugin::upload.file", at: path)
        case .component(let uid): return self.firstSecret(in: value, uid, at: path)
        case .dynamicZone: return self.firstSecret(in: value, named: "__component", at: path)
        case .relation(let kind, _) where kind.namesTypeInEntries:
            return self.firstSecret(in: value, named: "__type", at: path)
        case .relation(_, let target):
            let isOpen =
                model.populatesCreatorFields && (attribute.name == "createdBy" || attribute.name == "updatedBy")
            guard let target, isOpen || self.permissions.allows(ExactString("\(target).find")) else { return path }
            return self.firstSecret(in: value, target, at: path)
        }
    }

    private func firstSecret(in value: JSONValue, _ uid: ExactString, at path: String) -> String? {
        let model = self.catalog.contentType(named: uid)?.model ?? self.catalog.component(uid: uid)
        // Without a model nothing can be told, so nothing with content may be there.
        guard let model else { return value.elements.isEmpty && value.members.isEmpty ? nil : path }
        return self.firstSecret(in: value, model, at: path)
    }

    private func firstSecret(in value: JSONValue, named key: ExactString, at path: String) -> String? {
        for element in value.elements {
            if let secret = self.firstSecret(in: element, named: key, at: path + "[]") { return secret }
        }
        if value.members.isEmpty { return nil }
        guard let uid = value[key]?.string else { return path }
        if key == "__type", !self.permissions.allows(ExactString("\(uid).find")) { return path }
        return self.firstSecret(in: value, uid, at: path)
    }
}
