import Testing

@Suite("Errors without a server")
struct LocalErrorTests {
    /// A command line and how it must end, in a folder with nothing but what `files` says.
    struct Example: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        var files: [String: String] = [:]
        var input: String?
        let status: Int32
        let message: String

        var testDescription: String { (["cmsio"] + self.arguments).joined(separator: " ") }
    }

    static let examples = [
        Example(
            arguments: ["emit", "article", "update", "missing.json"],
            status: 66,
            message:
                "there is no file 'missing.json'; data is a file, '-' for standard input, or JSON that begins with {, [ or \"."
        ),
        Example(
            arguments: ["emit", "article", "update", "bad.json"],
            files: ["bad.json": "{\n  \"title\": oops\n}"],
            status: 65,
            message:
                "bad.json: line 2, column 12: expected a value; the only words are true, false and null, in lower case."
        ),
        Example(
            arguments: ["emit", "article", "update", "{\"a\":1"],
            status: 65,
            message: "the data given: line 1, column 7: the text ends too early; something is still open."
        ),
        Example(
            arguments: ["emit", "article", "update", "-"],
            input: "[1,]",
            status: 65,
            message: "standard input: line 1, column 3: expected more after ','; take out the comma before the end."
        ),
        Example(
            arguments: ["emit", "article", "update", "{}"],
            status: 66,
            message: "no server found: run where serve runs, or give --data or --server with --key-file."
        ),
        Example(
            arguments: ["listen"],
            status: 66,
            message: "no server found: run where serve runs, or give --data or --server with --key-file."
        ),
        Example(
            arguments: ["perms", "list"],
            status: 66,
            message: "no server found: run where serve runs, or give --data or --server with --key-file."
        ),
        Example(
            arguments: ["raw", "hello", "--data", "nowhere"],
            status: 66,
            message: "there is no data folder 'nowhere': run where serve runs, or name its folder with --data."
        ),
        Example(
            arguments: ["raw", "hello", "-s", "http://127.0.0.1:1"],
            status: 64,
            message:
                "--server needs the operator key of http://127.0.0.1:1: add --key-file FILE, or set CMSIO_KEY_FILE."
        ),
        Example(
            arguments: ["raw", "hello", "-s", "http://127.0.0.1:1", "--key-file", "no.key"],
            status: 66,
            message: "the key file 'no.key' does not exist; check the path."
        ),
        Example(
            arguments: ["raw", "hello", "-s", "https://example.org", "--key-file", "no.key"],
            status: 64,
            message: "'https://example.org' is no server address: only http is spoken, not https; "
                + "write it as in http://127.0.0.1:1338."
        ),
        Example(
            arguments: ["serve", "--schemas", "nowhere"],
            status: 66,
            message: "there is no folder of schemas 'nowhere'; name one with --schemas, or try --demo."
        ),
        Example(
            arguments: ["serve"],
            files: ["schemas/article.json": "{\n  \"info\": {\n}"],
            status: 78,
            message: "./schemas/article.json: line 3, column 2: the text ends too early; something is still open."
        ),
        Example(
            arguments: ["serve"],
            files: ["cmsio.yaml": "host: 127.0.0.1\nprot: 1\n"],
            status: 78,
            message: "cmsio.yaml:2: unknown key 'prot'; did you mean 'port'?\n"
        ),
        Example(
            arguments: ["serve"],
            files: ["cmsio.yaml": "port: many\n"],
            status: 78,
            message: "cmsio.yaml:1: 'port' has no value that can be used: write a whole number, 0 to 65535."
        ),
        Example(
            arguments: ["serve"],
            files: ["cmsio.yaml": "port: [1\n"],
            status: 78,
            message: "cmsio.yaml:2: this is not YAML:"
        ),
        Example(
            arguments: ["serve", "--config", "other.yaml"],
            status: 66,
            message: "there is no configuration file 'other.yaml'; check --config or CMSIO_CONFIG."
        ),
        Example(
            arguments: ["serve", "--data", "docs"],
            files: ["docs/letter.txt": "dear"],
            status: 78,
            message: "'docs' is no data folder, it holds 'letter.txt'; name a new or empty folder with --data."
        ),
    ]

    @Test("are one line with the way out, and the status that the manual names", arguments: examples)
    func errors(_ example: Example) async throws {
        let folder = try TestFolder()
        for (name, text) in example.files { try folder.write(text, to: name) }
        let result = try await Program.run(example.arguments, in: folder, input: example.input)
        #expect(result.status == example.status)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("cmsio: " + example.message), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }

    @Test("tell a server that is not there from one that was never found")
    func unreachable() async throws {
        let folder = try TestFolder()
        try folder.write("secret\n", to: "operator.key")
        let result = try await Program.run(
            ["raw", "hello", "-s", "http://127.0.0.1:1", "--key-file", "operator.key"],
            in: folder
        )
        #expect(result.status == 69)
        #expect(result.errors.hasPrefix("cmsio: cannot reach the server at http://127.0.0.1:1: "))
        #expect(result.errors.hasSuffix("Check the address, and that the server runs.\n"))
        #expect(!result.errors.contains("secret"))
    }
}
