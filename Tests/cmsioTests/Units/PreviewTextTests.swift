import ContentEvents
import JSONText
import Testing
import cmsio

@Suite("Previews for reading")
struct PreviewTextTests {
    private let plain = TextStyle(isColored: false)

    private func diff(_ data: String, _ view: String, _ style: TextStyle? = nil) throws -> [String] {
        ViewDiff(from: try JSONDocument(parsing: data), to: try JSONDocument(parsing: view))
            .written(title: "role:public", style: style ?? self.plain)
    }

    @Test("a diff shows what was dropped and what the shape added, whatever it nests")
    func nesting() throws {
        let lines = try self.diff(
            #"{"id":1,"notes":"n","author":{"name":"Ann","email":"a"}}"#,
            #"{"data":{"id":1,"attributes":{"author":{"data":{"attributes":{"name":"Ann"}}}}},"meta":{}}"#
        )
        #expect(
            lines == [
                "--- the data", "+++ role:public", "@@ -1,8 +1,15 @@", " {", #"+  "data": {"#, #"     "id": 1,"#,
                #"-  "notes": "n","#, #"+    "attributes": {"#, #"       "author": {"#, #"+        "data": {"#,
                #"+          "attributes": {"#, #"             "name": "Ann""#, #"-    "email": "a""#, "+          }",
                "+        }", "       }", "+    }", "+  },", #"+  "meta": {}"#, " }",
            ]
        )
    }

    @Test("a diff leaves out what is far from any change, and counts its lines")
    func hunks() throws {
        let members = (1...20).map { #""k\#($0)":\#($0)"# }
        let data = "{\(members.joined(separator: ","))}"
        let lines = try self.diff(data, data.replacing(#""k10":10,"#, with: ""))
        #expect(lines[2] == "@@ -8,7 +8,6 @@")
        #expect(lines.count == 10)
        #expect(lines.contains(#"-  "k10": 10,"#))
    }

    @Test("a diff is coloured where colours are wanted, and shows no control of a terminal")
    func colours() throws {
        let lines = try self.diff(#"{"a":"\#u{9B}2J"}"#, "{}", TextStyle(isColored: true))
        #expect(lines.contains { $0.hasPrefix("\u{1B}[31m-") && $0.contains(#"\u009b2J"#) })
        #expect(lines.contains { $0.hasPrefix("\u{1B}[32m+") })
    }

    private static func view(_ audience: String, _ path: String, _ rule: String) -> ViewPreview {
        ViewPreview(
            audiences: [audience],
            argument: nil,
            dropped: [],
            fields: [
                FieldPreview(path: "title", outcome: .kept, rule: nil, reason: nil),
                FieldPreview(path: path, outcome: .dropped, rule: rule, reason: "it is \(rule)"),
            ]
        )
    }

    private static let views = [view("role:public", "作者", "private"), view("role:記者", "作者", "password")]

    @Test("the table of fields keeps its columns with wide characters, and says what the rules mean")
    func table() {
        #expect(
            FieldTable(Self.views, style: self.plain).lines(width: 80) == [
                "FIELD  role:public  role:記者", "title  kept         kept", "作者   private      password", "",
                "RULE      WHY", "private   it is private", "password  it is password",
            ]
        )
    }

    @Test("the table of fields is a block for each audience where it does not fit")
    func blocks() {
        #expect(
            FieldTable(Self.views, style: self.plain).lines(width: 20).prefix(7) == [
                "role:public", "title  kept", "作者   private", "", "role:記者", "title  kept", "作者   password",
            ]
        )
    }

    @Test(
        "the width of a text is what a terminal gives it",
        arguments: [
            ("abc", 3), ("記者", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("❤️", 2), ("", 0), ("\u{200B}", 0), ("한글", 4), ("ｶ", 1),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.columns(text) == columns)
    }
}
