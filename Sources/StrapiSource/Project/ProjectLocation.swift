import JSONText

/// Where a project is: the folder that somebody named, or the only one below it.
///
/// Source: spec/strapi.md f: 17 of 29 public projects are in a folder of their repository.
struct ProjectLocation {
    /// The folder with the project's `package.json`.
    let root: String
    let package: PackageFile?
    /// Whether the folder that was named is only above it.
    let isBelow: Bool

    /// - Parameter isSure: Whether somebody told the version, so that `package.json` is not needed.
    init(at path: String, isSure: Bool, _ trail: FileTrail) throws(LocationProblem) {
        guard trail.hasFolder(path) else { throw .noFolder }
        let here = PackageFile(in: path, trail)
        if Self.isProject(path, here, trail) {
            (self.root, self.package, self.isBelow) = (path, here, false)
            return
        }
        let below = Self.projects(below: FolderListing(path, trail), levels: 2, trail)
        if below.count > 1 { throw .several(below.map(\.root)) }
        if let only = below.first {
            (self.root, self.package, self.isBelow) = (only.root, only.package, true)
            return
        }
        let isPlain = isSure && (trail.hasFolder(path + "/src/api") || trail.hasFolder(path + "/config"))
        guard here?.strapi != nil || isPlain else {
            throw here?.oldStrapi.map { .oldVersion($0, file: path + "/package.json") } ?? .none
        }
        (self.root, self.package, self.isBelow) = (path, here, false)
    }

    private static func projects(below folder: FolderListing, levels: Int, _ trail: FileTrail)
        -> [(root: String, package: PackageFile?)]
    {
        guard levels > 0 else { return [] }
        return folder.folders.filter { !Self.skipped.contains($0.name) }.flatMap { child in
            let package = PackageFile(in: child.path, trail)
            if Self.isProject(child.path, package, trail) { return [(child.path, package)] }
            return Self.projects(below: child, levels: levels - 1, trail)
        }
    }

    private static let skipped: Set<String> = ["node_modules", "dist", "build"]

    /// Plugins and packages of types depend on Strapi too, but have neither configuration nor types.
    private static func isProject(_ path: String, _ package: PackageFile?, _ trail: FileTrail) -> Bool {
        guard package?.strapi != nil else { return false }
        return trail.hasFolder(path + "/src/api") || trail.hasFolder(path + "/config")
    }
}

/// Why there is no project, or not one.
enum LocationProblem: Error, Equatable {
    case noFolder
    case none
    case several([String])
    case oldVersion(String, file: String)

    /// - Parameter path: The folder that was named.
    func finding(at path: String) -> Finding {
        switch self {
        case .noFolder:
            Finding(.error, "there is no folder '\(path)'; name the folder of the Strapi project.")
        case .none:
            Finding(
                .error,
                "no Strapi project in '\(path)', nor in the two levels below: no package.json there depends on "
                    + "@strapi/strapi. Name the folder of the project."
            )
        case .several(let roots):
            Finding(
                .error,
                "there are \(roots.count) Strapi projects in '\(path)': \(roots.joined(separator: ", ")). Name one."
            )
        case .oldVersion(let version, let file):
            Finding(
                .error,
                "this is Strapi \(version), and cmsio reads Strapi 4 and 5; upgrade the project.",
                file: file
            )
        }
    }
}

/// The parts of a `package.json` that say what a project is made of.
struct PackageFile: Equatable {
    /// The range or version of `@strapi/strapi`; nil if it is no dependency.
    let strapi: String?
    /// The version of Strapi 3, whose package had another name.
    let oldStrapi: String?
    /// Its own version.
    let version: String?
    let hasLocales: Bool
    let path: String
    /// Where `@strapi/strapi` is named, from 1.
    let line: Int

    /// - Returns: nil if there is none that is JSON.
    init?(in folder: String, _ trail: FileTrail) {
        self.path = folder + "/package.json"
        guard let bytes = trail.hasFile(self.path) ? trail.contents(of: self.path) : nil,
            // A package.json that is no JSON is no project's: npm would refuse it.
            let document = try? JSONDocument(parsing: bytes)
        else { return nil }
        let groups = ["dependencies", "devDependencies"].compactMap { document.value($0, in: document.root) }
        func range(_ name: ExactString) -> JSONNode? { groups.compactMap { document.value(name, in: $0) }.first }
        let strapi = range("@strapi/strapi")
        self.strapi = strapi.flatMap { document.string($0) }
        self.oldStrapi = range("strapi").flatMap { document.string($0) }
        self.version = document.value("version", in: document.root).flatMap { document.string($0) }
        self.hasLocales = range("@strapi/plugin-i18n") != nil
        self.line =
            strapi.map { node in document.bytes.prefix(document.range(node).lowerBound).count { $0 == 0x0A } + 1 } ?? 1
    }
}
