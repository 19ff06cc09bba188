import ContentServer
import Foundation
import Testing

@Suite("The README", .timeLimit(.minutes(2)))
struct ReadmeTests {
    private let text: String
    /// What stands in its fenced blocks, in order.
    private let blocks: [String]

    init() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let readme = tests.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("README.md")
        self.text = try String(contentsOf: readme, encoding: .utf8)
        self.blocks = self.text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
            .map {
                $0.element.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).last.map(String.init)
                    ?? ""
            }
    }

    private func block(with text: String) throws -> String {
        try #require(self.blocks.first { $0.contains(text) }, "no block with '\(text)'")
    }

    @Test("shows a first session that prints what it says")
    func session() async throws {
        let folder = try TestFolder()
        let session = try self.block(with: "cat > data.json")
        let article = session.components(separatedBy: "'JSON'\n")[1].components(separatedBy: "\nJSON\n")[0]
        try folder.write(article, to: "data.json")
        let server = try await RunningServer(in: folder)
        let listener = try Program(
            ["listen", "article:*", "--as", "role:public", "-n", "1", "-o", "pretty"],
            in: folder
        )
        _ = try await listener.line(with: "listening as role:public")
        let receipt = try await server.run("emit", "article", "update", "data.json", "-o", "pretty")

        let shown = try await listener.end().output
        #expect(Self.withoutTime(shown) == Self.withoutTime(try self.block(with: "  article:update  ")))
        #expect(Self.withoutID(receipt.output) == Self.withoutID(try self.block(with: "AUDIENCE")))

        #expect(try await server.run("emit", "article", "feature", "data.json").status == 65)
        #expect(try await server.run("perms", "grant", "role:public", "article:feature").status == 0)
        #expect(try await server.run("emit", "article", "feature", "data.json").status == 0)
        #expect(try await server.run("raw", "maintenance", #"{"at":"22:00"}"#, "--yes").status == 0)
        let questions = try self.block(with: "--dry-run --diff").split(separator: "\n")
        #expect(questions.count == 3)
        for question in questions {
            let words = question.split(separator: "#")[0].split(separator: " ").dropFirst().map(String.init)
            let answer = try await Program.run(words, in: folder)
            #expect(answer.status == 0, "\(question): \(answer)")
        }
        try await server.stop()
    }

    private static func withoutTime(_ line: String) -> Substring { line.drop { $0 != " " } }

    private static func withoutID(_ receipt: String) -> String {
        receipt.replacing(/\(id .*, offset/, with: "(id, offset")
    }

    @Test("shows the server in ten lines that the documentation shows, where it is compiled")
    func tenLines() throws {
        let server = try self.block(with: "import SocketIONIO")
        #expect(server.split(separator: "\n").count <= 10)
        #expect(try Self.landingPage().contains(server))
    }

    /// The first page of the catalogue.
    private static func landingPage() throws -> String {
        let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = repository.appendingPathComponent("Sources/SocketIONIO/Documentation.docc/SocketIONIO.md")
        return try String(contentsOf: page, encoding: .utf8)
    }

    @Test("names every code that a client may be told")
    func codes() {
        for refusal in AuthenticationRefusal.allCases {
            #expect(self.text.contains("`\(refusal.rawValue)`"))
        }
    }
}
