import ContentModel
import StrapiSource
import Testing

@Suite("Finding a project")
struct LocationTests {
    private static func files(under folder: String, strapi: String = "^5.12.0") -> [String: String] {
        Dictionary(uniqueKeysWithValues: TestProject.files(strapi: strapi).map { ("\(folder)/\($0.key)", $0.value) })
    }

    @Test(
        "takes the folder that is named, or the only project in the two levels below",
        arguments: ["cms", "apps/strapi"]
    )
    func below(folder: String) throws {
        let repository = try TestProject(Self.files(under: folder))
        try repository.write(#"{"workspaces":["apps/*"],"devDependencies":{"turbo":"1"}}"#, to: "package.json")
        // Depends on Strapi, and is no project.
        try repository.write(#"{"dependencies":{"@strapi/strapi":"5.0.0"}}"#, to: "packages/strapi-types/package.json")
        try repository.write(#"{"dependencies":{"@strapi/strapi":"5.0.0"}}"#, to: "node_modules/x/package.json")
        let project = try repository.read(TestProject.secrets)
        #expect(project.root == repository.path(folder))
        let root = repository.path(folder)
        #expect(project.report.facts(about: "project").map(\.value) == ["\(root), the only one in \(repository.path)"])
        #expect(try StrapiProject.read(at: root, environment: TestProject.secrets).root == root)
    }

    @Test("stops at several and names them")
    func several() throws {
        let repository = try TestProject(Self.files(under: "apps/a").merging(Self.files(under: "apps/b")) { $1 })
        let error = #expect(throws: ProjectError.self) { try repository.read() }
        let path = repository.path
        #expect(
            error?.description == "there are 2 Strapi projects in '\(path)': \(path)/apps/a, \(path)/apps/b. Name one."
        )
    }

    @Test("says what is there instead")
    func none() throws {
        let empty = try TestProject()
        let nothing = #expect(throws: ProjectError.self) { try empty.read() }
        #expect(
            nothing?.description.hasPrefix("no Strapi project in '\(empty.path)', nor in the two levels below") == true
        )
        let missing = #expect(throws: ProjectError.self) {
            try StrapiProject.read(at: empty.path("x"), environment: [:])
        }
        #expect(
            missing?.description == "there is no folder '\(empty.path("x"))'; name the folder of the Strapi project."
        )
        let old = try TestProject(["package.json": #"{"dependencies":{"strapi":"3.6.8"}}"#])
        let error = #expect(throws: ProjectError.self) { try old.read() }
        #expect(
            error?.description.hasSuffix("this is Strapi 3.6.8, and cmsio reads Strapi 4 and 5; upgrade the project.")
                == true
        )
    }

    @Test("knows the version by what is installed, here or above, and else the major one by the range")
    func version() throws {
        let repository = try TestProject(Self.files(under: "apps/cms", strapi: "^4.2.0"))
        let range = try repository.read(TestProject.secrets)
        #expect(range.version == .v4)
        #expect(range.report.facts(about: "strapi").map(\.value) == ["^4.2.0"])
        #expect(range.origin(of: "strapi") == "package.json:1")
        try repository.write(#"{"version":"5.37.1"}"#, to: "node_modules/@strapi/strapi/package.json")
        let installed = try repository.read(TestProject.secrets)
        #expect(installed.version == .v5)
        #expect(installed.report.facts(about: "strapi").map(\.value) == ["5.37.1"])
    }

    @Test("asks for the version where nothing tells it", arguments: ["latest", "workspace:*", "catalog:"])
    func unknownVersion(range: String) throws {
        let project = try TestProject(TestProject.files(strapi: range))
        let error = #expect(throws: ProjectError.self) { try project.read(TestProject.secrets) }
        #expect(error?.description.contains("give --strapi-version 4 or 5") == true)
        var overrides = ProjectOverrides()
        overrides.strapiVersion = ProjectOverrides.Given(.v4, by: "--strapi-version")
        #expect(try project.read(TestProject.secrets, overrides).version == .v4)
    }
}
