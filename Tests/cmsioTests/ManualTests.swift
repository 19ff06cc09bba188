import Foundation
import JSONText
import Testing
import cmsio

@Suite("Completions and manual pages")
struct ManualTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: self.root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test(
        "the scripts in completions are those that the program generates",
        arguments: [
            ("bash", "cmsio.bash"), ("zsh", "_cmsio"), ("fish", "cmsio.fish"),
        ]
    )
    func completions(shell: String, file: String) async throws {
        let result = try await Program.run(["--generate-completion-script", shell], in: TestFolder())
        #expect(result.status == 0)
        #expect(
            try Self.text("completions/\(file)") == result.output,
            "run: cmsio --generate-completion-script \(shell) > completions/\(file)"
        )
    }

    /// The options of a command, as manual pages write them: `Fl o , -output`.
    private func ownOptions(of command: JSONNode, in help: JSONDocument) -> Set<String> {
        var options: Set<String> = []
        for argument in help.value("arguments", in: command).map({ Array(help.elements($0)) }) ?? [] {
            let names = help.value("names", in: argument).map { Array(help.elements($0)) } ?? []
            let usual = names.filter { name in
                ["long", "short"].contains(help.value("kind", in: name).flatMap(help.string))
            }
            let written = usual.compactMap { name in
                help.value("name", in: name).flatMap(help.string).map { $0.count == 1 ? $0 : "-\($0)" }
            }
            if !written.isEmpty { options.insert(written.sorted { $0.count < $1.count }.joined(separator: " , ")) }
        }
        return options
    }

    /// The same with those of the commands below it.
    private func options(of command: JSONNode, in help: JSONDocument) -> Set<String> {
        var options = self.ownOptions(of: command, in: help)
        for subcommand in help.value("subcommands", in: command).map({ Array(help.elements($0)) }) ?? [] {
            options.formUnion(self.options(of: subcommand, in: help))
        }
        return options
    }

    private func help(_ words: [String], isOwn: Bool = false) async throws -> Set<String> {
        let result = try await Program.run(words + ["--experimental-dump-help"], in: TestFolder())
        #expect(result.status == 0)
        let help = try JSONDocument(parsing: result.output)
        let command = try #require(help.value("command", in: help.root))
        return isOwn ? self.ownOptions(of: command, in: help) : self.options(of: command, in: help)
    }

    @Test("each option has an entry in its page", arguments: ["serve", "emit", "raw", "listen", "perms"])
    func pages(command: String) async throws {
        let shared = try Self.text("man/cmsio.1")
        let page = try Self.text("man/cmsio-\(command).1")
        // Those of cmsio itself, without those of its commands.
        let global = try await self.help([], isOwn: true)
        for option in try await self.help([command]) {
            let text = global.contains(option) ? shared : page
            let entry = ".It Fl \(option)"
            #expect(
                text.split(separator: "\n").contains { $0 == entry || $0.hasPrefix(entry + " ") },
                "'\(entry)' is missing"
            )
        }
    }

    @Test("cmsio.yaml(5) names each key, its variable and its default")
    func settings() throws {
        let page = try Self.text("man/cmsio.yaml.5").split(separator: "\n").map(String.init)
        for setting in Settings.all where setting.sources.contains(.file) {
            let standard = setting.key == "data" ? ".cmsio" : setting.standardText ?? "none"
            let row = ".It \(setting.key) Ta \(setting.environmentName) Ta \(standard)"
            #expect(page.contains(row), "'\(row)' is missing")
        }
    }

    @Test("cmsio(1) names each exit status")
    func statuses() throws {
        let page = try Self.text("man/cmsio.1").split(separator: "\n").map(String.init)
        for status in ExitStatus.allCases {
            #expect(page.contains(".It \(status.rawValue)"))
        }
    }

    @Test("mandoc has nothing to say of any page")
    func lint() async throws {
        let folder = Self.root.appendingPathComponent("man").path
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(pages.count == 8)
        let mandoc = ["/usr/bin/mandoc", "/usr/local/bin/mandoc"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        let command =
            [try #require(mandoc, "mandoc is missing: run .ci/tools"), "-T", "lint", "-W", "style"]
            + pages.map { "\(folder)/\($0)" }
        // Pages that others name are looked for among these, not among those that are installed.
        let pathOfPages = try TestFolder()
        for section in ["man1", "man5"] {
            try FileManager.default.createSymbolicLink(
                atPath: pathOfPages.path(section),
                withDestinationPath: folder
            )
        }
        let environment = ["MANPATH": pathOfPages.path]
        let result = try await Program(command, at: folder, input: nil, environment: environment).end()
        #expect(result.status == 0)
        #expect(result.output.isEmpty, "\(result.output)")
    }
}
