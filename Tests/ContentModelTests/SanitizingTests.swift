import ContentModel
import JSONText
import Testing

/// One entry, and what an audience gets of it by the rules of each version and mode.
struct SanitizingCase: Sendable, CustomTestStringConvertible {
    let rule: String
    var type: ExactString = "article"
    var find: Permissions = []
    let data: String
    /// The data itself when `nil`.
    var v4: Outcome?
    var v5: Outcome?
    /// Of Strapi 5; equal to `v5` when `nil`.
    var strict: Outcome?

    var testDescription: String { self.rule }
}

@Suite("Sanitizing")
struct SanitizingTests {
    static let cases: [SanitizingCase] = keys + relations + morphs + zones + roots

    @Test("gives an audience what Strapi gives it, and in strict mode not what leaks", arguments: cases)
    func sanitizes(_ example: SanitizingCase) throws {
        let document = try JSONDocument(parsing: example.data)
        let same = Outcome.out(example.data)
        for (version, mode, expected) in [
            (StrapiVersion.v4, SanitizeMode.exact, example.v4 ?? same), (.v5, .exact, example.v5 ?? same),
            (.v5, .strict, example.strict ?? example.v5 ?? same),
        ] {
            let plan = try SmallWorld.plan(version, example.type, example.find, mode)
            let outcome = Outcome { () throws(ViewError) in try plan.sanitize(document) }
            #expect(outcome == expected, "\(version), \(mode == .exact ? "exact" : "strict")")
        }
    }

