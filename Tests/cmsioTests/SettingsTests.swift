import Foundation
import JSONText
import Testing
import cmsio

@Suite("Settings")
struct SettingsTests {
    /// What `serve --print-config` says of one setting.
    private func report(
        _ key: ExactString,
        arguments: [String] = [],
        file: String? = nil,
        environment: [String: String] = [:]
    ) async throws -> (value: String?, from: String?) {
        let folder = try TestFolder()
        if let file { try folder.write(file, to: "cmsio.yaml") }
        let result = try await Program.run(
            ["serve", "--print-config", "-o", "json"] + arguments,
            in: folder,
            environment: environment
        )
        #expect(result.status == 0, "\(result)")
        #expect(!folder.exists(".cmsio"), "printing the settings made a data folder")
        let document = try JSONDocument(parsing: result.output)
        let report = try #require(document.value(key, in: document.root))
        return (
            document.value("value", in: report).flatMap(document.string),
            document.value("from", in: report).flatMap(document.string)
        )
    }

    @Test("come from a flag first, then the environment, then the file, then the default")
    func precedence() async throws {
        let file = "# mine\nport: 4000\n"
        let variable = ["CMSIO_PORT": "5000"]
        #expect(try await self.report("port") == ("1338", "default"))
        #expect(try await self.report("port", file: file) == ("4000", "cmsio.yaml:2"))
        #expect(try await self.report("port", file: file, environment: variable) == ("5000", "CMSIO_PORT"))
        let all = try await self.report("port", arguments: ["--port", "6000"], file: file, environment: variable)
        #expect(all == ("6000", "--port"))
    }

    @Test(
        "are read in the units people write",
        arguments: [
            ("ping-interval", "90s", "90s"), ("ping-interval", "2m", "2m"), ("ping-interval", "1500ms", "1500ms"),
            ("max-payload", "2MB", "2000000"), ("max-payload", "1MiB", "1048576"), ("max-payload", "4096", "4096"),
        ]
    )
    func units(key: String, written: String, read: String) async throws {
        let report = try await self.report(ExactString(key), arguments: ["--\(key)", written])
        #expect(report == (read, "--\(key)"))
    }

    @Test("may be lists: repeated flags, commas in the environment, a sequence in the file")
    func lists() async throws {
        let expected = "https://a.example,https://b.example"
        let flags = ["--cors-origin", "https://a.example", "--cors-origin", "https://b.example"]
        #expect(try await self.report("cors-origin", arguments: flags).value == expected)
        let variable = ["CMSIO_CORS_ORIGIN": "https://a.example, https://b.example"]
        #expect(try await self.report("cors-origin", environment: variable).value == expected)
        let file = "cors-origin:\n  - https://a.example\n  - https://b.example\n"
        #expect(try await self.report("cors-origin", file: file).value == expected)
    }

    @Test("that are secret are never shown")
    func secrets() async throws {
        let report = try await self.report("jwt-secret", environment: ["CMSIO_JWT_SECRET": "hush"])
        #expect(report == ("(set)", "CMSIO_JWT_SECRET"))
    }

    @Test("in a file have paths that start from the file")
    func paths() async throws {
        let folder = try TestFolder()
        try folder.write("schemas: types\n", to: "etc/cmsio.yaml")
        let result = try await Program.run(
            ["serve", "--print-config", "-o", "json", "--config", "etc/cmsio.yaml"],
            in: folder
        )
        #expect(result.output.contains(#""schemas":{"value":"etc/types","from":"etc/cmsio.yaml:1"}"#))
    }

    @Test("that mean nothing are warned of when they are variables")
    func unknownVariable() async throws {
        let folder = try TestFolder()
        let result = try await Program.run(
            ["perms", "list", "--data", "nowhere"],
            in: folder,
            environment: ["CMSIO_SERVR": "http://127.0.0.1:1"]
        )
        #expect(
            result.errors.hasPrefix(
                "warning: CMSIO_SERVR is set, and means nothing to cmsio; did you mean CMSIO_SERVER?\n"
            )
        )
    }

    @Test("that cannot be set in a file say where they can")
    func notInFile() async throws {
        let folder = try TestFolder()
        try folder.write("jwt-secret: hush\n", to: "cmsio.yaml")
        let result = try await Program.run(["serve"], in: folder)
        #expect(result.status == 78)
        #expect(result.errors == "cmsio: cmsio.yaml:1: 'jwt-secret' cannot be set in a file; use CMSIO_JWT_SECRET.\n")
    }
}
