package import ContentModel
import Foundation
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
/// | `plugins/<plugin>/server/content-types/<name>/schema.json` | a local plugin's type | `plugin::<plugin>.<name>` |
///
/// Source: spec/strapi.md a.1 and f. Hidden files and folders are left out.
package struct SchemaFolder: Sendable {
    package let path: String
    /// In the order of their paths within each kind.
    package private(set) var files: [SchemaFile] = []
    /// What was left out that somebody may expect to be there, a sentence each.
    package private(set) var warnings: [String] = []

    /// - Parameter path: A folder, which must be there.
    /// - Throws: ``CommandFailure`` for a file that cannot be read or is no schema.
    package init(path: String) throws {
        self.path = path
        let sources = FolderListing(path).folder("src")
        let isProject = sources.map { $0.folder("api") != nil || $0.folder("components") != nil } ?? false
        let root = isProject ? sources ?? FolderListing(path) : FolderListing(path)
        for api in (root.folder("api") ?? FolderListing("")).folders { try self.readTypes(of: api, in: "", of: "api") }
        for api in root.folders where !Self.reserved.contains(api.name) {
            try self.readTypes(of: api, in: "", of: "api")
        }
        if !isProject {
            for file in root.files(withExtension: "json") { try self.readPlainType(file) }
        }
        try self.readComponents(of: root)
        for plugin in root.folder("extensions")?.folders ?? [] { try self.readTypes(of: plugin, in: "", of: "plugin") }
        for plugin in root.folder("plugins")?.folders ?? [] {
            try self.readTypes(of: plugin, in: "server", of: "plugin")
        }
    }

    private static let reserved: Set<String> = ["api", "components", "extensions", "plugins", "src"]

    private mutating func readTypes(of owner: FolderListing, in inner: String, of namespace: String) throws {
        let home = inner.isEmpty ? owner : owner.folder(inner)
        for type in home?.folder("content-types")?.folders ?? [] {
            let path = type.path(of: "schema.json")
            guard type.hasFile("schema.json") else {
                let code = ["schema.js", "schema.ts", "index.js", "index.ts"].first(where: type.hasFile)
                if let code {
                    self.warnings.append(
                        "\(type.path(of: code)) describes a type in code, which cmsio cannot read; write it as schema.json."
                    )
                }
                continue
            }
            let uid = "\(namespace)::\(KebabCase.of(owner.name)).\(KebabCase.of(type.name))"
            try self.add(.contentType(uid: ExactString(uid)), path)
        }
    }

    /// A file outside any project: what it stands for is in it.
    private mutating func readPlainType(_ name: FolderListing.File) throws {
        let bytes = try Self.contents(of: name.path)
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw SchemaError(path: name.path, reason: .notJSON("\(error)")).failure
        }
        let info = document.value("info", in: document.root)
        guard
            let singularName = info.flatMap({ document.value("singularName", in: $0) }).flatMap({ document.string($0) }
            ),
            !singularName.isEmpty
        else {
            throw CommandFailure(
                .badConfiguration,
                "\(name.path): this is no content type, it has no info.singularName; write one, or move the file elsewhere."
            )
        }
        let uid = ExactString("api::\(singularName).\(singularName)")
        self.files.append(SchemaFile(kind: .contentType(uid: uid), path: name.path, bytes: bytes))
    }

    private mutating func readComponents(of root: FolderListing) throws {
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
                throw CommandFailure(
                    .badConfiguration,
                    "\(file.path): a component's category is missing; name the file <category>.\(file.stem).json, "
                        + "or put it into a folder of that name."
                )
            }
            try self.add(.component(uid: ExactString(file.stem.lowercased())), file.path)
        }
    }

    private mutating func add(_ kind: SchemaFile.Kind, _ path: String) throws {
        self.files.append(SchemaFile(kind: kind, path: path, bytes: try Self.contents(of: path)))
    }

    private static func contents(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.badConfiguration, "\(path): the file cannot be read; check its permissions.")
        }
        return [UInt8](data)
    }
}

extension SchemaError: FailureConvertible {
    var failure: CommandFailure {
        CommandFailure(.badConfiguration, "\(self)".hasSuffix(".") ? "\(self)" : "\(self).")
    }
}
