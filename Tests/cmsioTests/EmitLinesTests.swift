import Foundation
import JSONText
import Testing

@Suite("emit --lines", .timeLimit(.minutes(1)))
struct EmitLinesTests {
    private static func line(_ id: Int, type: String = "article") -> String {
        #"{"type":"\#(type)","action":"update","data":{"id":\#(id)}}"#
    }

    /// Without the seconds, which differ.
    private static func summary(_ result: Program.Result) -> String {
        result.output.replacing(/"seconds":[0-9.]+,/, with: "")
    }

    /// The ids of the articles that a listener saw.
    private static func ids(_ lines: some Sequence<String>) throws -> [Int] {
        try lines.map { line in
            let document = try JSONDocument(parsing: line)
            let data = try #require(document.value("data", in: document.root))
            return try #require(document.value("id", in: data).flatMap(document.integer))
        }
    }

    private static func listener(_ server: RunningServer, count: Int) async throws -> Program {
        let listener = try Program(["listen", "article", "-n", "\(count)"], in: server.folder)
        _ = try await listener.line(with: "listening")
        return listener
    }

    @Test("sends each line in its order, from a file and from standard input", arguments: [true, false])
    func order(isFile: Bool) async throws {
        let server = try await RunningServer(in: TestFolder())
        let count = 300
        let text = (1...count).map { Self.line($0) }.joined(separator: "\n")
        try server.folder.write(text, to: "events.ndjson")
        let listener = try await Self.listener(server, count: count)
        let result =
            isFile
            ? try await server.run("emit", "--lines", "events.ndjson")
            : try await server.run("emit", "--lines", input: text + "\n\n")
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(
            Self.summary(result)
                == #"{"lines":300,"sent":300,"repeated":0,"raw":0,"refused":0,"deliveries":0,"end":"complete","line":null}"#
                + "\n"
        )
        let seen = try await listener.end().output.split(separator: "\n").map(String.init)
        #expect(try Self.ids(seen) == Array(1...count))
        try await server.stop()
    }

    /// A line that nobody can accept, and what is said of it.
    struct BadLine: Sendable, CustomTestStringConvertible {
        let text: String
        let message: String
        var testDescription: String { String(self.text.prefix(60)) }
    }

