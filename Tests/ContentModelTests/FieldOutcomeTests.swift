import ContentModel
import JSONText
import Testing

@Suite("What becomes of each field")
struct FieldOutcomeTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let rule: String
        var find: [ExactString] = []
        let data: String
        let expected: [String]
        var testDescription: String { self.rule }
    }

    static let examples = [
        Example(
            rule: "values are kept or dropped, and what a value holds is no field",
            data: #"{"title":"t","notes":"n","code":"c","extra":{"deep":{"er":1}}}"#,
            expected: ["title kept", "notes private", "code password", "extra kept"]
        ),
        Example(
            rule: "fields of a relation that may not be found go with it",
            data: #"{"author":{"name":"Ann","email":"a"},"comments":[{"text":"x","ip":"1"}]}"#,
            expected: [
                "author unreadable-relation", "author.name unreadable-relation", "author.email unreadable-relation",
                "comments unreadable-relation", "comments[].text unreadable-relation",
                "comments[].ip unreadable-relation",
            ]
        ),
        Example(
            rule: "fields of a relation that may be found are told one by one",
            find: ["api::author.author"],
            data: #"{"author":{"name":"Ann","email":"a"}}"#,
            expected: ["author kept", "author.name kept", "author.email private"]
        ),
        Example(
            rule:
                "entries of a zone that are dropped one by one are told at their place, and what is in others is kept",
            data: #"{"zone":[{"__component":"shared.seo","title":"s","score":1},{"__component":"lost","title":"x"}]}"#,
            expected: [
                "zone kept", "zone[] partly: unknown-component", "zone[].title kept", "zone[].score private",
            ]
        ),
        Example(
            rule: "a polymorphic relation of which no entry may be found is dropped whole",
            data: #"{"things":[{"__type":"api::tag.tag","name":"x"}]}"#,
            expected: [
                "things unreadable-entry", "things[] unreadable-entry", "things[].name unreadable-entry",
            ]
        ),
        Example(
            rule: "unknown keys are told by name",
            data: #"{"secret":1,"bag":{"x":1},"note":1}"#,
            expected: ["secret denied-name", "bag unknown-key", "note kept"]
        ),
        Example(
            rule: "a field that is dropped from some entries only is dropped in part",
            data: #"[{"bag":1},{"bag":{}}]"#,
            expected: ["[].bag partly: unknown-key"]
        ),
    ]

    @Test("is told by path, with the rule", arguments: examples)
    func outcomes(_ example: Example) throws {
        let plan = try SmallWorld.plan(.v5, "article", Permissions(actions: Self.find(example.find)), .strict)
        let outcomes = try plan.outcomes(of: try JSONDocument(parsing: example.data))
        #expect(outcomes.map(Self.written) == example.expected)
    }

    @Test("is what the view shows, for random entries", arguments: PropertyTests.seeds)
    func agreesWithView(seed: UInt64) throws {
        var world = try RandomWorld(seed: seed)
        for mode in [SanitizeMode.exact, .strict] {
            let (data, permissions) = (world.entry(), world.permissions())
            let plan = ViewPlan(
                catalog: world.catalog,
                type: world.type,
                permissions: permissions,
                mode: mode,
                shape: .v5
            )
            let document = try JSONDocument(parsing: data.bytes)
            guard let sanitized = try? plan.sanitize(document) else { continue }
            let shown = try JSONValue(parsing: sanitized).paths()
            for outcome in try plan.outcomes(of: document) where !outcome.path.hasSuffix("[]") {
                if case .dropped = outcome.fate {
                    #expect(!shown.contains(ExactString(outcome.path)))
                } else {
                    #expect(shown.contains(ExactString(outcome.path)))
                }
            }
        }
    }

    @Test("of a schema: an entry with every attribute, which every mode can send", arguments: PropertyTests.seeds)
    func sample(seed: UInt64) throws {
        let world = try RandomWorld(seed: seed)
        let document = try JSONDocument(parsing: SampleEntry.json(of: world.type, in: world.catalog))
        for mode in [SanitizeMode.exact, .strict] {
            let plan = ViewPlan(
                catalog: world.catalog,
                type: world.type,
                permissions: Permissions(actions: []),
                mode: mode,
                shape: .v4
            )
            let paths = try plan.outcomes(of: document).map { ExactString($0.path) }
            #expect(Set(world.type.attributes.map(\.name)).isSubset(of: paths))
        }
    }

    @Test("of a schema goes into components and one level into relations")
    func levels() throws {
        let catalog = try SmallWorld.catalog(.v5)
        let type = try #require(catalog.contentType(named: "article"))
        let plan = try SmallWorld.plan(.v5, "article", .fullAccess, .strict)
        let sample = try JSONDocument(parsing: SampleEntry.json(of: type, in: catalog))
        let outcomes = try plan.outcomes(of: sample).map(Self.written)
        for expected in [
            "title kept", "notes private", "code password", "seo.title kept", "seo.score private",
            "zone[].key password", "author.email private", "author.boss kept", "comments[].ip private",
            "comments[].author kept", "topTag.weight private", "lost unknown-target", "things[] kept",
        ] {
            #expect(outcomes.contains(expected), "\(expected) is missing in \(outcomes)")
        }
        #expect(!outcomes.contains { $0.hasPrefix("author.boss.") || $0.hasPrefix("author.createdAt") })
    }

    private static func find(_ types: [ExactString]) -> Set<ExactString> {
        Set(types.map { ExactString("\($0).find") })
    }

    private static func written(_ outcome: FieldOutcome) -> String {
        switch outcome.fate {
        case .kept: "\(outcome.path) kept"
        case .partlyDropped(let rule): "\(outcome.path) partly: \(rule.code)"
        case .dropped(let rule): "\(outcome.path) \(rule.code)"
        }
    }
}

extension JSONValue {
    /// Every path in it, as ``DroppedField/path`` writes them.
    fileprivate func paths(_ path: String = "") -> Set<ExactString> {
        switch self {
        case .object(let members):
            members.reduce(into: []) { paths, member in
                let inner = path.isEmpty ? member.key.string : "\(path).\(member.key)"
                paths.insert(ExactString(inner))
                paths.formUnion(member.value.paths(inner))
            }
        case .array(let elements):
            elements.reduce(into: []) { $0.formUnion($1.paths(path + "[]")) }
        default:
            []
        }
    }
}
