import Foundation
import JSONText
import NIOCore
import SocketIONIO
import TestClients
import Testing

@Suite("The examples of the documentation", .timeLimit(.minutes(1)))
struct ExampleTests {
    private static let here = URL(filePath: #filePath).deletingLastPathComponent()
    private static let catalogue = URL(filePath: "../../../Sources/SocketIONIO/Documentation.docc", relativeTo: here)

    /// The lines of a text without what stands before and after them.
    private static func lines(_ text: some StringProtocol) -> [String] {
        text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The blocks of Swift in a page, without imports.
    private static func examples(in page: String) -> [[String]] {
        page.components(separatedBy: "```swift\n").dropFirst().map { rest in
            self.lines(rest.components(separatedBy: "```")[0]).filter { !$0.hasPrefix("import ") }
        }
    }

    @Test("are compiled: each stands line for line in the file that is")
    func compiled() throws {
        let source = Self.lines(try String(contentsOf: Self.here.appending(path: "Examples.swift"), encoding: .utf8))
        let pages = try FileManager.default.contentsOfDirectory(at: Self.catalogue, includingPropertiesForKeys: nil)
        var count = 0
        for page in pages where page.pathExtension == "md" {
            for example in Self.examples(in: try String(contentsOf: page, encoding: .utf8)) {
                count += 1
                let isThere = source.indices.contains { source[$0...].starts(with: example) }
                #expect(isThere, "\(page.lastPathComponent): \(example.joined(separator: " "))")
            }
        }
        #expect(count > 8)
    }

    @Test("begin with a server in ten lines, which passes on what clients say, and stops with its task")
    func landingPage() async throws {
        let page = try String(contentsOf: Self.catalogue.appending(path: "SocketIONIO.md"), encoding: .utf8)
        #expect(Self.examples(in: page)[0].count < 10)
        let server = SocketIOServer(port: 0)
        server.onConnect { socket in
            socket.on("message") { (text: String) in
                try socket.broadcast.emit("message", text)
            }
        }
        let running = Task { try await server.run() }
        while server.address == nil { await Task.yield() }
        let test = TestServer(server: server, port: server.address?.port ?? 0)
        let speaker = try await test.join()
        let listener = try await test.join()
        try await speaker.send(#"42["message","hello"]"#)
        #expect(try await listener.text() == #"42["message","hello"]"#)
        running.cancel()
        try await running.value
        #expect(server.address == nil)
        try await listener.connection.untilClosed()
    }
}
