package import JSONText

/// The content types and components of one project, with Strapi's own, as they are once Strapi has started.
package struct ContentCatalog: Sendable {
    package let version: StrapiVersion

    /// The project's own types first (`api::`), then the others; each group by uid.
    package let contentTypes: [ContentType]

    /// By uid.
    package let components: [Model]

    /// What is read in a way that the project's people should know of.
    package let warnings: [SchemaRemark]

    /// Mistakes of the project that have a safe reading, which is the one taken. A server may start with them, a check
    /// should fail.
    package let problems: [SchemaRemark]

    let tables: ModelTables
    private let typesByName: [ExactString: Int]

    /// Reads schema documents and adds what Strapi adds: its attributes and its built-in types.
    ///
    /// - Throws: The first file that Strapi would not start with, or that cannot be understood.
    package init(files: [SchemaFile], options: ModelOptions = ModelOptions()) throws(SchemaError) {
        var builder = CatalogBuilder(options: options)
        builder.read(files)
        builder.finish()
        if let error = builder.errors.first { throw error }
        self.init(builder, version: options.version)
    }

    /// The same, but finds all that is wrong.
    ///
    /// - Parameter errors: Gets each file that Strapi would not start with, or that cannot be understood.
    /// - Returns: nil if there was an error.
    package init?(files: [SchemaFile], options: ModelOptions, collecting errors: inout [SchemaError]) {
        var builder = CatalogBuilder(options: options)
        builder.read(files)
        builder.finish()
        errors += builder.errors
        guard builder.errors.isEmpty else { return nil }
        self.init(builder, version: options.version)
    }

    /// Reads the models of a running Strapi, with everything that it and its plugins added in code.
    ///
    /// - Parameter bytes: `{"models": {uid: {"modelType", "kind", "info", "options", "attributes", …}}}`.
    /// - Throws: The first model that cannot be understood.
    /// Source: spec/strapi.md a.1, "A dump of the final schemas".
    package init(dump bytes: [UInt8], path: String, options: ModelOptions) throws(SchemaError) {
        var builder = CatalogBuilder(options: options, isDump: true)
        try builder.read(dump: bytes, path: path)
        builder.finish()
        if let error = builder.errors.first { throw error }
        self.init(builder, version: options.version)
    }

    private init(_ builder: CatalogBuilder, version: StrapiVersion) {
        self.version = version
        self.contentTypes = builder.contentTypes
        self.components = builder.components
        self.warnings = builder.warnings
        self.problems = builder.problems
        self.tables = ModelTables(types: builder.contentTypes.map(\.model), components: builder.components)
        var typesByName: [ExactString: Int] = [:]
        for (index, type) in builder.contentTypes.enumerated() {
            typesByName[type.uid] = index
            if type.isOfProject { typesByName[type.singularName] = index }
        }
        self.typesByName = typesByName
    }

    /// - Parameter name: A uid, or the singular name of one of the project's own types.
    package func contentType(named name: ExactString) -> ContentType? {
        self.typesByName[name].map { self.contentTypes[$0] }
    }

    package func component(uid: ExactString) -> Model? {
        self.components.first { $0.uid == uid }
    }

    /// The type that somebody who wrote `name` probably meant: a singular name, or a uid if `name` looks like one.
    package func nearMiss(to name: ExactString) -> ExactString? {
        let types = self.contentTypes.filter(\.isOfProject)
        let isUID = name.utf8.contains(UInt8(ascii: ":"))
        let names = isUID ? self.contentTypes.map(\.uid) : types.map(\.singularName)
        return NearMiss.suggestion(for: name, among: names)
    }
}