    @Test("cleans localizations in strict mode as entries of their type, where Strapi 4 has no such attribute")
    func localizations() throws {
        let plan = try SmallWorld.plan(.v4, "article", [], .strict)
        let document = try JSONDocument(parsing: #"{"localizations":[{"title":"t","notes":1}],"title":"u"}"#)
        #expect(try plan.sanitize(document) == Array(#"{"localizations":[{"title":"t"}],"title":"u"}"#.utf8))
    }

    @Test("hides the project's own list of private names in every model, where they are attributes")
    func globalPrivateNames() throws {
        let catalog = try SmallWorld.catalog(.v5, privateAttributes: ["title", "id", "name", "url", "cover"])
        let type = try #require(catalog.contentType(named: "article"))
        let plan = ViewPlan(catalog: catalog, type: type, permissions: .fullAccess, mode: .exact, shape: .v5)
        let document = try JSONDocument(
            parsing: #"""
                {"id":1,"title":"t","name":"no attribute here","cover":{},"seo":{"title":"s","id":2,"image":{"url":"/","ext":".x"}},"author":{"name":"a","id":3}}
                """#
        )
        #expect(
            String(decoding: try plan.sanitize(document), as: UTF8.self)
                == #"{"id":1,"name":"no attribute here","seo":{"id":2,"image":{"ext":".x"}},"author":{"id":3}}"#
        )
    }

    static let keys: [SanitizingCase] = [
        SanitizingCase(
            rule: "private and password attributes go, also when null, and commas with them",
            data: #"{"notes":null,"id":1,"code":"x","title":"t","notes2":1,"draftOf":{}}"#,
            v4: .out(#"{"id":1,"title":"t","notes2":1}"#),
            v5: .out(#"{"id":1,"title":"t","notes2":1}"#)
        ),
        SanitizingCase(
            rule: "an object of which nothing is left stays as an empty one",
            data: #"{"code":"x","notes":1}"#,
            v4: .out("{}"),
            v5: .out("{}")
        ),
        SanitizingCase(
            rule: "a list of private names hides attributes only, so id and unknown keys stay",
            data: #"{"id":1,"ghost":2,"documentId":"d"}"#
        ),
        SanitizingCase(
            rule: "an unknown scalar stays, also one called ip where ip is no attribute",
            data: #"{"ip":"1","résumé":true}"#
        ),
        SanitizingCase(
            rule: "an unknown key with content stays in exact mode, whatever is in it",
            data: #"{"unknown":{"password":"p"},"list":[1],"title":"t"}"#,
            strict: .out(#"{"title":"t"}"#)
        ),
        SanitizingCase(
            rule: "an unknown key with the name of a secret stays in exact mode",
            data: #"{"password":"p","secret":1,"Password":"P","apiKey":null}"#,
            strict: .out(#"{"Password":"P"}"#)
        ),
        SanitizingCase(
            rule: "json is opaque, in strict mode too",
            data: #"{"extra":{"password":"p","notes":[{"code":1}]}}"#
        ),
        SanitizingCase(
            rule: "known keys go with content in strict mode, and stay with a scalar",
            data: #"{"seo":{"id":{"a":1},"locale":"en","__component":[1],"localizations":[]}}"#,
            strict: .out(#"{"seo":{"locale":"en"}}"#)
        ),
        SanitizingCase(
            rule: "an escaped letter does not smuggle a key through, and digits and escapes stay as written",
            data: #"{"n\u006ftes":"x","title":"\u0041é","views":1.0e2}"#,
            v4: .out(#"{"title":"\u0041é","views":1.0e2}"#),
            v5: .out(#"{"title":"\u0041é","views":1.0e2}"#)
        ),
        SanitizingCase(
            rule: "of a key given twice only the last is there",
            data: #"{"title":"a","extra":{"x":1,"x":2},"title":"b"}"#,
            v4: .out(#"{"extra":{"x":2},"title":"b"}"#),
            v5: .out(#"{"extra":{"x":2},"title":"b"}"#)
        ),
        SanitizingCase(
            rule: "spaces stay as written around what stays",
            data: "{ \"notes\" : 1 ,\n  \"title\" : \"t\" ,\t\"code\": 2 }",
            v4: .out("{ \"title\" : \"t\" }"),
            v5: .out("{ \"title\" : \"t\" }")
        ),
        SanitizingCase(
            rule: "components are cleaned by their own lists, and their createdBy is an ordinary relation",
            data: #"{"seo":{"id":1,"title":"s","score":5,"key":"k","createdBy":{"id":1}}}"#,
            v4: .out(#"{"seo":{"id":1,"title":"s"}}"#),
            v5: .out(#"{"seo":{"id":1,"title":"s"}}"#)
        ),
        SanitizingCase(
            rule: "a component may be an array, an object or a scalar whatever the schema says",
            data: #"{"seo":[{"score":5},null,7,{"title":"s"}]}"#,
            v4: .out(#"{"seo":[{},null,7,{"title":"s"}]}"#),
            v5: .out(#"{"seo":[{},null,7,{"title":"s"}]}"#)
        ),
        SanitizingCase(
            rule: "media need no right, and their private attributes go",
            data: #"{"cover":{"id":1,"hash":"h","folderPath":"/","folder":{"id":2},"formats":{"folderPath":"/"}}}"#,
            v4: .out(#"{"cover":{"id":1,"hash":"h","formats":{"folderPath":"/"}}}"#),
            v5: .out(#"{"cover":{"id":1,"hash":"h","formats":{"folderPath":"/"}}}"#)
        ),
        SanitizingCase(
            rule: "an array inside an array is left alone in exact mode",
            data: #"{"seo":[[{"key":"k","title":"s"}]]}"#,
            strict: .out(#"{"seo":[[{"title":"s"}]]}"#)
        ),
    ]

    static let relations: [SanitizingCase] = [
        SanitizingCase(
            rule: "a relation goes without the right to find its target, also when null, empty or an id",
            data: #"{"author":null,"comments":[],"title":"t","role":7}"#,
            v4: .out(#"{"title":"t"}"#),
            v5: .out(#"{"title":"t"}"#)
        ),
        SanitizingCase(
            rule: "a relation stays with it, cleaned at every depth",
            find: ["author"],
            data: #"{"author":{"id":1,"email":"e","boss":{"name":"b","email":"e"}},"comments":[{"ip":"1"}]}"#,
            v4: .out(#"{"author":{"id":1,"boss":{"name":"b"}}}"#),
            v5: .out(#"{"author":{"id":1,"boss":{"name":"b"}}}"#)
        ),
        SanitizingCase(
            rule: "findOne is not find",
            find: Permissions(actions: ["api::author.author.findOne"]),
            data: #"{"author":{"id":1}}"#,
            v4: .out("{}"),
            v5: .out("{}")
        ),
        SanitizingCase(
            rule: "null among ordinary relations passes",
            find: ["comment"],
            data: #"{"comments":[null,{"id":1,"ip":"x"}]}"#,
            v4: .out(#"{"comments":[null,{"id":1}]}"#),
            v5: .out(#"{"comments":[null,{"id":1}]}"#)
        ),
        SanitizingCase(
            rule: "creators are open to everyone where the type says so, and cleaned",
            type: "author",
            data: #"{"createdBy":{"id":1,"firstname":"f","email":"e","roles":[]}}"#,
            v4: .out(#"{"createdBy":{"id":1,"firstname":"f"}}"#),
            v5: .out(#"{"createdBy":{"id":1,"firstname":"f"}}"#)
        ),
        SanitizingCase(
            rule: "creators are private elsewhere, for full access too",
            find: .fullAccess,
            data: #"{"createdBy":{"id":1},"updatedBy":null}"#,
            v4: .out("{}"),
            v5: .out("{}")
        ),
        SanitizingCase(
            rule: "the users of a role never go out",
            find: .fullAccess,
            data: #"{"role":{"id":1,"users":[{"id":2}],"permissions":[]}}"#,
            v4: .out(#"{"role":{"id":1,"permissions":[]}}"#),
            v5: .out(#"{"role":{"id":1,"permissions":[]}}"#)
        ),
        SanitizingCase(
            rule: "a relation to a type without a schema passes uncleaned in exact mode, to who may find it",
            find: .fullAccess,
            data: #"{"lost":{"password":"p"}}"#,
            strict: .out("{}")
        ),
        SanitizingCase(
            rule: "what a pass throws inside a relation that a later pass removes is still thrown",
            data: #"{"author":{"things":[null]}}"#,
            v4: .fails(.nullEntry),
            v5: .fails(.nullEntry)
        ),
        SanitizingCase(
            rule: "what a pass would throw inside a private field is not",
            data: #"{"draftOf":{"things":[null]},"title":"t"}"#,
            v4: .out(#"{"title":"t"}"#),
            v5: .out(#"{"title":"t"}"#)
        ),
        SanitizingCase(
            rule: "what the second pass throws inside a relation that it removes is not",
            data: #"{"author":{"things":7},"title":"t"}"#,
            v4: .out(#"{"title":"t"}"#),
            v5: .out(#"{"title":"t"}"#)
        ),
        SanitizingCase(
            rule: "what the second pass throws inside a relation that stays is",
            find: ["author"],
            data: #"{"author":{"things":7}}"#,
            v4: .fails(.notEntries),
            v5: .fails(.notEntries)
        ),
    ]

    static let roots: [SanitizingCase] = [
        SanitizingCase(
            rule: "an array of entries is cleaned one by one",
            data: #"[{"notes":1},null,{"title":"t"}]"#,
            v4: .out(#"[{},null,{"title":"t"}]"#),
            v5: .out(#"[{},null,{"title":"t"}]"#)
        ),
        SanitizingCase(rule: "an empty array is one", data: "[]"),
        SanitizingCase(rule: "null is no entry", data: "null", strict: .fails(.notAnEntry)),
        SanitizingCase(rule: "a scalar is no entry", data: "7", strict: .fails(.notAnEntry)),
        SanitizingCase(rule: "nor is one in an array", data: #"[{"title":"t"},"x"]"#, strict: .fails(.notAnEntry)),
    ]
}
