/// A project's `config/`: its files, and over them those of `config/env/<NODE_ENV>/`.
///
/// Source: spec/strapi.md f. Files are read when they are asked for; one that cannot be read gives an opaque value, which is an
/// error only where it is needed.
struct ConfigurationFolder {
    private let root: String
    private let environmentName: String
    private let environment: ProjectEnvironment
    /// The folder of the compiled files in a TypeScript project; nil in others.
    private let outputFolder: String?
    private let trail: FileTrail

    init(
        root: String,
        environmentName: String,
        environment: ProjectEnvironment,
        outputFolder: String?,
        trail: FileTrail
    ) {
        self.root = root
        self.environmentName = environmentName
        self.environment = environment
        self.outputFolder = outputFolder
        self.trail = trail
    }

    /// What `config/<name>.js`, `.ts` or `.json` and their overlay give together; undefined if there are none.
    func value(_ name: String) -> ScriptValue {
        let base = self.value(name, in: "config")
        guard !self.environmentName.contains("/") else { return base }
        let overlay = self.value(name, in: "config/env/\(self.environmentName)")
        if base.isNullish, !overlay.isNullish { return overlay }
        return overlay.isNullish ? base : base.merged(with: overlay)
    }

    private func value(_ name: String, in folder: String) -> ScriptValue {
        let extensions = self.outputFolder == nil ? ["js", "cjs", "mjs", "json", "ts"] : ["ts", "mts", "js", "json"]
        let path = self.root + "/" + folder + "/" + name
        guard let file = extensions.map({ "\(path).\($0)" }).first(where: self.trail.hasFile) else {
            return ScriptValue(.undefined, ValueOrigin(file: "\(path).\(extensions[0])", line: 1))
        }
        guard let bytes = self.trail.contents(of: file) else {
            return ScriptValue(.opaque("the file cannot be read"), ValueOrigin(file: file, line: 1))
        }
        let absolute = ScriptPath.resolve([self.root], from: FileTrail.currentFolder)
        let output = self.outputFolder ?? (file.hasSuffix("ts") ? "dist" : nil)
        let running = output.map { "\($0)/\(folder)" } ?? folder
        let context = ScriptEvaluator.Context(
            file: file,
            folder: ScriptPath.join([absolute, running]),
            root: absolute,
            environment: self.environment
        )
        do throws(ScriptError) {
            return try ScriptEvaluator.value(of: bytes, context)
        } catch {
            return ScriptValue(.opaque("\(error.reason)"), ValueOrigin(file: file, line: error.line))
        }
    }
}

extension ScriptValue {
    /// The value at the end of a path of members.
    func at(_ path: [String]) -> ScriptValue { path.reduce(self) { $0.member($1) } }

    /// This value with another laid over it.
    ///
    /// Source: Strapi merges with lodash's `merge`: objects by their members and arrays by their places, at every depth; what
    /// is undefined above does not count.
    func merged(with overlay: ScriptValue) -> ScriptValue {
        switch (self.content, overlay.content) {
        case (_, .undefined):
            return self
        case (.object(var object), .object(let other)):
            if let reason = other.unseen { object.hide(because: reason) }
            for member in other.members {
                let old = object[member.name]
                object.set(member.name, old.map { $0.merged(with: member.value) } ?? member.value)
            }
            return ScriptValue(.object(object), overlay.origin)
        case (.array(let old), .array(let new)):
            let merged = new.enumerated().map { index, value in
                index < old.count ? old[index].merged(with: value) : value
            }
            return ScriptValue(.array(merged + old.dropFirst(new.count)), overlay.origin)
        default:
            return overlay
        }
    }
}
