import JSONText
import Testing
import cmsio

@Suite("Conditions on events")
struct ListenConditionTests {
    /// An event as an operator gets it.
    static func event(
        _ name: String = "article:update",
        type: String? = "api::article.article",
        ids: String = #"["abc","1"]"#,
        _ payload: String = ListenConditionTests.payload
    ) throws -> ListenedEvent {
        let action = name.split(separator: ":").last.map(String.init) ?? ""
        let content = type.map { #""type":"\#($0)","action":"\#(action)","ids":\#(ids),"# } ?? ""
        let head = #"{"event":"\#(name)",\#(content)"id":"e1","offset":7,"at":1800000000000}"#
        let document = try JSONDocument(parsing: "[\(head),\(payload)]")
        return try #require(ListenedEvent(watched: document, Array(document.elements(document.root))))
    }

    static let payload = #"""
        {"data":{"id":1,"documentId":"abc","title":"Hello","views":7,"draft":null,"author":{"name":"Ann"},
        "comments":[{"text":"hi"},{"text":"ho","ip":null}],"tags":["a",{"b":1}]},"meta":{"n":[1]}}
        """#

    private func difference(_ match: String) throws -> String? {
        let condition = EventConditions(filter: EventFilter([]), matches: [try PayloadMatch(parsing: match)])
        switch condition.fit(try Self.event()) {
        case .fits: return nil
        case .nearly(let difference): return difference
        case .not: return "not"
        }
    }

    @Test(
        "a path leads through keys and positions, and its value is JSON, or else text",
        arguments: [
            "title=Hello", #"title="Hello""#, "data.title=Hello", "views=7", "views=7.0", "draft=null",
            "author.name=Ann", "comments.0.text=hi", "comments.*.text=ho", "comments.1.ip=null", "tags.0=a",
            #"tags[1]={"b":1}"#, "comments[0].text=hi", "tags[0]=a", #"author={"name":"Ann"}"#,
            #"tags=["a",{"b":1.0}]"#, "meta.n.0=1", "documentId=abc",
        ]
    )
    func holds(match: String) throws {
        #expect(try self.difference(match) == nil)
    }

    @Test(
        "what does not hold",
        arguments: [
            "title=hello", #"views="7""#, "title=", "author=Ann", "comments.2.text=hi", "comments.text=hi", "tags.*=b",
            "data.data.title=Hello", "draft=false", "nothing=null", "author.0=Ann", "meta.m=1",
        ]
    )
    func fails(match: String) throws {
        #expect(try self.difference(match) == "not")
    }

    @Test("what is no path and value is refused", arguments: ["title", "=Ann", "a..b=1", ".a=1", "a.=1", ""])
    func refusals(text: String) {
        #expect(throws: SettingProblem.self) { try PayloadMatch(parsing: text) }
    }

    @Test(
        "an entry is named by its type's name or uid, and its documentId or id",
        arguments: [
            ("article/1", true), ("article/abc", true), ("api::article.article/abc", true), ("article/2", false),
            ("author/1", false), ("api::author.author/1", false), ("article/ab", false),
        ]
    )
    func entities(text: String, isFitting: Bool) throws {
        let conditions = EventConditions(filter: EventFilter([]), entities: [try EntitySelector(parsing: text)])
        #expect((conditions.fit(try Self.event()) == .fits) == isFitting)
        #expect(conditions.fit(try Self.event("maintenance", type: nil)) == .not)
    }

    @Test("one of the entries is enough, and all matches must hold")
    func several() throws {
        let conditions = EventConditions(
            filter: EventFilter(["article"]),
            entities: [try EntitySelector(parsing: "article/9"), try EntitySelector(parsing: "article/1")],
            matches: [try PayloadMatch(parsing: "views=7"), try PayloadMatch(parsing: "title=Bye")]
        )
        #expect(conditions.fit(try Self.event()) == .nearly(#"title is "Hello", not Bye"#))
        #expect(conditions.fit(try Self.event("author:update", type: "api::author.author", #"{"data":{}}"#)) == .not)
    }

    @Test("entries that are not written as they must be are refused", arguments: ["article", "/1", "article/", ""])
    func noEntities(text: String) {
        #expect(throws: SettingProblem.self) { try EntitySelector(parsing: text) }
    }

    @Test("what came instead: the nearest with the first difference, then the names of the others")
    func instead() throws {
        #expect(Expectation().lines == ["No event came."])
        var expectation = Expectation()
        for _ in 0..<6 { expectation.add(try Self.event(), .nearly("views is 7, not 8")) }
        for _ in 0..<2 { expectation.add(try Self.event("maintenance", type: nil), .not) }
        let lines = expectation.lines
        #expect(lines.count == 8)
        #expect(lines[0] == "What came instead:")
        #expect(lines[1] == "  1 more nearly fitted, before:")
        #expect(lines[2].hasSuffix("  article:update views is 7, not 8"))
        #expect(lines[7] == "  nothing like it: maintenance (2)")
    }
}
