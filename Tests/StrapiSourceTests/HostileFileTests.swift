import ContentModel
import Foundation
import JSONText
import StrapiSource
import TestClients
import Testing

@Suite("A configuration file with anything in it")
struct HostileFileTests {
    /// Reads a project with this configuration: whatever it is, there is an answer.
    private func read(_ bytes: [UInt8], name: String = "config/database.js") throws -> StrapiProject {
        let project = try TestProject(TestProject.files())
        try project.write(bytes, to: name)
        return try project.read(TestProject.secrets)
    }

    @Test("is read or is an error, for random bytes", arguments: 0..<60 as Range<UInt64>)
    func randomBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let result = try self.read(random.bytes(Int.random(in: 0...600, using: &random)))
        #expect(result.database == nil && !result.report.canServe)
    }

    private static let pieces = [
        "(", ")", "{", "}", "[", "]", "`", "${", "=>", "...", "?", ":", ",", ";", "=", "||", "??", "&&", "!", "+", "<",
        ">", "as ",
        "'", "\"", "/", "*", "//", "/*", "*/", "\n", "env(", "const ", "return ", "if (", "else ", "function f",
        "async ", "import ",
        "export ", "export default ", "module.exports = ", "type T = ", "class ", "new ", "x", "1", "0x", "\\u{", ".",
        "?.", "é",
    ]

    @Test("is read or is an error, for mutations of a real file", arguments: 0..<150 as Range<UInt64>)
    func mutations(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var bytes = Array((seed.isMultiple(of: 2) ? TestProject.template : TestProject.typedTemplate).utf8)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...20, using: &random))
            let piece = Self.pieces.randomElement(using: &random) ?? ""
            bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
        }
        let result = try self.read(bytes)
        #expect((result.database == nil) != result.report.canServe)
    }

    static let bombs = [
        String(repeating: "(", count: 25_000),
        String(repeating: "[", count: 12_500) + String(repeating: "]", count: 12_500),
        "module.exports = " + String(repeating: "{a:", count: 7_500) + "1" + String(repeating: "}", count: 7_500),
        "module.exports = " + String(repeating: "!", count: 50_000) + "1",
        "module.exports = " + String(repeating: "-", count: 25_000) + "1",
        "module.exports = 1" + String(repeating: "+1", count: 25_000),
        "module.exports = a" + String(repeating: ".a", count: 25_000),
        "module.exports = a" + String(repeating: "()", count: 25_000),
        "module.exports = " + String(repeating: "a?b:", count: 15_000) + "1",
        "module.exports = " + String(repeating: "a=>", count: 20_000) + "1",
        String(repeating: "if(a)", count: 12_500) + "x",
        String(repeating: "if(a){}else ", count: 5_000) + "{}",
        String(repeating: "`${", count: 15_000) + String(repeating: "}`", count: 15_000),
        "const x: " + String(repeating: "A<", count: 15_000) + String(repeating: ">", count: 15_000) + " = 1",
        "const " + String(repeating: "{a:", count: 7_500) + "b" + String(repeating: "}", count: 7_500) + " = 1",
        String(repeating: "{", count: 15_000) + String(repeating: "}", count: 15_000),
        "let a = 'aaaaaaaaaaaaaaaa';" + String(repeating: "a = a + a;", count: 5_000) + "module.exports = a",
        "let a = 1;" + String(repeating: "a = {x: a, y: a};", count: 5_000) + "module.exports = a",
        "let a = [1];" + String(repeating: "a = [...a, ...a];", count: 5_000) + "module.exports = a",
        "let a = {};" + String(repeating: "a = {...a, ...a, [a]: a};", count: 4_000) + "module.exports = a",
        "const f = (a) => f(f(a)); module.exports = f(1);", "const f = () => [f(), f(), f()]; module.exports = f;",
        "const f = (n) => n && f(n); module.exports = { connection: f('x') };",
        "module.exports = {" + (0..<20_000).map { "k\($0):1," }.joined() + "}",
        "module.exports = '" + String(repeating: "a", count: 50_000) + "'",
        String(repeating: "/", count: 25_000), String(repeating: "<", count: 25_000),
        String(repeating: "a ", count: 30_000),
        String(repeating: "const a = ", count: 5_000), String(repeating: "x", count: 300_000), "",
    ]

    @Test("takes no more than a moment, however it nests, grows or recurses", arguments: bombs.indices)
    func bounded(index: Int) throws {
        let result = try self.read(Array(Self.bombs[index].utf8))
        #expect(result.database == nil && !result.report.canServe)
    }

    @Test("is an error and no wait if it is a pipe, which nobody writes into")
    func pipe() throws {
        let project = try TestProject(TestProject.files())
        #expect(mkfifo(project.path(".env"), 0o600) == 0)
        try project.remove("config/database.js")
        #expect(mkfifo(project.path("config/database.js"), 0o600) == 0)
        let result = try project.read(TestProject.secrets)
        #expect(result.database == nil && !result.report.canServe)
    }

    @Test("does not hide what is in other files", arguments: ["", "}", "module.exports = ", "\u{0}"])
    func others(text: String) throws {
        let result = try self.read(Array(text.utf8), name: "config/plugins.js")
        #expect(result.database != nil)
        #expect(result.catalog.contentType(named: "article") != nil)
    }
}
