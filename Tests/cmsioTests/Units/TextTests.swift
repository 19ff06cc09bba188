import JSONText
import Testing
import cmsio

@Suite("What people write and read")
struct TextTests {
    @Test(
        "durations are a whole number and its unit",
        arguments: [
            ("500ms", Duration.milliseconds(500)), ("5s", .seconds(5)), ("2m", .seconds(120)),
            ("12h", .seconds(43_200)),
            ("7d", .seconds(604_800)),
        ]
    )
    func durations(text: String, duration: Duration) throws {
        #expect(try DurationText.parse(text) == duration)
        #expect(DurationText.show(duration) == text)
    }

    @Test(
        "durations without a unit, of nothing, or of ages are refused",
        arguments: [
            "", "5", "s", "0s", "-1s", "1.5s", "5 s", "5S", "9999999999d", "99999999999999999999s", "٣s",
        ]
    )
    func noDurations(text: String) {
        #expect(throws: SettingProblem.self) { try DurationText.parse(text) }
    }

    @Test(
        "sizes are bytes, or in thousands and in 1024s",
        arguments: [
            ("0", 0), ("4096", 4096), ("64k", 64_000), ("64kB", 64_000), ("1MB", 1_000_000), ("1MiB", 1 << 20),
            ("2GiB", 2 << 30),
        ]
    )
    func sizes(text: String, bytes: Int) throws {
        #expect(try ByteCountText.parse(text) == bytes)
    }

    @Test(
        "sizes of an unknown unit or beyond counting are refused",
        arguments: ["", "k", "1TB", "-1", "9999999999999GB"]
    )
    func noSizes(text: String) {
        #expect(throws: SettingProblem.self) { try ByteCountText.parse(text) }
    }

    @Test(
        "patterns want globs, bare types and uids, and not what is negated",
        arguments: [
            ([], "anything", true),
            (["article:*"], "article:update", true),
            (["article:*"], "articles:update", false),
            (["article"], "article:update", true),
            (["article"], "article", true),
            (["article"], "article-list:update", false),
            (["api::blog.post"], "post:create", true),
            (["api::blog.post:create"], "post:create", true),
            (["api::blog.post:create"], "post:update", false),
            (["!article"], "article:update", false),
            (["!article"], "comment:update", true),
            (["*", "!article:delete"], "article:delete", false),
            (["!article:delete", "article:*"], "article:update", true),
            (["news-?"], "news-1", true),
            (["Article"], "article:update", false),
        ]
    )
    func patterns(patterns: [String], event: String, isWanted: Bool) {
        #expect(EventFilter(patterns).matches(ExactString(event)) == isWanted)
    }

    @Test(
        "addresses are URLs, or a host and port for short",
        arguments: [
            ("http://127.0.0.1:1338", "http://127.0.0.1:1338", "/socket.io"),
            ("127.0.0.1:1338", "http://127.0.0.1:1338", "/socket.io"),
            ("http://example.org", "http://example.org:80", "/socket.io"),
            ("http://[::1]:1338/", "http://[::1]:1338", "/socket.io"),
            ("HTTP://example.org:8080/live/", "http://example.org:8080", "/live"),
        ]
    )
    func addresses(text: String, url: String, path: String) throws {
        let address = try ServerAddress(parsing: text)
        #expect(address.url == url)
        #expect(address.path == path)
    }

    @Test(
        "addresses of other protocols, with credentials or without a port number are refused",
        arguments: [
            "", "https://example.org", "ws://example.org", "http://", "http://a:b@example.org", "http://example.org:0",
            "http://example.org:x", "http://example.org/?a=b", "http://[::1", "http://exa mple.org",
        ]
    )
    func noAddresses(text: String) {
        #expect(throws: SettingProblem.self) { try ServerAddress(parsing: text) }
    }

    @Test(
        "text of others cannot move the cursor, ring, or turn lines around",
        arguments: [
            ("plain é 日本", "plain é 日本"), ("a\u{1B}[31mb", "a\\u001b[31mb"), ("a\nb\t", "a\\u000ab\\u0009"),
            ("\u{9B}2J", "\\u009b2J"), ("\u{202E}abc", "\\u202eabc"), ("\u{7F}", "\\u007f"),
        ]
    )
    func printable(text: String, printed: String) {
        #expect(Printable.text(text) == printed)
    }

    @Test("tables align their columns and break the last one under itself")
    func tables() {
        var table = TextTable([("NAME", .left), ("N", .right), ("TEXT", .left)])
        table.add(["long-name", "1", "one two three four five six"])
        table.add(["a", "100", ""])
        let lines = table.lines(style: TextStyle(isColored: false), width: 36)
        #expect(
            lines == [
                "NAME         N  TEXT",
                "long-name    1  one two three four",
                "                five six",
                "a          100",
            ]
        )
    }

    @Test("tables align characters that take two columns, and marks that take none")
    func wideTables() {
        var table = TextTable([("NAME", .left), ("N", .right), ("TEXT", .left)])
        table.add(["日本語", "1", "一二三 四五六"])
        table.add(["cafe\u{301}", "20", "x"])
        let lines = table.lines(style: TextStyle(isColored: false), width: 32)
        #expect(lines == ["NAME     N  TEXT", "日本語   1  一二三 四五六", "cafe\u{301}    20  x"])
    }

    @Test("tables put the last column below the others where the terminal is narrow")
    func narrowTables() {
        var table = TextTable([("AUDIENCE", .left), ("SOCKETS", .right), ("DROPPED", .left)])
        table.add(["role:authenticated", "0", "internalNotes (private), author.email (private)"])
        table.add(["role:public", "12", ""])
        let lines = table.lines(style: TextStyle(isColored: false), width: 40)
        #expect(
            lines == [
                "AUDIENCE            SOCKETS", "    DROPPED", "role:authenticated        0",
                "    internalNotes (private),", "    author.email (private)", "role:public              12",
            ]
        )
    }
}
