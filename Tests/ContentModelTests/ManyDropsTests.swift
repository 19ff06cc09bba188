import ContentModel
import JSONText
import Testing

@Suite("Views that lack much")
struct ManyDropsTests {
    @Test("name each of many paths once, in the order met")
    func manyPaths() throws {
        let keys = (0..<100).map { "unknown\($0)" }
        let entry = "{" + keys.map { #""\#($0)":[{}]"# }.joined(separator: ",") + "}"
        let document = try JSONDocument(parsing: #"{"comments":[\#(entry),\#(entry)]}"#)
        let view = try SmallWorld.plan(.v5, "article", ["comment"], .strict).view(of: document)
        #expect(view.dropped.map(\.path) == keys.map { "comments[].\($0)" })
        #expect(view.argument == Array(#"{"data":{"comments":[{},{}]},"meta":{}}"#.utf8))
    }

    @Test("name what is dropped at many places")
    func manyPlaces() throws {
        var entry = #"{"email":1}"#
        for _ in 0..<200 { entry = #"{"boss":\#(entry),"email":1}"# }
        let view = try SmallWorld.plan(.v5, "author", ["author"], .strict).view(of: try JSONDocument(parsing: entry))
        #expect(view.dropped.count == 201)
        #expect(view.dropped.last?.path == "email")
        #expect(view.dropped.first?.path.split(separator: ".").count == 201)
    }

    @Test("name the whole relation when none of its entries stays")
    func rewound() throws {
        let data =
            #"{"things":[\#((0..<20).map { #"{"__type":"api::no\#($0).no"}"# }.joined(separator: ","))],"notes":1}"#
        let plan = try SmallWorld.plan(.v5, "article", .fullAccess, .strict)
        let view = try plan.view(of: try JSONDocument(parsing: data))
        #expect(view.argument == Array(#"{"data":{},"meta":{}}"#.utf8))
        #expect(view.dropped.map(\.path) == ["things", "notes"])
        #expect(view.dropped.first?.rule == .unknownType)
    }
}
