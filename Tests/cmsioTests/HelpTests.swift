import Foundation
import Testing

@Suite("Help", .timeLimit(.minutes(3)))
struct HelpTests {
    @Test("starts with what the command does and two examples, on every level")
    func examples() async throws {
        for help in try await CommandHelp.all() {
            let path = (["cmsio"] + help.words).joined(separator: " ")
            #expect(help.text.hasPrefix("OVERVIEW: "), "\(path)")
            #expect(help.examples.filter { $0.contains("cmsio ") }.count >= 2, "\(path): \(help.text)")
            #expect(help.text.contains("USAGE: \(path)"), "\(path): \(help.text)")
        }
    }

    @Test("shows examples that work when they are pasted one after the other")
    func pasting() async throws {
        for help in try await CommandHelp.all() {
            try await self.paste(help.examples, of: help.words.joined(separator: " "))
        }
    }

    @Test("in the manual shows examples that work when they are pasted one after the other")
    func manual() async throws {
        let pages = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("man")
        for name in try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted() where name.hasSuffix(".1")
        {
            let page = try String(contentsOf: pages.appendingPathComponent(name), encoding: .utf8)
            try await self.paste(Self.examples(in: page), of: name)
        }
    }

    private func paste(_ examples: [String], of page: String) async throws {
        let session = try await ExampleSession()
        for example in examples {
            let result = try await session.run(example)
            let isFine = result.status == 0 || ExampleSession.needsOthers(example) && [66, 69].contains(result.status)
            #expect(isFine, "\(page): \(example): \(result)")
        }
        try await session.end()
    }

    /// The lines of the displays among its examples, with what mandoc(1) makes of their escapes, and joined where one goes on.
    private static func examples(in page: String) -> [String] {
        let section = page.components(separatedBy: ".Sh EXAMPLES\n").last ?? ""
        let displays = section.components(separatedBy: ".Bd -literal -offset indent\n").dropFirst()
            .map { $0.components(separatedBy: "\n.Ed")[0] }
        return displays.flatMap { display in
            display.replacing("\\e", with: "\\").replacing("\\&", with: "").replacing("\\(dq", with: "\"")
                .replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
        }
    }

    @Test("never breaks an example, however narrow the terminal is", arguments: [40, 80])
    func narrow(columns: Int) async throws {
        let folder = try TestFolder()
        for help in try await CommandHelp.all() {
            let terminal = try PseudoTerminal(help.words + ["--help"], in: folder, columns: columns, rows: 200)
            #expect(try await terminal.end() == 0)
            // A return and a line feed are one Character.
            let text = String(String.UnicodeScalarView(terminal.received.unicodeScalars.filter { $0 != "\r" }))
            let lines = text.split(separator: "\n").map(String.init)
            for example in help.examples { #expect(lines.contains("  " + example), "\(help.words): \(example)") }
            for line in lines where !line.hasPrefix("  ") && !line.contains("cmsio") {
                #expect(line.count <= columns, "\(help.words): \(line)")
            }
        }
    }

    @Test(
        "names the console, and so does the refusal of its commands",
        arguments: ["status", "sockets", "rooms", "join", "leave", "disconnect", "quit"]
    )
    func console(command: String) async throws {
        let folder = try TestFolder()
        #expect(try await Program.run(["--help"], in: folder).output.contains("'cmsio' alone opens a console"))
        for words in [[command], ["help", command], [command, "--help"]] {
            let refused = try await Program.run(words, in: folder)
            #expect(refused.status == 64 && refused.output.isEmpty, "\(refused)")
            #expect(
                refused.errors == "cmsio: '\(command)' is a command of the console: run 'cmsio' on a terminal, "
                    + "or echo \(command) | cmsio\n"
            )
        }
        let named = try await Program.run(["help", "console"], in: folder)
        #expect(named.status == 64)
        #expect(
            named.errors
                == "cmsio: the console is no subcommand: run 'cmsio' alone on a terminal, or echo help | cmsio\n"
        )
    }

    @Test("ends with the options that every command has")
    func order() async throws {
        let folder = try TestFolder()
        let text = try await Program.run(["raw", "--help"], in: folder).output
        let titles = text.split(separator: "\n").filter { $0.wholeMatch(of: /[A-Z ]+:/) != nil }
        #expect(titles == ["ARGUMENTS:", "OPTIONS:", "GLOBAL OPTIONS:"])
    }

    @Test("is there for 'help COMMAND' and for '-h' too, and names the near miss of what is no command")
    func ways() async throws {
        let folder = try TestFolder()
        for words in [["emit"], ["perms", "grant"], ["perms", "role", "add"]] {
            let text = try await Program.run(words + ["--help"], in: folder).output
            #expect(try await Program.run(["help"] + words, in: folder).output == text)
            #expect(try await Program.run(words + ["-h"], in: folder).output == text)
            #expect(try await Program.run(["-q"] + words + ["--help"], in: folder).output == text)
        }
        let missed = try await Program.run(["help", "perms", "grnat"], in: folder)
        #expect(missed.status == 64)
        #expect(
            missed.errors.hasPrefix("cmsio: unknown command 'cmsio perms grnat'. Did you mean 'cmsio perms grant'?")
        )
    }
}
