import ContentModel
import JSONText
import Testing

extension SanitizingTests {
    static let morphs: [SanitizingCase] = [
        SanitizingCase(
            rule: "of morphToMany those entries stay whose type may be found",
            find: ["author"],
            data:
                #"{"things":[{"__type":"api::tag.tag","id":1},{"__type":"api::author.author","id":2,"email":"e"},{"id":3},5]}"#,
            v4: .out(#"{"things":[{"__type":"api::author.author","id":2}]}"#),
            v5: .out(#"{"things":[{"__type":"api::author.author","id":2}]}"#)
        ),
        SanitizingCase(
            rule: "of morphToMany without any allowed entry, Strapi 5 keeps all, cleaned",
            data: #"{"things":[{"__type":"api::tag.tag","id":1,"weight":2},{"id":3,"weight":2}],"title":"t"}"#,
            v4: .out(#"{"title":"t"}"#),
            v5: .out(#"{"things":[{"__type":"api::tag.tag","id":1},{"id":3,"weight":2}],"title":"t"}"#),
            strict: .out(#"{"title":"t"}"#)
        ),
        SanitizingCase(
            rule: "an empty morphToMany goes in Strapi 4 and stays in Strapi 5",
            data: #"{"things":[]}"#,
            v4: .out("{}")
        ),
        SanitizingCase(
            rule: "null is no morphToMany in Strapi 4",
            data: #"{"things":null}"#,
            v4: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "null among morphTo entries is an error",
            find: ["author"],
            data: #"{"things":[{"__type":"api::author.author"},null]}"#,
            v4: .fails(.nullEntry),
            v5: .fails(.nullEntry)
        ),
        SanitizingCase(
            rule: "a morphToOne is an error in Strapi 4, and stays whoever may find it in Strapi 5",
            data: #"{"thing":{"__type":"api::tag.tag","id":1,"pin":"p"}}"#,
            v4: .fails(.notEntries),
            v5: .out(#"{"thing":{"__type":"api::tag.tag","id":1}}"#),
            strict: .out("{}")
        ),
        SanitizingCase(
            rule: "a morphToOne that may be found stays in strict mode",
            find: ["tag"],
            data: #"{"thing":{"__type":"api::tag.tag","id":1,"pin":"p"}}"#,
            v4: .fails(.notEntries),
            v5: .out(#"{"thing":{"__type":"api::tag.tag","id":1}}"#)
        ),
        SanitizingCase(
            rule: "false scalars stay in a morphTo of Strapi 5, true ones are an error",
            data: #"{"thing":0.0,"things":""}"#,
            v4: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "so is a number",
            data: #"{"thing":7}"#,
            v4: .fails(.notEntries),
            v5: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "Strapi 4 takes a string for its characters, which full access may find",
            find: .fullAccess,
            data: #"{"things":"aé"}"#,
            v4: .out(#"{"things":["a","é"]}"#),
            v5: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "nobody else may",
            data: #"{"things":"aé","title":"t"}"#,
            v4: .out(#"{"title":"t"}"#),
            v5: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "an editor's lists of a morphTo are filtered in Strapi 5, and dropped in strict mode",
            find: ["tag"],
            data: #"""
                {"things":{"x":1,"set":[{"__type":"api::tag.tag","pin":"p"},{"__type":"api::author.author"}],"connect":[],"options":{"strict":true,"y":2}}}
                """#,
            v4: .fails(.notEntries),
            v5: .out(#"{"things":{"set":[{"__type":"api::tag.tag","pin":"p"}],"options":{"strict":true}}}"#),
            strict: .out("{}")
        ),
        SanitizingCase(
            rule: "full access gets morphTo entries of an unknown type uncleaned in exact mode",
            find: .fullAccess,
            data: #"{"things":[{"__type":"api::no.no","pin":"p"},{"__type":"api::tag.tag","pin":"p"}]}"#,
            v4: .out(#"{"things":[{"__type":"api::no.no","pin":"p"},{"__type":"api::tag.tag"}]}"#),
            v5: .out(#"{"things":[{"__type":"api::no.no","pin":"p"},{"__type":"api::tag.tag"}]}"#),
            strict: .out(#"{"things":[{"__type":"api::tag.tag"}]}"#)
        ),
        SanitizingCase(
            rule: "morphMany and morphOne leave their contents uncleaned in exact mode",
            find: ["tag"],
            data: #"{"tags":[{"id":1,"pin":"p","owner":{"id":2}}],"topTag":{"weight":1}}"#,
            strict: .out(#"{"tags":[{"id":1}],"topTag":{}}"#)
        ),
        SanitizingCase(
            rule: "except where entries say their type",
            find: ["tag"],
            data: #"{"tags":[{"__type":"api::tag.tag","pin":"p","name":"n"}]}"#,
            v4: .out(#"{"tags":[{"__type":"api::tag.tag","name":"n"}]}"#),
            v5: .out(#"{"tags":[{"__type":"api::tag.tag","name":"n"}]}"#)
        ),
        SanitizingCase(
            rule: "an entry of a morphMany that says it is of another type goes in strict mode",
            find: ["tag"],
            data: #"{"tags":[{"__type":"api::author.author","name":"n"},{"name":"m"}]}"#,
            strict: .out(#"{"tags":[{"name":"m"}]}"#)
        ),
        SanitizingCase(
            rule: "what exact mode throws inside such an entry, strict mode throws too",
            find: ["tag"],
            data: #"{"tags":[{"__type":"api::author.author","things":[null]}]}"#,
            v4: .fails(.nullEntry),
            v5: .fails(.nullEntry)
        ),
        SanitizingCase(
            rule:
                "what exact mode throws inside a morphTo entry that it keeps, and strict mode does not, strict mode throws",
            data: #"{"things":[{"__type":"api::author.author","things":7}],"thing":null}"#,
            v4: .fails(.notEntries),
            v5: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "and inside a morphToOne",
            data: #"{"thing":{"__type":"api::author.author","things":7}}"#,
            v4: .fails(.notEntries),
            v5: .fails(.notEntries)
        ),
        SanitizingCase(
            rule: "morphMany needs the right to find its target",
            data: #"{"tags":[{"id":1}],"title":"t"}"#,
            v4: .out(#"{"title":"t"}"#),
            v5: .out(#"{"title":"t"}"#)
        ),
        SanitizingCase(
            rule: "null in a morphMany is an error, also where nobody may find it",
            data: #"{"tags":[null]}"#,
            v4: .fails(.nullEntry),
            v5: .fails(.nullEntry)
        ),
    ]

    static let zones: [SanitizingCase] = [
        SanitizingCase(
            rule: "entries of a dynamic zone are cleaned as their component says",
            data: #"{"zone":[{"__component":"shared.seo","title":"s","key":"k","score":1}]}"#,
            v4: .out(#"{"zone":[{"__component":"shared.seo","title":"s"}]}"#),
            v5: .out(#"{"zone":[{"__component":"shared.seo","title":"s"}]}"#)
        ),
        SanitizingCase(
            rule: "those of an unknown or missing component pass uncleaned in exact mode",
            data: #"{"zone":[{"__component":"no.no","key":"k"},{"key":"k"},{"__component":"shared.seo"}]}"#,
            strict: .out(#"{"zone":[{"__component":"shared.seo"}]}"#)
        ),
        SanitizingCase(
            rule: "a content type works as a component in exact mode",
            data: #"{"zone":[{"__component":"api::tag.tag","pin":"p"}]}"#,
            v4: .out(#"{"zone":[{"__component":"api::tag.tag"}]}"#),
            v5: .out(#"{"zone":[{"__component":"api::tag.tag"}]}"#),
            strict: .out(#"{"zone":[]}"#)
        ),
        SanitizingCase(
            rule: "a zone that is no array passes uncleaned in exact mode",
            data: #"{"zone":{"__component":"shared.seo","key":"k"}}"#,
            strict: .out(#"{"zone":{"__component":"shared.seo"}}"#)
        ),
        SanitizingCase(
            rule: "null in a zone is an error",
            data: #"{"zone":[null]}"#,
            v4: .fails(.nullEntry),
            v5: .fails(.nullEntry)
        ),
        SanitizingCase(
            rule: "what exact mode throws inside an entry that strict mode drops, strict mode throws too",
            data: #"{"zone":[{"__component":"api::author.author","things":[null]}]}"#,
            v4: .fails(.nullEntry),
            v5: .fails(.nullEntry)
        ),
        SanitizingCase(
            rule: "scalars in a zone stay",
            data: #"{"zone":["x",7]}"#
        ),
        SanitizingCase(
            rule: "an array in a zone is left alone in exact mode",
            data: #"{"zone":[[{"__component":"shared.seo","key":"k"}]]}"#,
            strict: .out(#"{"zone":[[{"__component":"shared.seo"}]]}"#)
        ),
    ]
}

@Suite("Attributes that take away what names the type of an entry")
struct HiddenTypeTests {
    private func outcome(_ version: StrapiVersion, _ permissions: Permissions, _ mode: SanitizeMode, _ data: String)
        throws -> Outcome
    {
        let odd = #"""
            {"options":{"privateAttributes":["__type"]},
             "attributes":{"__type":{"type":"string"},"pin":{"type":"password"},
              "other":{"type":"relation","relation":"oneToOne","target":"api::odd.odd"},
              "things":{"type":"relation","relation":"morphToMany"},"zone":{"type":"dynamiczone","components":[]}}}
            """#
        let box = #"""
            {"attributes":{"__component":{"type":"string","private":true},
              "other":{"type":"relation","relation":"oneToOne","target":"api::odd.odd"}}}
            """#
        let catalog = try ContentCatalog(
            files: [
                SchemaFile(kind: .contentType(uid: "api::odd.odd"), path: "odd.json", bytes: Array(odd.utf8)),
                SchemaFile(kind: .component(uid: "a.box"), path: "box.json", bytes: Array(box.utf8)),
            ],
            options: ModelOptions(version: version)
        )
        let type = try #require(catalog.contentType(named: "odd"))
        let plan = ViewPlan(catalog: catalog, type: type, permissions: permissions, mode: mode, shape: .v5)
        let document = try JSONDocument(parsing: data)
        return Outcome { () throws(ViewError) in try plan.sanitize(document) }
    }

    @Test("leave Strapi's later passes without a type, so relations inside go out; not in strict mode")
    func hidden() throws {
        let things = #"{"things":[{"__type":"api::odd.odd","pin":1,"other":null}]}"#
        let cleaned = Outcome.out(#"{"things":[{"other":null}]}"#)
        #expect(try self.outcome(.v5, [], .exact, things) == cleaned)
        #expect(try self.outcome(.v4, [], .exact, things) == .out("{}"))
        #expect(try self.outcome(.v4, .fullAccess, .exact, things) == cleaned)
        #expect(try self.outcome(.v4, .fullAccess, .strict, things) == .out("{}"))
        #expect(try self.outcome(.v5, [], .strict, things) == .out("{}"))
        let zone = #"{"zone":[{"__component":"a.box","other":7}]}"#
        #expect(try self.outcome(.v5, [], .exact, zone) == .out(#"{"zone":[{"other":7}]}"#))
        #expect(try self.outcome(.v5, [], .strict, zone) == .out(#"{"zone":[{}]}"#))
    }
}
