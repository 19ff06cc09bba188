import ContentModel
import JSONText
import Testing

/// A generator whose numbers follow from a seed, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        // SplitMix64.
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Schemas, entries and rights made at random from one seed.
struct RandomWorld {
    private static let typeNames = ["alpha", "beta", "gamma", "delta"]
    private static let components = ["shared.one", "shared.two", "odd.three"]
    private static let attributeNames: [ExactString] = [
        "title", "body", "owner", "parts", "zone", "links", "back", "cover", "password", "secret", "data", "createdBy",
        "ü",
        "u\u{308}", "id2",
    ]

    private var random: SeededGenerator
    let version: StrapiVersion
    private(set) var catalog: ContentCatalog
    private(set) var type: ContentType

    /// - Parameter seed: Even ones make a world of Strapi 4, odd ones of Strapi 5.
    init(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let files = Self.files(&random)
        self.version = seed % 2 == 0 ? .v4 : .v5
        self.catalog = try ContentCatalog(files: files, options: ModelOptions(version: self.version))
        self.type = try #require(self.catalog.contentTypes.filter(\.isOfProject).randomElement(using: &random))
        self.random = random
    }

    // MARK: schemas

    private static func files(_ random: inout SeededGenerator) -> [SchemaFile] {
        self.typeNames.map { name in
            SchemaFile(
                kind: .contentType(uid: ExactString("api::\(name).\(name)")),
                path: name,
                bytes: self.schema(&random).bytes
            )
        }
            + self.components.map { uid in
                SchemaFile(kind: .component(uid: ExactString(uid)), path: uid, bytes: self.schema(&random).bytes)
            }
    }

    private static func schema(_ random: inout SeededGenerator) -> JSONValue {
        let names = self.attributeNames.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
        var attributes: [JSONValue.Member] = []
        for name in names { attributes.append(.init(key: name, value: self.attribute(&random))) }
        var options: [JSONValue.Member] = [
            .init(key: "populateCreatorFields", value: .bool(Bool.random(using: &random)))
        ]
        if Int.random(in: 0..<4, using: &random) == 0, let name = names.randomElement(using: &random) {
            options.append(.init(key: "privateAttributes", value: .array([.string(name)])))
        }
        let localized = JSONValue.object([.init(key: "localized", value: .bool(Bool.random(using: &random)))])
        return .object([
            .init(key: "options", value: .object(options)),
            .init(key: "pluginOptions", value: .object([.init(key: "i18n", value: localized)])),
            .init(key: "attributes", value: .object(attributes)),
        ])
    }

    private static func attribute(_ random: inout SeededGenerator) -> JSONValue {
        let types = [
            "string", "json", "password", "media", "component", "dynamiczone", "relation", "relation", "relation",
        ]
        let type = types.randomElement(using: &random) ?? "string"
        var members: [JSONValue.Member] = [.init(key: "type", value: .string(ExactString(type)))]
        switch type {
        case "relation":
            let kind = RelationKind.allCases.randomElement(using: &random) ?? .oneToOne
            let targets =
                self.typeNames.map { "api::\($0).\($0)" } + [
                    "plugin::users-permissions.user", "plugin::users-permissions.role", "api::gone.gone",
                ]
            let target = targets.randomElement(using: &random) ?? ""
            members.append(.init(key: "relation", value: .string(ExactString(kind.rawValue))))
            if !kind.namesTypeInEntries { members.append(.init(key: "target", value: .string(ExactString(target)))) }
        case "component":
            let uid = self.components.randomElement(using: &random) ?? ""
            members.append(.init(key: "component", value: .string(ExactString(uid))))
        default:
            break
        }
        if Int.random(in: 0..<5, using: &random) == 0 { members.append(.init(key: "private", value: .bool(true))) }
        return .object(members)
    }

    // MARK: rights

    /// The grants of a random audience.
    mutating func grants() -> Set<ExactString> {
        let uids = self.catalog.contentTypes.map(\.uid) + ["api::gone.gone", "api::no.no"]
        let share = Int.random(in: 0...4, using: &self.random)
        return Set(
            uids.filter { _ in Int.random(in: 0..<4, using: &self.random) < share }.map { ExactString("\($0).find") }
        )
    }

    mutating func permissions() -> Permissions {
        Int.random(in: 0..<8, using: &self.random) == 0 ? .fullAccess : Permissions(actions: self.grants())
    }

    /// A smaller set, by one grant.
    mutating func without(oneOf grants: Set<ExactString>) -> Set<ExactString> {
        guard let grant = grants.sorted().randomElement(using: &self.random) else { return grants }
        return grants.subtracting([grant])
    }

