package import ContentModel
import JSONText

/// The schema files of a folder: a Strapi project or a part of it, or plain files.
///
/// Which layout it is shows by what is there, and several may be at once:
///
/// | where | what | uid |
/// |---|---|---|
/// | `src/…` | a project's root: everything below is looked for there | |
/// | `api/<api>/content-types/<name>/schema.json` | content type | `api::<api>.<name>` |
/// | `<api>/content-types/<name>/schema.json` | content type | `api::<api>.<name>` |
/// | `<file>.json` | content type | `api::<singularName>.<singularName>` |
/// | `components/<category>/<file>.json` | component | `<category>.<file>` |
/// | `components/<category>.<file>.json` | component | `<category>.<file>` |
/// | `extensions/<plugin>/content-types/<name>/schema.json` | override of a plugin's type | `plugin::<plugin>.<name>` |
/// | `plugins/<plugin>/server/content-types/<name>/schema.json` | a local plugin's type | `plugin::<plugin>.<singularName>` |
///
/// Source: spec/strapi.md a.1 and f. Hidden files and folders are left out.
package struct SchemaFolder {
    package let path: String
    /// In the order of their paths within each kind.
    package private(set) var files: [SchemaFile] = []
    /// What was left out that somebody may expect to be there.
    package private(set) var warnings: [SchemaRemark] = []

    private let trail: FileTrail

    /// - Parameters:
    ///   - path: A folder, which must be there.
    ///   - isProject: Whether it is the root of a project, whose `src` alone counts; nil to see for oneself.
    /// - Throws: For a file that cannot be read or is no schema.
    package init(
        path: String,
        isProject: Bool? = nil,
        trail: FileTrail = FileTrail()
    ) throws(SchemaError) {
        self.path = path
        self.trail = trail
        let folder = FolderListing(path, trail)
        let sources = folder.folder("src")
        let hasSources = sources.map { $0.folder("api") != nil || $0.folder("components") != nil } ?? false
        let isProject = isProject ?? hasSources
        let root = isProject ? sources ?? FolderListing(folder.path(of: "src"), trail) : folder
        for api in root.folder("api")?.folders ?? [] { try self.readTypes(of: api, in: api, as: "api") }
        if !isProject {
            for api in root.folders where !Self.reserved.contains(api.name) {
                try self.readTypes(of: api, in: api, as: "api")
            }
            for file in root.files(withExtension: "json") { try self.readPlainType(file) }
        }
        try self.readComponents(of: root)
        for plugin in root.folder("extensions")?.folders ?? [] {
            try self.readTypes(of: plugin, in: plugin, as: "plugin")
        }
        for plugin in root.folder("plugins")?.folders ?? [] { try self.readLocalPlugin(plugin) }
    }

    private static let reserved: Set<String> = ["api", "components", "extensions", "plugins", "src"]

    private mutating func readTypes(of owner: FolderListing, in home: FolderListing, as namespace: String)
        throws(SchemaError)
    {
        for type in self.types(in: home) {
            let uid = "\(namespace)::\(KebabCase.of(owner.name)).\(KebabCase.of(type.name))"
            try self.add(.contentType(uid: ExactString(uid)), type.path(of: "schema.json"))
        }
    }

    /// A plugin's own code names its types; by convention each has a folder, and its name is its singular name.
    private mutating func readLocalPlugin(_ plugin: FolderListing) throws(SchemaError) {
        let server = plugin.folder("server")
        for home in [server, server?.folder("src")].compactMap(\.self) {
            for type in self.types(in: home) {
                let path = type.path(of: "schema.json")
                let bytes = try self.contents(of: path)
                let name = try Self.singularName(in: bytes, path: path) ?? KebabCase.of(type.name)
                let uid = ExactString("plugin::\(KebabCase.of(plugin.name)).\(name)")
                self.files.append(SchemaFile(kind: .contentType(uid: uid), path: path, bytes: bytes))
            }
        }
    }

    /// The folders of types that are described by a document; warns of those that are not.
    private mutating func types(in home: FolderListing) -> [FolderListing] {
        let folders = home.folder("content-types")?.folders ?? []
        for type in folders where !type.hasFile("schema.json") {
            let code = ["schema.js", "schema.ts", "index.js", "index.ts"].first(where: type.hasFile)
            guard let code else { continue }
            let text = "describes a type in code, which cmsio cannot read; write it as schema.json."
            self.warnings.append(SchemaRemark(path: type.path(of: code), text: text))
        }
        return folders.filter { $0.hasFile("schema.json") }
    }

    /// A file outside any project: what it stands for is in it.
    private mutating func readPlainType(_ name: FolderListing.File) throws(SchemaError) {
        let bytes = try self.contents(of: name.path)
        guard let singularName = try Self.singularName(in: bytes, path: name.path) else {
            throw SchemaError(path: name.path, reason: .namesNothing)
        }
        let uid = ExactString("api::\(singularName).\(singularName)")
        self.files.append(SchemaFile(kind: .contentType(uid: uid), path: name.path, bytes: bytes))
    }

    private static func singularName(in bytes: [UInt8], path: String) throws(SchemaError) -> String? {
        do throws(JSONError) {
            let document = try JSONDocument(parsing: bytes)
            let name = document.value("info", in: document.root)
                .flatMap { document.value("singularName", in: $0) }
                .flatMap { document.string($0) }
            return name?.isEmpty == true ? nil : name
        } catch {
            let place = SchemaError.Place(line: error.line, column: error.column)
            throw SchemaError(path: path, place: place, reason: .notJSON("\(error.reason)"))
        }
    }

    private mutating func readComponents(of root: FolderListing) throws(SchemaError) {
        // The components of a project whose `src/api` was named stand beside it.
        let beside = root.name == "api" ? root.parent?.folder("components") : nil
        guard let components = root.folder("components") ?? beside else { return }
        for category in components.folders {
            for file in category.files(withExtension: "json") {
                try self.add(.component(uid: ExactString("\(category.name).\(file.stem)".lowercased())), file.path)
            }
        }
        for file in components.files(withExtension: "json") {
            guard file.stem.contains(".") else {
                throw SchemaError(path: file.path, reason: .noCategory(file: file.stem))
            }
            try self.add(.component(uid: ExactString(file.stem.lowercased())), file.path)
        }
    }

    private mutating func add(_ kind: SchemaFile.Kind, _ path: String) throws(SchemaError) {
        self.files.append(SchemaFile(kind: kind, path: path, bytes: try self.contents(of: path)))
    }

    private func contents(of path: String) throws(SchemaError) -> [UInt8] {
        guard let bytes = self.trail.contents(of: path) else { throw SchemaError(path: path, reason: .unreadable) }
        return bytes
    }
}