    @Test(
        "stops at the first bad line with its number, and sends nothing after it",
        arguments: [
            BadLine(text: "{", message: "column 2: the text ends too early; something is still open."),
            BadLine(
                text: line(4, type: "artcle"),
                message: "there is no content type 'artcle'; did you mean 'article'?"
            ),
            BadLine(
                text:
                    #"{"type":"article","action":"update","data":{"id":4,"body":"\#(String(repeating: "x", count: 4000))"}}"#,
                message: "the event takes 40"
            ),
        ]
    )
    func firstBadLine(bad: BadLine) async throws {
        let server = try await RunningServer(["--demo", "--max-payload", "3000"], in: TestFolder())
        let lines = (1...3).map { Self.line($0) } + [bad.text] + (5...200).map { Self.line($0) }
        let listener = try await Self.listener(server, count: 4)
        let result = try await server.run("emit", "--lines", "-", input: lines.joined(separator: "\n"))
        #expect(result.status == 65)
        #expect(result.errors.hasPrefix("cmsio: standard input:4: \(bad.message)"), "\(result)")
        #expect(
            result.errors.hasSuffix(
                "Nothing from this line on was sent: mend it and go on with --from-line 4, "
                    + "or pass over bad lines with --keep-going.\n"
            )
        )
        #expect(Self.summary(result).contains(#""sent":3,"#))
        #expect(Self.summary(result).hasSuffix(#""end":"refused","line":4}"# + "\n"))
        #expect(try await server.run("emit", "article", "update", #"{"id":999}"#).status == 0)
        let seen = try await listener.end().output.split(separator: "\n").map(String.init)
        #expect(try Self.ids(seen) == [1, 2, 3, 999])
        try await server.stop()
    }

    @Test("goes on at the line that --from-line names, counted as in the message of a bad line")
    func fromLine() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await Self.listener(server, count: 4)
        let bad = ["", Self.line(2), "no", Self.line(4)]
        let first = try await server.run("emit", "--lines", input: bad.joined(separator: "\n"))
        #expect(first.errors.contains("standard input:3: ") && first.errors.contains("--from-line 3"), "\(first)")
        let mended = ["", Self.line(2), Self.line(3), Self.line(4)]
        let second = try await server.run(
            "emit",
            "--lines",
            "--from-line",
            "3",
            input: mended.joined(separator: "\n")
        )
        #expect(second.status == 0 && second.errors.isEmpty, "\(second)")
        #expect(Self.summary(second).contains(#""lines":2,"sent":2,"#))
        #expect(try await server.run("emit", "article", "update", #"{"id":999}"#).status == 0)
        let seen = try await listener.end().output.split(separator: "\n").map(String.init)
        #expect(try Self.ids(seen) == [2, 3, 4, 999])
        try await server.stop()
    }

    @Test("checks every line with --dry-run, names each bad one, and sends nothing")
    func dryRun() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await Self.listener(server, count: 1)
        let lines = [
            Self.line(1), "no", Self.line(3, type: "artcle"), #"{"type":"article","action":"updte","data":{}}"#,
            #"{"type":"article","action":"update","data":{"data":{"id":1},"meta":{}}}"#, Self.line(6),
        ]
        let bad = try await server.run("emit", "--lines", "--dry-run", input: lines.joined(separator: "\n"))
        #expect(bad.status == 65)
        let errors = bad.errors.split(separator: "\n")
        for (number, says) in [
            (2, "expected a value"), (3, "did you mean 'article'?"), (4, "'updte'"), (5, "looks like an API response"),
        ] {
            #expect(
                errors.contains { $0.hasPrefix("cmsio: standard input:\(number): ") && $0.contains(says) },
                "\(bad)"
            )
        }
        #expect(errors.count == 5)
        #expect(errors.last == "cmsio: 4 of 6 lines of standard input are bad; nothing was sent.")
        #expect(Self.summary(bad).hasPrefix(#"{"dryRun":true,"accepted":2,"lines":6,"sent":0,"#), "\(bad)")
        let good = try await server.run(
            "emit",
            "--lines",
            "--dry-run",
            "-o",
            "pretty",
            input: [Self.line(1), Self.line(2)].joined(separator: "\n")
        )
        #expect(good.status == 0 && good.errors.isEmpty)
        #expect(good.output == "Nothing was sent: 2 events can be.\n")
        #expect(try await server.run("emit", "article", "update", #"{"id":999}"#).status == 0)
        let seen = try await listener.end().output.split(separator: "\n").map(String.init)
        #expect(try Self.ids(seen) == [999])
        try await server.stop()
    }

    @Test("passes over bad lines with --keep-going, names each, and ends with 65")
    func keepGoing() async throws {
        let server = try await RunningServer(in: TestFolder())
        let lines = [Self.line(1), "no", Self.line(3, type: "artcle"), Self.line(4)]
        let result = try await server.run("emit", "--lines", "--keep-going", input: lines.joined(separator: "\n"))
        #expect(result.status == 65)
        let errors = result.errors.split(separator: "\n")
        #expect(errors.count == 3)
        #expect(errors.contains { $0.hasPrefix("cmsio: standard input:2: column 1: expected a value") })
        #expect(errors.contains { $0.hasPrefix("cmsio: standard input:3: there is no content type 'artcle'") })
        #expect(errors.last == "cmsio: 2 of 4 lines of standard input were refused; the others were sent.")
        #expect(
            Self.summary(result)
                == #"{"lines":4,"sent":2,"repeated":0,"raw":0,"refused":2,"deliveries":0,"end":"complete","line":null}"#
                + "\n"
        )
        try await server.stop()
    }

    @Test("replays what listen prints, and skips the raw events in it")
    func recording() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await Self.listener(server, count: 2)
        for id in 1...2 { _ = try await server.run("emit", "article", "update", #"{"id":\#(id)}"#) }
        let recording = try await listener.end().output + #"{"event":"maintenance","data":{},"raw":true}"# + "\n"
        let again = try await Self.listener(server, count: 2)
        let result = try await server.run("emit", "--lines", "-", input: recording)
        #expect(result.status == 0)
        #expect(Self.summary(result).hasPrefix(#"{"lines":3,"sent":2,"repeated":0,"raw":1,"#))
        #expect(try Self.ids(try await again.end().output.split(separator: "\n").map(String.init)) == [1, 2])
        try await server.stop()
    }

    @Test("sends a line with a key once, however often the file is sent")
    func keys() async throws {
        let server = try await RunningServer(in: TestFolder())
        let line = #"{"type":"article","action":"update","data":{"id":1},"idempotencyKey":"a"}"#
        #expect(Self.summary(try await server.run("emit", "--lines", input: line)).contains(#""sent":1,"repeated":0,"#))
        #expect(Self.summary(try await server.run("emit", "--lines", input: line)).contains(#""sent":1,"repeated":1,"#))
        try await server.stop()
    }

    @Test("shows a bar while it works on a terminal, and then a sentence")
    func progress() async throws {
        let server = try await RunningServer(in: TestFolder())
        try server.folder.write((1...500).map { Self.line($0) }.joined(separator: "\n"), to: "events.ndjson")
        let command = "\(try Program.path()) emit --lines events.ndjson < /dev/null"
        let terminal = try PseudoTerminal(["/bin/sh", "-c", command], at: server.folder.path)
        #expect(try await terminal.end() == 0)
        #expect(terminal.received.contains(/\[[#-]{20}\] +\d+%/))
        #expect(
            terminal.screen.text.wholeMatch(of: /Sent 500 events in .* s \([0-9,]+ a second\), 0 deliveries\./) != nil
        )
        let quiet = try PseudoTerminal(["/bin/sh", "-c", command + " -q -o json"], at: server.folder.path)
        #expect(try await quiet.end() == 0)
        #expect(!quiet.received.contains("\u{1B}"))
        try await server.stop()
    }

    @Test("ends with the summary so far and 130 on Ctrl-C")
    func interrupted() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await Self.listener(server, count: 1)
        let terminal = try PseudoTerminal(["emit", "--lines"], in: server.folder)
        try await terminal.wait(for: "end with Ctrl-D")
        terminal.send(Self.line(1) + "\r")
        _ = try await listener.end()
        terminal.send("\u{03}")
        #expect(try await terminal.end() == 130)
        #expect(terminal.screen.text.contains("Interrupted after line 1: sent 1 event in "))
        try await server.stop()
    }

    @Test("says at which line the connection was lost")
    func lost() async throws {
        let server = try await RunningServer(in: TestFolder())
        let listener = try await Self.listener(server, count: 1)
        let terminal = try PseudoTerminal(["emit", "--lines"], in: server.folder, columns: 300)
        try await terminal.wait(for: "end with Ctrl-D")
        terminal.send(Self.line(1) + "\r")
        _ = try await listener.end()
        try await server.stop()
        terminal.send(Self.line(2) + "\r")
        #expect(try await terminal.end() == 69)
        #expect(
            terminal.screen.text.contains("cmsio: standard input:2: the server at \(server.url) closed the connection")
        )
        #expect(
            terminal.screen.text.contains(
                "The lines before were sent; this one may have been. Go on with --from-line 2."
            )
        )
    }

    @Test(
        "refuses what contradicts it",
        arguments: [
            ["emit", "article", "--lines", "f", "x"], ["emit", "--lines", "--set", "a=b"],
            ["emit", "article", "update", "{}", "--keep-going"],
            ["emit", "article", "update", "{}", "--from-line", "2"],
            ["emit", "--lines", "f", "--from-line", "0"], ["emit", "--lines", "f", "--dry-run", "--diff"],
        ]
    )
    func contradictions(arguments: [String]) async throws {
        #expect(try await Program.run(arguments, in: TestFolder()).status == 64)
    }

    @Test("ends with 66 for a file that is not there, and for a folder", arguments: ["nowhere", "."])
    func noFile(name: String) async throws {
        #expect(try await Program.run(["emit", "--lines", name], in: TestFolder()).status == 66)
    }
}
