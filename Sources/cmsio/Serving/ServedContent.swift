import ContentModel
import StrapiSource

/// The content types that a server serves, and where they came from.
struct ServedContent {
    let catalog: ContentCatalog
    /// What to say of their place: `./schemas`, or `the demo`.
    let place: String
    /// The Strapi project they are of, if they are.
    let project: StrapiProject?
    /// A sentence each.
    let warnings: [String]

    /// - Parameter trail: Gets all files and folders that are looked at, also when it throws.
    /// - Throws: ``CommandFailure`` for a folder that must be there and is not, ``SchemaError`` for a broken
    ///   file, ``ProjectError`` for a Strapi project without types that can be served.
    init(_ configuration: ServeConfiguration, _ trail: FileTrail = FileTrail()) throws {
        switch configuration.content {
        case .project(let served):
            self.init(try served.read(trail), configuration)
        case .demo:
            try self.init(DemoContent.files, from: "the demo", configuration)
        case .folder(let path, let isNamed):
            guard trail.hasFolder(path) || !isNamed else {
                throw CommandFailure(
                    .noInput,
                    "there is no folder of schemas '\(path)'; name one with --schemas, or try --demo."
                )
            }
            let folder = try SchemaFolder(path: path, trail: trail)
            let none = "no schemas in \(path): emit knows no type; try --demo, --schemas or --strapi."
            let warnings = folder.warnings.map(\.description) + (folder.files.isEmpty ? [none] : [])
            try self.init(folder.files, from: path, configuration, warnings: warnings)
        }
    }

    private init(
        _ files: [SchemaFile],
        from place: String,
        _ configuration: ServeConfiguration,
        warnings: [String] = []
    ) throws {
        self.project = nil
        self.place = place
        self.catalog = try ContentCatalog(files: files, options: configuration.model)
        self.warnings = warnings + (self.catalog.problems + self.catalog.warnings).map(\.description)
    }

    /// What a project is served with.
    init(_ project: StrapiProject, _ configuration: ServeConfiguration) {
        let report = project.report
        self.project = project
        self.place = project.root
        self.catalog = project.catalog
        self.warnings =
            (report.findings(.problem) + report.findings(.warning)).map(\.description)
            + Self.unusedSecrets(configuration.settings)
    }

    /// The project's own types, without Strapi's.
    var types: [ContentType] { self.catalog.contentTypes.filter(\.isOfProject) }

    private static func unusedSecrets(_ settings: SettingsReader) -> [String] {
        let given = [settings.isGiven(Settings.jwtSecret), settings.isGiven(Settings.jwtSecretFile)]
        guard given.contains(true) else { return [] }
        return ["CMSIO_JWT_SECRET is not used with --strapi; the project's own is CMSIO_STRAPI_JWT_SECRET."]
    }
}
