import ContentModel

/// Which Strapi a project runs.
///
/// Source: spec/strapi.md f: the installed package if it is there, in the project or in a folder above it; a range in
/// `package.json` tells only the major version.
struct InstalledVersion {
    let version: StrapiVersion
    /// As it is written: `5.37.1`, or the range `^5.0.0`.
    let text: String
    let origin: FactOrigin

    init(of location: ProjectLocation, given: ProjectOverrides.Given<StrapiVersion>?, _ trail: FileTrail)
        throws(VersionProblem)
    {
        if let given {
            (self.version, self.text, self.origin) = (given.value, given.value.rawValue, .given(given.name))
            return
        }
        let installed = Self.installed(above: location.root, trail)
        if let installed, let text = installed.version {
            guard let version = StrapiVersion(range: text) else { throw .other(text, file: installed.path) }
            (self.version, self.text, self.origin) = (version, text, .file(installed.path, line: nil))
            return
        }
        guard let package = location.package, let range = package.strapi else { throw .unknown(file: nil) }
        guard let version = StrapiVersion(range: range) else {
            throw range.contains { $0.isNumber } ? .other(range, file: package.path) : .unknown(file: package.path)
        }
        (self.version, self.text, self.origin) = (version, range, .file(package.path, line: package.line))
    }

    private static func installed(above root: String, _ trail: FileTrail) -> PackageFile? {
        var folder = ScriptPath.resolve([root], from: FileTrail.currentFolder)
        while true {
            let path = folder + "/node_modules/@strapi/strapi"
            if trail.hasFolder(path) { return PackageFile(in: path, trail) }
            if folder == "/" || folder.isEmpty { return nil }
            folder = ScriptPath.join([folder, ".."])
        }
    }
}

enum VersionProblem: Error, Equatable {
    case unknown(file: String?)
    case other(String, file: String)

    var finding: Finding {
        switch self {
        case .unknown(let file):
            Finding(
                .error,
                "the version of Strapi is not known: it is not installed, and package.json names no number; install it, or "
                    + "give --strapi-version 4 or 5.",
                file: file
            )
        case .other(let text, let file):
            Finding(.error, "this is Strapi \(text), and cmsio reads Strapi 4 and 5.", file: file)
        }
    }
}

extension StrapiVersion {
    /// The major version that a version or range begins with, as `^5.12.0` does.
    init?(range: String) {
        self.init(rawValue: String(range.drop { !$0.isNumber }.prefix { $0.isNumber }))
    }
}
