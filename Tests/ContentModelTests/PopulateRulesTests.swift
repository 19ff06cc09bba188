import ContentModel
import JSONText
import Testing

@Suite("What entries are read with")
struct PopulateRulesTests {
    struct Example: CustomTestStringConvertible {
        let texts: [String]
        let description: String

        var testDescription: String { "\(self.texts)" }
    }

    static let examples = [
        Example(texts: ["article=author"], description: "article=author"),
        Example(texts: ["article=author,category"], description: "article=author,category"),
        Example(texts: ["article=author", "category", "page=*"], description: "article=author,category,page=*"),
        Example(texts: ["article=author.avatar,author"], description: "article=author.avatar"),
        Example(texts: ["article=author,author.avatar,author.boss"], description: "article=author.avatar,author.boss"),
        Example(texts: ["api::article.article=author"], description: "api::article.article=author"),
    ]

    @Test("is read from texts, and written as it could be", arguments: examples)
    func parsing(_ example: Example) throws {
        let rules = try PopulateRules(parsing: example.texts)
        #expect(rules.description == example.description)
        #expect(try PopulateRules(parsing: [rules.description]) == rules)
    }

    @Test("of a type that is named several times is put together")
    func merging() throws {
        let rules = try PopulateRules(parsing: ["page=blocks.*", "article=tags", "page=cover"])
        #expect(rules.description == "page=blocks.*,cover,article=tags")
        let more = try rules.merging(try PopulateRules(parsing: ["article=author"]))
        #expect(more.description == "page=blocks.*,cover,article=tags,author")
    }

    @Test(
        "refuses what says no type or no path, goes too deep, or has * among others",
        arguments: [
            ("author", "write a type"), ("=author", "write a type"), ("article=", "write a type"),
            ("article=a,,b", "write a type"), ("article=a..b", "write a type"), ("article=*.a", "write a type"),
            ("article=a.b.c", "'a.b.c' goes deeper than two levels"), ("article=*,a", "'*' stands for all"),
            ("article=a,*", "'*' stands for all"), ("article=a.*,a.b", "'*' stands for all"),
        ]
    )
    func refused(text: String, problem: String) {
        let found = #expect(throws: PopulateProblem.self) { try PopulateRules(parsing: [text]) }
        #expect(found?.description.hasPrefix(problem) == true, "\(String(describing: found))")
    }

    // MARK: Types

    private static func catalog() throws -> ContentCatalog {
        func type(_ name: String, _ attributes: String) -> SchemaFile {
            SchemaFile(
                kind: .contentType(uid: ExactString("api::\(name).\(name)")),
                path: "\(name).json",
                bytes: Array(
                    #"{"info":{"singularName":"\#(name)","pluralName":"\#(name)s"},"attributes":{\#(attributes)}}"#.utf8
                )
            )
        }
        return try ContentCatalog(files: [
            type(
                "article",
                #"""
                "title": {"type": "string"}, "cover": {"type": "media"}, "blocks": {"type": "dynamiczone", "components": ["a.b"]},
                "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
                "seo": {"type": "component", "component": "a.b"}
                """#
            ),
            type("author", #""name": {"type": "string"}, "avatar": {"type": "media"}"#),
            SchemaFile(
                kind: .component(uid: "a.b"),
                path: "b.json",
                bytes: Array(#"{"collectionName":"bs","info":{},"attributes":{"image":{"type":"media"}}}"#.utf8)
            ),
        ])
    }

    @Test("is found by the name or the uid of the type", arguments: ["article", "api::article.article"])
    func plan(name: String) throws {
        let rules = try PopulateRules(parsing: ["\(name)=author.avatar,cover.folder,seo.image,blocks.*", "author=*"])
        let plan = try rules.plan(in: Self.catalog())
        #expect(Set(plan.keys) == ["api::article.article", "api::author.author"])
        #expect(plan["api::author.author"] == .everything)
        #expect(
            plan["api::article.article"]
                == .attributes([
                    .init("author", below: .attributes([.init("avatar")])),
                    .init("cover", below: .attributes([.init("folder")])),
                    .init("seo", below: .attributes([.init("image")])),
                    .init("blocks", below: .everything),
                ])
        )
    }

    @Test(
        "refuses types and attributes that there are not, with the near miss, and those that hold no entries",
        arguments: [
            ("articel=author", "the project has no content type 'articel'; did you mean 'article'?"),
            ("plugin::upload.file=folder", "the project has no content type 'plugin::upload.file'"),
            ("article=autor", "api::article.article has no attribute 'autor'; did you mean 'author'?"),
            ("article=title", "'title' of api::article.article is no relation, media, component or dynamic zone"),
            ("article=author.avatr", "api::author.author has no attribute 'avatr'; did you mean 'avatar'?"),
            ("article=author.name", "'name' of api::author.author is no relation, media, component or dynamic zone"),
            ("article=seo.imag", "a.b has no attribute 'imag'; did you mean 'image'?"),
            ("article=blocks.image", "'blocks' of api::article.article holds entries of several kinds; write blocks.*"),
        ]
    )
    func unknown(text: String, problem: String) throws {
        let (rules, catalog) = (try PopulateRules(parsing: [text]), try Self.catalog())
        let found = #expect(throws: PopulateProblem.self) { try rules.plan(in: catalog) }
        #expect(found?.description == problem)
    }
}
