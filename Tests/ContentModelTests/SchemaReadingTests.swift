import ContentModel
import JSONText
import Testing

@Suite("Reading schemas")
struct SchemaReadingTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let what: String
        var path = "schemas/article.json"
        let schema: String
        let message: String
        var testDescription: String { self.what }
    }

    static func type(_ name: String, _ schema: String, path: String? = nil) -> SchemaFile {
        SchemaFile(
            kind: .contentType(uid: ExactString("api::\(name).\(name)")),
            path: path ?? "schemas/\(name).json",
            bytes: Array(schema.utf8)
        )
    }

    static let mistakes: [Mistake] = [
        Mistake(
            what: "broken JSON",
            schema: "{\"attributes\":\n  {\"title\" {}}}",
            message: "schemas/article.json: line 2, column 12: expected ':' after the key"
        ),
        Mistake(
            what: "no object",
            schema: "[]",
            message: "schemas/article.json: line 1, column 1: schema: expected an object, as in {\"attributes\": {…}}"
        ),
        Mistake(
            what: "no attributes",
            schema: "{}",
            message: "schemas/article.json: attributes: expected an object of attributes"
        ),
        Mistake(
            what: "an attribute that is no object",
            schema: "{\"attributes\":{\"ü\": \"string\"}}",
            message:
                "schemas/article.json: line 1, column 21: attribute 'ü': expected an object, as in {\"type\": \"string\"}"
        ),
        Mistake(
            what: "a missing type",
            schema: "{\"attributes\":{\"title\":{}}}",
            message:
                "schemas/article.json: line 1, column 24: attribute 'title': expected a \"type\", as in {\"type\": \"string\"}"
        ),
        Mistake(
            what: "an unknown type",
            schema: "{\"attributes\":{\"title\":{\"type\":\"strng\"}}}",
            message: "schemas/article.json: line 1, column 32: type of attribute 'title': 'strng' is unknown; "
                + "did you mean 'string'?"
        ),
        Mistake(
            what: "a private that is no bool",
            schema: "{\"attributes\":{\"title\":{\"type\":\"text\",\"private\":\"true\"}}}",
            message:
                "schemas/article.json: line 1, column 49: attribute 'title': expected true or false for \"private\""
        ),
        Mistake(
            what: "a relation without a target",
            schema: "{\"attributes\":{\"a\":{\"type\":\"relation\",\"relation\":\"oneToOne\"}}}",
            message: "schemas/article.json: line 1, column 20: attribute 'a': expected the uid of a \"target\", "
                + "as in api::author.author"
        ),
        Mistake(
            what: "a relation of an unknown kind",
            schema: "{\"attributes\":{\"a\":{\"type\":\"relation\",\"relation\":\"OneToOne\",\"target\":\"x\"}}}",
            message: "schemas/article.json: line 1, column 50: relation of attribute 'a': 'OneToOne' is unknown; "
                + "did you mean 'oneToOne'?"
        ),
        Mistake(
            what: "a component without a uid",
            schema: "{\"attributes\":{\"a\":{\"type\":\"component\"}}}",
            message: "schemas/article.json: line 1, column 20: attribute 'a': expected the uid of a \"component\", "
                + "as in shared.seo"
        ),
        Mistake(
            what: "a component without a file",
            schema: "{\"attributes\":{\"a\":{\"type\":\"component\",\"component\":\"shared.seo\"}}}",
            message:
                "schemas/article.json: line 1, column 16: attribute 'a': there is no file for the component 'shared.seo'; "
                + "add components/shared/seo.json, or take the attribute out"
        ),
        Mistake(
            what: "a name that differs from the file's",
            schema: "{\"info\":{\"singularName\":\"post\"},\"attributes\":{}}",
            message: "schemas/article.json: line 1, column 25: info.singularName is 'post', but the file stands for "
                + "api::article.article; Strapi wants both names equal: rename the folder or file, or change singularName"
        ),
        Mistake(
            what: "a name in capitals",
            schema: "{\"info\":{\"singularName\":\"Article\"},\"attributes\":{}}",
            message: "schemas/article.json: line 1, column 25: info.singularName: expected a name in kebab-case, "
                + "as in blog-post"
        ),
        Mistake(
            what: "an unknown kind",
            schema: "{\"kind\":\"single\",\"attributes\":{}}",
            message: "schemas/article.json: line 1, column 9: kind: expected collectionType or singleType"
        ),
        Mistake(
            what: "private names that are no list",
            schema: "{\"options\":{\"privateAttributes\":\"x\"},\"attributes\":{}}",
            message: "schemas/article.json: line 1, column 33: options.privateAttributes: expected an array of strings"
        ),
    ]

    @Test("refuses a mistake, says where it is and how to mend it", arguments: mistakes)
    func refuses(_ mistake: Mistake) {
        let error = #expect(throws: SchemaError.self) {
            try ContentCatalog(files: [Self.type("article", mistake.schema)])
        }
        #expect(error?.description == mistake.message)
    }

    @Test("refuses two types of one name, whether singular or plural")
    func duplicateNames() {
        let news = Self.type("news", #"{"info":{"singularName":"news","pluralName":"articles"},"attributes":{}}"#)
        let article = Self.type(
            "article",
            #"{"info":{"singularName":"article","pluralName":"articles"},"attributes":{}}"#
        )
        let error = #expect(throws: SchemaError.self) { try ContentCatalog(files: [article, news]) }
        #expect(error?.reason == .duplicateName("articles", otherPath: "schemas/article.json"))
    }

    @Test("refuses two files for one type, and for one component whatever the case of its name")
    func duplicateFiles() {
        let article = Self.type("article", #"{"attributes":{}}"#)
        let again = Self.type("article", #"{"attributes":{}}"#, path: "other.json")
        #expect(
            throws: SchemaError(
                path: "other.json",
                reason: .duplicateUID("api::article.article", otherPath: article.path)
            )
        ) {
            try ContentCatalog(files: [article, again])
        }
        let components = ["Shared.SEO", "shared.seo"].map {
            SchemaFile(kind: .component(uid: ExactString($0)), path: $0, bytes: Array(#"{"attributes":{}}"#.utf8))
        }
        #expect(throws: SchemaError(path: "shared.seo", reason: .duplicateUID("shared.seo", otherPath: "Shared.SEO"))) {
            try ContentCatalog(files: components)
        }
    }

    @Test("names attributes in every Unicode form as they are, and keeps two forms of one name apart")
    func unicodeNames() throws {
        let schema =
            #"{"attributes":{"Prüf":{"type":"string","private":true},"Pru\#u{308}f":{"type":"string"},"🔑":{"type":"password"}}}"#
        let catalog = try ContentCatalog(files: [Self.type("article", schema)])
        let type = try #require(catalog.contentType(named: "article"))
        let plan = ViewPlan(catalog: catalog, type: type, permissions: [], mode: .strict, shape: .v5)
        let document = try JSONDocument(parsing: #"{"Prüf":1,"Pru\#u{308}f":2,"🔑":3,"\uD83D\uDD11":4}"#)
        #expect(try plan.sanitize(document) == Array("{\"Pru\u{308}f\":2}".utf8))
    }

    @Test("reads a custom field as the type it is registered with, and warns of one that is not")
    func customFields() throws {
        let schema = #"""
            {"attributes":{"a":{"type":"customField","customField":"plugin::x.vault"},
              "b":{"type":"customField","customField":"plugin::x.other"},
              "c":{"type":"integer","customField":"plugin::x.vault"}}}
            """#
        let options = ModelOptions(customFields: ["plugin::x.vault": "password"])
        let catalog = try ContentCatalog(files: [Self.type("article", schema)], options: options)
        let kinds = catalog.contentType(named: "article")?.attributes.prefix(3).map(\.kind)
        #expect(kinds == [.password, .value(.string), .value(.integer)])
        #expect(catalog.warnings.count == 1)
        #expect(
            catalog.warnings.first?.description.hasPrefix(
                "schemas/article.json: line 2, column 7: attribute 'b': the custom field 'plugin::x.other'"
            )
                == true
        )
    }

    @Test("refuses a custom field registered as something that holds entries")
    func customFieldOfEntries() {
        let schema = #"{"attributes":{"a":{"type":"customField","customField":"plugin::x.y"}}}"#
        let options = ModelOptions(customFields: ["plugin::x.y": "media"])
        let error = #expect(throws: SchemaError.self) {
            try ContentCatalog(files: [Self.type("article", schema)], options: options)
        }
        #expect(error?.reason == .unknownCustomFieldType("media", customField: "plugin::x.y"))
    }

    @Test("warns of references that lead nowhere, which strict mode leaves out, and of private names that hide nothing")
    func warnings() throws {
        let schema = #"""
            {"options":{"privateAttributes":["ghost","createdAt"]},
             "attributes":{"a":{"type":"relation","relation":"oneToOne","target":"api::gone.gone"},
              "z":{"type":"dynamiczone","components":["shared.gone"]}}}
            """#
        let catalog = try ContentCatalog(files: [Self.type("article", schema)])
        #expect(
            catalog.warnings.map(\.description) == [
                "schemas/article.json: line 2, column 16: attribute 'a' points to api::gone.gone, which has no schema here; "
                    + "strict mode leaves it out for everyone.",
                "schemas/article.json: line 3, column 3: attribute 'z' allows the component shared.gone, which has no file; "
                    + "strict mode leaves such entries out.",
                "schemas/article.json: options.privateAttributes names 'ghost', which is no attribute, so it hides nothing.",
            ]
        )
        #expect(catalog.problems.isEmpty)
    }

    @Test("has no warnings for schemas in order", arguments: [StrapiVersion.v4, .v5])
    func noWarnings(version: StrapiVersion) throws {
        #expect(try ContentCatalog(files: [], options: ModelOptions(version: version)).warnings.isEmpty)
    }
}

@Suite("Extensions of built-in types")
struct ExtensionTests {
    private func catalog(_ schema: String, uid: ExactString = "plugin::users-permissions.user") throws -> ContentCatalog
    {
        let path = "src/extensions/users-permissions/content-types/user/schema.json"
        return try ContentCatalog(
            files: [SchemaFile(kind: .contentType(uid: uid), path: path, bytes: Array(schema.utf8))])
    }

    @Test("replace the keys they have and leave the others")
    func shallow() throws {
        let catalog = try self.catalog(#"{"options":{"privateAttributes":["provider"]}}"#)
        let type = try #require(catalog.contentType(named: "plugin::users-permissions.user"))
        #expect(type.attribute(named: "password")?.kind == .password)
        #expect(type.model.privateNames == ["provider"])
        #expect(type.model.lostSecrets.isEmpty)
        #expect(catalog.problems.isEmpty)
    }

    @Test("that leave secrets out are a problem; the secrets stay hidden in strict mode, and go out in exact mode")
    func lostSecrets() throws {
        let catalog = try self.catalog(
            #"{"info":{"singularName":"user","pluralName":"users"},"attributes":{"username":{"type":"string"}}}"#
        )
        let type = try #require(catalog.contentType(named: "plugin::users-permissions.user"))
        let names: [ExactString] = ["password", "resetPasswordToken", "confirmationToken"]
        #expect(type.model.lostSecrets.map(\.name) == names)
        #expect(catalog.problems.count == 1)
        #expect(
            catalog.problems.first?.text.contains("leaves out password, resetPasswordToken, confirmationToken") == true
        )
        let document = try JSONDocument(parsing: #"{"username":"u","password":"p","confirmationToken":"c"}"#)
        let strict = ViewPlan(
            catalog: catalog,
            type: type,
            permissions: .fullAccess,
            mode: .strict(denied: []),
            shape: .v5
        )
        #expect(try strict.sanitize(document) == Array(#"{"username":"u"}"#.utf8))
        #expect(try strict.view(of: document).dropped.map(\.rule) == [.lostSecret, .lostSecret])
        let exact = ViewPlan(catalog: catalog, type: type, permissions: .fullAccess, mode: .exact, shape: .v5)
        #expect(try exact.sanitize(document) == document.bytes)
    }

    @Test("of types that Strapi does not have are new types, with a warning")
    func unknownType() throws {
        let catalog = try self.catalog(#"{"attributes":{}}"#, uid: "plugin::mine.thing")
        #expect(catalog.contentType(named: "plugin::mine.thing")?.singularName == "thing")
        #expect(catalog.warnings.count == 1)
        #expect(catalog.contentType(named: "thing") == nil)
    }
}

@Suite("Finding types")
struct FindingTypesTests {
    @Test("goes by singular name or uid, the project's own types first")
    func names() throws {
        let catalog = try SmallWorld.catalog(.v5)
        #expect(catalog.contentType(named: "article")?.uid == "api::article.article")
        #expect(catalog.contentType(named: "api::tag.tag")?.singularName == "tag")
        #expect(catalog.contentType(named: "plugin::users-permissions.user")?.singularName == "user")
        #expect(catalog.contentType(named: "user") == nil)
        #expect(catalog.contentTypes.prefix(4).map(\.singularName) == ["article", "author", "comment", "tag"])
        #expect(catalog.contentTypes.dropFirst(4).allSatisfy { !$0.isOfProject })
    }

    @Test(
        "proposes what was probably meant",
        arguments: [
            ("artcle", "article"), ("articel", "article"), ("comments", "comment"), ("tga", "tag"),
            ("api::artcle.article", "api::article.article"), ("kangaroo", nil), ("", nil),
        ] as [(ExactString, ExactString?)]
    )
    func nearMiss(name: ExactString, expected: ExactString?) throws {
        #expect(try SmallWorld.catalog(.v5).nearMiss(to: name) == expected)
    }
}
