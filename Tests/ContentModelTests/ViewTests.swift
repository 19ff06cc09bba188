import ContentModel
import JSONText
import Testing

@Suite("Views")
struct ViewTests {
    struct ShapeExample: Sendable, CustomTestStringConvertible {
        let rule: String
        let version: StrapiVersion
        let shape: Shape
        let data: String
        let expected: Outcome
        var testDescription: String { self.rule }
    }

    static let shapes: [ShapeExample] = [
        ShapeExample(
            rule: "v5 puts the data between data and meta",
            version: .v5,
            shape: .v5,
            data: #"{"id":1,"title":"t"}"#,
            expected: .out(#"{"data":{"id":1,"title":"t"},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "v4 puts id first and the rest into attributes",
            version: .v4,
            shape: .v4,
            data: #"{"title":"t","id":1,"documentId":"d"}"#,
            expected: .out(#"{"data":{"id":1,"attributes":{"title":"t","documentId":"d"}},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "v4 on Strapi 5 has documentId beside id",
            version: .v5,
            shape: .v4,
            data: #"{"title":"t","documentId":"d","id":1}"#,
            expected: .out(#"{"data":{"id":1,"documentId":"d","attributes":{"title":"t"}},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "plugin on Strapi 5 has it among the attributes",
            version: .v5,
            shape: .plugin,
            data: #"{"documentId":"d","title":"t"}"#,
            expected: .out(#"{"data":{"attributes":{"documentId":"d","title":"t"}},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "relations and media become {data}, null and arrays too, scalars do not",
            version: .v5,
            shape: .plugin,
            data: #"{"author":null,"comments":[{"id":2,"text":"x"}],"cover":[],"role":7}"#,
            expected: .out(
                #"{"data":{"attributes":{"author":{"data":null},"comments":{"data":[{"id":2,"attributes":{"text":"x"}}]},"#
                    + #""cover":{"data":[]},"role":7}},"meta":{}}"#
            )
        ),
        ShapeExample(
            rule: "morphTo relations stay as they are",
            version: .v5,
            shape: .v4,
            data: #"{"things":[{"__type":"api::tag.tag","id":1}]}"#,
            expected: .out(#"{"data":{"attributes":{"things":[{"__type":"api::tag.tag","id":1}]}},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "components stay flat with id first, and lose documentId where entries have it",
            version: .v5,
            shape: .v4,
            data:
                #"{"seo":{"title":"s","documentId":"d","id":3,"image":null},"zone":[{"__component":"shared.seo","id":1}]}"#,
            expected: .out(
                #"{"data":{"attributes":{"seo":{"id":3,"title":"s","image":{"data":null}},"#
                    + #""zone":[{"id":1,"__component":"shared.seo"}]}},"meta":{}}"#
            )
        ),
        ShapeExample(
            rule: "an array of entries is an array of envelopes",
            version: .v4,
            shape: .v4,
            data: #"[{"id":1},null]"#,
            expected: .out(#"{"data":[{"id":1,"attributes":{}},null],"meta":{}}"#)
        ),
        ShapeExample(
            rule: "a scalar among related entries has no envelope",
            version: .v4,
            shape: .v4,
            data: #"{"comments":[7]}"#,
            expected: .fails(.scalarEntry)
        ),
        ShapeExample(
            rule: "a scalar in a zone has none either",
            version: .v5,
            shape: .v4,
            data: #"{"zone":["x"]}"#,
            expected: .fails(.scalarEntry)
        ),
        ShapeExample(
            rule: "a scalar among related entries is fine where nothing is wrapped",
            version: .v5,
            shape: .v5,
            data: #"{"comments":[7]}"#,
            expected: .out(#"{"data":{"comments":[7]},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "a key called __proto__ is lost in the envelope, as in the reference",
            version: .v4,
            shape: .v4,
            data: #"{"__proto__":1,"title":"t"}"#,
            expected: .out(#"{"data":{"attributes":{"title":"t"}},"meta":{}}"#)
        ),
        ShapeExample(
            rule: "no entry is null",
            version: .v5,
            shape: .v5,
            data: "null",
            expected: .out("null")
        ),
        ShapeExample(
            rule: "a scalar has no view",
            version: .v5,
            shape: .v5,
            data: "7",
            expected: .fails(.notAnEntry)
        ),
    ]

    @Test("have the shape asked for", arguments: shapes)
    func shape(_ example: ShapeExample) throws {
        let plan = try SmallWorld.plan(example.version, "article", .fullAccess, .exact, example.shape)
        let document = try JSONDocument(parsing: example.data)
        let outcome = Outcome { () throws(ViewError) in try plan.view(of: document).argument }
        #expect(outcome == example.expected)
    }

    @Test("name what they lack, each path once, with the rule")
    func dropped() throws {
        let plan = try SmallWorld.plan(.v5, "article", ["comment", "tag"], .strict)
        let document = try JSONDocument(
            parsing: #"""
                {"title": "t", "notes": 1, "code": "c", "author": {"id": 1}, "lost": 7,
                 "comments": [{"id": 1, "ip": "1", "author": 2}, {"id": 2, "ip": "2", "unknown": {}, "secret": 1}],
                 "zone": [{"__component": "no.no"}], "things": [{"__type": "api::author.author"}, {"__type": "api::tag.tag", "pin": 1}],
                 "role": null}
                """#
        )
        let view = try plan.view(of: document)
        let author: ExactString = "api::author.author"
        #expect(
            view.dropped == [
                DroppedField(path: "notes", rule: .privateAttribute), DroppedField(path: "code", rule: .password),
                DroppedField(path: "author", rule: .unreadableRelation(target: author)),
                DroppedField(path: "lost", rule: .unreadableRelation(target: "api::lost.lost")),
                DroppedField(path: "comments[].ip", rule: .privateAttribute),
                DroppedField(path: "comments[].author", rule: .unreadableRelation(target: author)),
                DroppedField(path: "comments[].unknown", rule: .unknownKeyWithContent),
                DroppedField(path: "comments[].secret", rule: .deniedName),
                DroppedField(path: "zone[]", rule: .unknownComponent),
                DroppedField(path: "things[]", rule: .unreadableEntry),
                DroppedField(path: "things[].pin", rule: .password),
                DroppedField(path: "role", rule: .unreadableRelation(target: "plugin::users-permissions.role")),
            ]
        )
    }

    @Test("name nothing that only a look into what is dropped met")
    func droppedInside() throws {
        let plan = try SmallWorld.plan(.v5, "article", [], .strict)
        let view = try plan.view(of: try JSONDocument(parsing: #"{"author": {"email": "e"}}"#))
        #expect(view.dropped.map(\.path) == ["author"])
    }

    @Test("say why in words and in a code that programs can rely on")
    func rules() {
        let rule = DropRule.unreadableRelation(target: "api::author.author")
        #expect(rule.description == "it is a relation, and needs the right api::author.author.find")
        #expect(rule.code == "unreadable-relation")
        let codes = [
            .password, .privateAttribute, rule, .usersOfRole, .unreadableEntry, .unknownKeyWithContent, .deniedName,
            .unknownTarget, .unknownType, .unknownComponent, DropRule.lostSecret,
        ].map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test("deny other names when told so")
    func deniedNames() throws {
        let document = try JSONDocument(parsing: #"{"password":"p","pin":1}"#)
        let plan = try SmallWorld.plan(.v5, "article", [], .strict(denied: ["pin"]))
        #expect(try plan.sanitize(document) == Array(#"{"password":"p"}"#.utf8))
    }

    @Test("of a type of another catalog do not exist")
    func foreignType() throws {
        let other = try ContentCatalog(
            files: [
                SchemaFile(
                    kind: .contentType(uid: "api::other.other"),
                    path: "other.json",
                    bytes: Array(#"{"attributes":{}}"#.utf8)
                )
            ])
        let type = try #require(other.contentType(named: "other"))
        let plan = ViewPlan(
            catalog: try SmallWorld.catalog(.v5),
            type: type,
            permissions: .fullAccess,
            mode: .exact,
            shape: .v5
        )
        #expect(throws: ViewError.self) { try plan.view(of: try JSONDocument(parsing: "{}")) }
    }

    @Test("are shared by audiences whose rights give the same answers, and by no others")
    func sharing() throws {
        let document = try JSONDocument(parsing: #"{"title":"t","author":{"id":1}}"#)
        let plan = try SmallWorld.plan(.v5, "article", ["author"], .strict)
        let view = try plan.view(of: document)
        let writer = Permissions(actions: ["api::author.author.find", "api::article.article.update"])
        #expect(plan.signature == (try SmallWorld.plan(.v5, "article", writer, .strict)).signature)
        #expect(view.holds(for: try SmallWorld.plan(.v5, "article", ["author", "tag"], .strict)))
        #expect(view.holds(for: try SmallWorld.plan(.v5, "article", .fullAccess, .strict)))
        #expect(!view.holds(for: try SmallWorld.plan(.v5, "article", ["tag"], .strict)))
        #expect(!view.holds(for: try SmallWorld.plan(.v5, "article", ["author"], .exact)))
        #expect(!view.holds(for: try SmallWorld.plan(.v5, "article", ["author"], .strict, .v4)))
        #expect(!view.holds(for: try SmallWorld.plan(.v5, "author", ["author"], .strict)))
    }

    @Test("that asked about types without a schema are not shared with those who may find them")
    func sharingUnknownTypes() throws {
        let document = try JSONDocument(
            parsing: #"{"things":[{"__type":"api::no.no"},{"__type":"api::tag.tag"}]}"#
        )
        let view = try SmallWorld.plan(.v5, "article", ["tag"], .exact).view(of: document)
        let plan = try SmallWorld.plan(.v5, "article", ["tag", "api::no.no"], .exact)
        #expect(!view.holds(for: plan))
        #expect(try plan.view(of: document).argument != view.argument)
    }
}
