import ContentModel

extension ProjectReading {
    /// - Throws: When there are none that can be used.
    mutating func catalog(_ location: ProjectLocation, _ options: ModelOptions) throws(ProjectError) -> ContentCatalog {
        if let dump = self.overrides.schemaDump { return try self.dumped(dump, options) }
        self.warnOfCode(in: location.root)
        let folder = try self.schemas(in: location.root)
        for warning in folder.warnings { self.report.add(Finding(.warning, warning)) }
        self.warnOfStaleOutput(of: folder.files, in: location.root)
        var errors: [SchemaError] = []
        guard let catalog = ContentCatalog(files: folder.files, options: options, collecting: &errors) else {
            for error in errors { self.report.add(Finding(error)) }
            throw self.failure
        }
        self.describe(catalog, from: .file(location.root + "/src", line: nil))
        return catalog
    }

    private mutating func schemas(in root: String) throws(ProjectError) -> SchemaFolder {
        do throws(SchemaError) {
            return try SchemaFolder(path: root, isProject: true, trail: self.trail)
        } catch {
            self.report.add(Finding(error))
            throw self.failure
        }
    }

    private mutating func dumped(_ dump: ProjectOverrides.Given<String>, _ options: ModelOptions) throws(ProjectError)
        -> ContentCatalog
    {
        guard let bytes = self.trail.contents(of: dump.value) else {
            self.report.add(
                Finding(.error, "\(dump.name) names '\(dump.value)', which cannot be read; name a dump of schemas.")
            )
            throw self.failure
        }
        do throws(SchemaError) {
            let catalog = try ContentCatalog(dump: bytes, path: dump.value, options: options)
            self.describe(catalog, from: .given(dump.name))
            return catalog
        } catch {
            self.report.add(Finding(error))
            throw self.failure
        }
    }

    private mutating func describe(_ catalog: ContentCatalog, from origin: FactOrigin) {
        for problem in catalog.problems { self.report.add(Finding(.problem, problem)) }
        for warning in catalog.warnings { self.report.add(Finding(.warning, warning)) }
        let types = catalog.contentTypes.count(where: \.isOfProject)
        if types == 0 {
            let message = "the project has no content types of its own; put them into src/api."
            self.report.add(Finding(.warning, message))
        }
        self.report.add(Fact("content types", "\(types)", from: origin))
        self.report.add(Fact("components", "\(catalog.components.count)", from: origin))
    }

    /// Code of an extension can change the types, and nobody but Strapi sees how.
    private mutating func warnOfCode(in root: String) {
        for plugin in FolderListing(root + "/src/extensions", self.trail).folders {
            for name in ["strapi-server.js", "strapi-server.ts"] where plugin.hasFile(name) {
                let message =
                    "this code may change what the plugin \(plugin.name) does, which cmsio does not see; if it changes types, "
                    + "give --schema-dump."
                self.report.add(Finding(.warning, message, file: plugin.path(of: name)))
            }
        }
    }

    /// Strapi serves the compiled schemas until they are built again.
    private mutating func warnOfStaleOutput(of sources: [SchemaFile], in root: String) {
        guard let output = CompilerSettings.outputFolder(of: root, self.trail) else { return }
        let compiled = root + "/" + output
        guard self.trail.hasFolder(compiled + "/src") else { return }
        let stale = StaleOutput.files(of: sources, in: root, compiled: compiled, self.trail)
        guard let first = stale.first else { return }
        let others = stale.count > 1 ? " and \(stale.count - 1) more differ" : " differs"
        let message =
            "this file\(others) from the one in \(compiled), which Strapi runs until the project is built again; run its build."
        self.report.add(Finding(.warning, message, file: first))
    }
}

/// Compares the schemas of a TypeScript project with their copies among the compiled files.
enum StaleOutput {
    /// The files of `src` whose copy is missing or has other bytes, and the copies whose file is gone.
    static func files(of sources: [SchemaFile], in root: String, compiled: String, _ trail: FileTrail) -> [String] {
        // Copies that cannot be read differ from their sources, too.
        let copies = (try? SchemaFolder(path: compiled, isProject: true, trail: trail))?.files ?? []
        let bytes = Dictionary(copies.map { ($0.path.dropFirst(compiled.count), $0.bytes) }) { first, _ in first }
        let changed = sources.filter { bytes[$0.path.dropFirst(root.count)] != $0.bytes }
        let known = Set(sources.map { $0.path.dropFirst(root.count) })
        let gone = copies.filter { !known.contains($0.path.dropFirst(compiled.count)) }
        return (changed + gone).map(\.path)
    }
}
