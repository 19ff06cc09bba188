import ContentModel
import JSONText
import Testing
import cmsio

@Suite("What becomes of edited schemas")
struct SchemaHistoryTests {
    private static func catalog(_ names: String..., attributes: String = "") throws -> ContentCatalog {
        try ContentCatalog(
            files: names.map { name in
                SchemaFile(
                    kind: .contentType(uid: ExactString("api::\(name).\(name)")),
                    path: "\(name).json",
                    bytes: Array(
                        #"""
                        {"info":{"singularName":"\#(name)","pluralName":"\#(name)s"},"attributes":{\#(attributes)}}
                        """#.utf8
                    )
                )
            }
        )
    }

    private static func history(_ catalog: ContentCatalog) -> SchemaHistory {
        SchemaHistory(catalog: catalog, warnings: ["old"], place: "./schemas")
    }

    private let before: ContentCatalog
    private let after: ContentCatalog
    private let change: CatalogChange

    init() throws {
        self.before = try Self.catalog("article", "tag")
        self.after = try Self.catalog("article", attributes: #""title":{"type":"string"}"#)
        self.change = CatalogChange(from: self.before, to: self.after)
    }

    @Test("they are served, and each warning is told once")
    func good() {
        var history = Self.history(self.before)
        let same = CatalogChange(from: self.after, to: self.after)
        let decisions = [
            history.take(.good(self.after, warnings: ["old", "new"])),
            history.take(.good(self.after, warnings: ["old", "new"])),
        ]
        #expect(
            decisions == [
                .serve(self.change, isMended: false, warnings: ["new"]), .serve(same, isMended: false, warnings: []),
            ]
        )
    }

    @Test("broken ones change nothing, and their mending is told against the last good ones")
    func broken() {
        var history = Self.history(self.before)
        let decisions = [
            history.take(.broken("one")), history.take(.broken("two")), history.take(.good(self.after, warnings: [])),
            history.take(.good(self.before, warnings: [])),
        ]
        let back = CatalogChange(from: self.after, to: self.before)
        #expect(
            decisions == [
                .keep(problem: "one"), .keep(problem: "two"), .serve(self.change, isMended: true, warnings: []),
                .serve(back, isMended: false, warnings: []),
            ]
        )
    }

    @Test("no types at all are broken ones, unless there were none before")
    func bare() throws {
        let none = try Self.catalog()
        var history = Self.history(self.before)
        guard case .keep(let problem) = history.take(.good(none, warnings: [])) else {
            Issue.record("no type is served")
            return
        }
        #expect(problem.contains("no content type in ./schemas any more; put them back"))

        var empty = Self.history(none)
        let decisions = [empty.take(.good(none, warnings: [])), empty.take(.good(self.before, warnings: []))]
        let changes = [none, self.before].map { CatalogChange(from: none, to: $0) }
        #expect(decisions == changes.map { .serve($0, isMended: false, warnings: []) })
    }
}
