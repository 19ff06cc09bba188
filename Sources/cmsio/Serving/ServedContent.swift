import ContentModel
import StrapiSource

/// The content types that a server serves, and where they came from.
struct ServedContent {
    let catalog: ContentCatalog
    /// What to say of their place: `./schemas`, or `the demo`.
    let place: String
    /// A sentence each.
    let warnings: [String]

    /// - Parameter trail: Gets all files and folders that are looked at, also when it throws.
    /// - Throws: ``CommandFailure`` for a folder that must be there and is not, ``SchemaError`` for a broken
    ///   file, ``ProjectError`` for a Strapi project without types that can be served.
    init(_ configuration: ServeConfiguration, _ trail: FileTrail = FileTrail()) throws {
        var files: [SchemaFile] = []
        var warnings: [String] = []
        switch configuration.content {
        case .project(let served):
            let project = try served.read(trail)
            let report = project.report
            self.place = project.root
            self.catalog = project.catalog
            self.warnings = (report.findings(.problem) + report.findings(.warning)).map(\.description)
            return
        case .demo:
            self.place = "the demo"
            files = DemoContent.files
        case .folder(let path, let isNamed):
            self.place = path
            guard trail.hasFolder(path) || !isNamed else {
                throw CommandFailure(
                    .noInput,
                    "there is no folder of schemas '\(path)'; name one with --schemas, or try --demo."
                )
            }
            let folder = try SchemaFolder(path: path, trail: trail)
            files = folder.files
            warnings = folder.warnings.map(\.description)
            if files.isEmpty {
                warnings.append("no schemas in \(path): emit knows no type; try --demo, --schemas or --strapi.")
            }
        }
        self.catalog = try ContentCatalog(files: files, options: configuration.model)
        self.warnings = warnings + (self.catalog.problems + self.catalog.warnings).map(\.description)
    }

    /// The project's own types, without Strapi's.
    var types: [ContentType] { self.catalog.contentTypes.filter(\.isOfProject) }
}
