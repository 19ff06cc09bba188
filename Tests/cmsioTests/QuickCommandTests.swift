import Testing

@Suite("Commands that are understood without the parser")
struct QuickCommandTests {
    static let lines: [[String]] = [
        ["--version"],
        ["perms", "can", "role:public", "connect"],
        ["perms", "can", "role:public", "room:x"],
        ["perms", "can", "role:public", "connect", "-q"],
        ["perms", "can", "-o", "pretty", "role:public", "connect"],
        ["perms", "can", "role:public", "connect", "--output", "json", "--data", ".cmsio"],
        ["perms", "can", "role:publik", "connect"],
        ["perms", "can", "nobody", "connect"],
        ["perms", "can", "role:public", "connect", "--data", "missing"],
        ["perms", "can", "role:public", "connect", "-o", "yaml"],
        ["perms", "can", "role:public"],
        ["perms", "can", "role:public", "connect", "more"],
        ["perms", "can", "role:public", ""],
    ]

    /// Any option but those that the quick way knows is left to the parser.
    private static let detour = ["--color", "auto"]

    @Test("answer as the parser's way does", arguments: lines)
    func alike(line: [String]) async throws {
        let folder = try TestFolder()
        #expect(try await Program.run(["perms", "role", "add", "editor", "--data", ".cmsio"], in: folder).status == 0)
        let quick = try await Program.run(line, in: folder)
        let parsed = try await Program.run(line + Self.detour, in: folder)
        #expect("\(quick)" == "\(parsed)")
    }

    @Test("perms can asks the server while one holds the folder")
    func server() async throws {
        let server = try await RunningServer(in: try TestFolder())
        // Only the server knows the demo's rights: they are in a store of their own.
        #expect(try await server.run("perms", "can", "role:editor", "comment:create", "-q").status == 0)
        #expect(try await server.run("perms", "can", "role:public", "comment:create").status == 1)
        try await server.stop()
    }
}
