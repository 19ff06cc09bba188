import ContentModel
import JSONText

/// One reading of a project, from its folder to its types and secrets.
struct ProjectReading {
    let path: String
    let environment: [String: String]
    let overrides: ProjectOverrides
    let trail: FileTrail
    var report = ProjectReport()

    init(path: String, environment: [String: String], overrides: ProjectOverrides, trail: FileTrail) {
        self.path = path
        self.environment = environment
        self.overrides = overrides
        self.trail = trail
    }

    mutating func project() throws(ProjectError) -> StrapiProject {
        let location = try self.location()
        let version = try self.version(of: location)
        let variables = self.variables(of: location.root)
        let nodeEnv = self.nodeEnv(variables)
        let configuration = ConfigurationFolder(
            root: location.root,
            environmentName: nodeEnv,
            environment: variables,
            outputFolder: CompilerSettings.outputFolder(of: location.root, self.trail),
            trail: self.trail
        )
        let plugins = configuration.value("plugins")
        let options = self.modelOptions(location, version, plugins, configuration)
        // What is private is not known, so no type can be served.
        guard self.report.canServe else { throw self.failure }
        let catalog = try self.catalog(location, options)
        let database = self.database(configuration, root: location.root)
        let userTokens = self.userTokens(plugins, version, variables)
        let salt = SecretReader.apiTokenSalt.read(
            configuration.value("admin").at(["apiToken", "salt"]),
            given: self.overrides.apiTokenSalt,
            variables,
            &self.report
        )
        let webhooks = self.webhooks(configuration.value("server"))
        return StrapiProject(
            root: location.root,
            version: version,
            nodeEnv: nodeEnv,
            catalog: catalog,
            database: database,
            userTokens: userTokens,
            apiTokenSalt: salt,
            webhooks: webhooks,
            report: self.report,
            fingerprint: self.trail.fingerprint
        )
    }

    private mutating func database(_ configuration: ConfigurationFolder, root: String) -> DatabaseSettings? {
        if let given = self.overrides.databaseURL { return DatabaseSettings.given(given, &self.report) }
        return DatabaseReader.read(configuration.value("database"), root: root, &self.report)
    }

    var failure: ProjectError { ProjectError(report: self.report, fingerprint: self.trail.fingerprint) }

    private mutating func location() throws(ProjectError) -> ProjectLocation {
        do throws(LocationProblem) {
            let isSure = self.overrides.strapiVersion != nil
            let location = try ProjectLocation(at: self.path, isSure: isSure, self.trail)
            let value = location.isBelow ? "\(location.root), the only one in \(self.path)" : location.root
            self.report.add(Fact("project", value, from: .file(location.root + "/package.json", line: nil)))
            return location
        } catch {
            self.report.add(error.finding(at: self.path))
            throw self.failure
        }
    }

    private mutating func version(of location: ProjectLocation) throws(ProjectError) -> StrapiVersion {
        do throws(VersionProblem) {
            let found = try InstalledVersion(of: location, given: self.overrides.strapiVersion, self.trail)
            self.report.add(Fact("strapi", found.text, from: found.origin))
            return found.version
        } catch {
            self.report.add(error.finding)
            throw self.failure
        }
    }

    private mutating func variables(of root: String) -> ProjectEnvironment {
        let given = self.overrides.envFile
        let named = given?.value ?? self.environment["ENV_PATH"]
        let path = named.map { $0.hasPrefix("/") || given != nil ? $0 : root + "/" + $0 } ?? root + "/.env"
        let bytes = self.trail.hasFile(path) ? self.trail.contents(of: path) : nil
        if bytes != nil {
            let origin = given.map { FactOrigin.given($0.name) } ?? (named == nil ? .standard : .given("ENV_PATH"))
            self.report.add(Fact("variables", path, from: origin))
        } else if let named {
            let name = given?.name ?? "ENV_PATH"
            self.report.add(Finding(.error, "\(name) names '\(named)', which cannot be read; name a file like .env."))
        }
        return ProjectEnvironment(process: self.environment, file: bytes.map { EnvFile($0) }, path: path)
    }

    private mutating func nodeEnv(_ variables: ProjectEnvironment) -> String {
        if let given = self.overrides.nodeEnv {
            self.report.add(Fact("NODE_ENV", given.value, from: .given(given.name)))
            return given.value
        }
        guard let found = variables["NODE_ENV"], !found.value.isEmpty else {
            self.report.add(Fact("NODE_ENV", "development", from: .standard))
            return "development"
        }
        let use = VariableUse(name: "NODE_ENV", place: found.place)
        self.report.add(Fact("NODE_ENV", found.value, from: .variable(use)))
        return found.value
    }
}

/// What a TypeScript project says of its compiled files.
enum CompilerSettings {
    /// The folder of the compiled files, from the root; nil for a JavaScript project.
    static func outputFolder(of root: String, _ trail: FileTrail) -> String? {
        let path = root + "/tsconfig.json"
        guard trail.hasFile(path), let bytes = trail.contents(of: path) else { return nil }
        // One that cannot be read, or says nothing, means the folder that all projects are made with.
        let settings = try? ScriptParser.value(of: bytes)
        let context = ScriptEvaluator.Context(
            file: path,
            folder: root,
            root: root,
            environment: ProjectEnvironment(process: [:], file: nil, path: "")
        )
        let value = settings.map { ScriptEvaluator.value(of: $0, context).at(["compilerOptions", "outDir"]) }
        guard case .string(let folder)? = value?.content, !folder.isEmpty else { return "dist" }
        return ScriptPath.join([folder])
    }
}