    // MARK: entries

    /// An entry of ``type``, or an array of entries.
    mutating func entry() -> JSONValue {
        if self.chance(10) { return .array([self.entry(of: self.type.model, 2), self.entry(of: self.type.model, 1)]) }
        return self.entry(of: self.type.model, 3)
    }

    /// The same without keys that come twice, which documents do not have either.
    private static func unique(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
        var seen: Set<ExactString> = []
        return members.filter { seen.insert($0.key).inserted }
    }

    /// Any JSON at all.
    mutating func anything(_ depth: Int = 4) -> JSONValue {
        let keys: [ExactString] = [
            "id", "__type", "__component", "title", "zone", "links", "owner", "connect", "set", "options", "data", "",
        ]
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self.random) {
        case 6: return .array((0..<Int.random(in: 0..<4, using: &self.random)).map { _ in self.anything(depth - 1) })
        case 7:
            let count = Int.random(in: 0..<5, using: &self.random)
            let members = (0..<count).map { _ in
                JSONValue.Member(key: keys.randomElement(using: &self.random) ?? "", value: self.anything(depth - 1))
            }
            return .object(Self.unique(members))
        default: return self.scalar()
        }
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self.random) < percent }

    private mutating func scalar() -> JSONValue {
        let uids = self.catalog.contentTypes.map(\.uid) + self.catalog.components.map(\.uid)
        switch Int.random(in: 0..<7, using: &self.random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self.random))
        case 2:
            return .number(
                ["0", "-0.0", "7", "1.50", "1e400", "12345678901234567890"].randomElement(using: &self.random) ?? ""
            )
        case 3: return .string(uids.randomElement(using: &self.random) ?? "")
        default: return .string(["", "x", "\"q\"\\", "é🍕"].randomElement(using: &self.random) ?? "")
        }
    }

    private mutating func entry(of model: Model, _ depth: Int) -> JSONValue {
        var members: [JSONValue.Member] = [.init(key: "id", value: .number("1"))]
        for attribute in model.attributes where self.chance(50) {
            members.append(.init(key: attribute.name, value: self.value(of: attribute, depth)))
        }
        for key: ExactString in ["documentId", "apiKey", "unknown", "localizations", "title"] where self.chance(15) {
            guard !model.attributes.contains(where: { $0.name == key }) else { continue }
            members.append(.init(key: key, value: self.chance(60) ? self.scalar() : self.anything(2)))
        }
        return .object(members.shuffled(using: &self.random))
    }

    private mutating func value(of attribute: Attribute, _ depth: Int) -> JSONValue {
        if self.chance(4) { return .null }
        if self.chance(2) { return .array([.array([self.anything(1)])]) }
        switch attribute.kind {
        case .value, .password: return self.chance(80) ? self.scalar() : self.anything(2)
        case .media: return self.entries(of: "plugin::upload.file", depth)
        case .component(let uid): return self.entries(of: uid, depth)
        case .dynamicZone: return self.named("__component", self.catalog.components.map(\.uid), depth)
        case .relation(let kind, let target):
            let uids = self.catalog.contentTypes.filter(\.isOfProject).map(\.uid)
            return kind.namesTypeInEntries || self.chance(kind.isMorph ? 30 : 0)
                ? self.named("__type", uids, depth) : self.entries(of: target ?? "", depth)
        }
    }

    private mutating func entries(of uid: ExactString, _ depth: Int) -> JSONValue {
        let model = self.catalog.contentType(named: uid)?.model ?? self.catalog.component(uid: uid)
        let count = Int.random(in: 0..<3, using: &self.random)
        guard let model, depth > 0 else { return self.chance(50) ? .array([]) : .object([]) }
        if self.chance(40) { return self.entry(of: model, depth - 1) }
        return .array((0..<count).map { _ in self.chance(3) ? self.scalar() : self.entry(of: model, depth - 1) })
    }

    /// Entries that name their model under a key.
    private mutating func named(_ key: ExactString, _ uids: [ExactString], _ depth: Int) -> JSONValue {
        let count = Int.random(in: 0..<4, using: &self.random)
        let entries = (0..<count).map { _ in
            let uid = self.chance(90) ? uids.randomElement(using: &self.random) ?? "" : "api::no.no"
            var members = self.entries(of: uid, max(depth - 1, 0)).members.filter { $0.key != key }
            if self.chance(90) { members.append(.init(key: key, value: .string(uid))) }
            return JSONValue.object(members)
        }
        return self.chance(self.version == .v5 ? 10 : 1) ? entries.first ?? .null : .array(entries)
    }
}
