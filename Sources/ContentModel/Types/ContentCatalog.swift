package import JSONText

/// The content types and components of one project, with Strapi's own, as they are once Strapi has started.
package struct ContentCatalog: Sendable {
    package let version: StrapiVersion

    /// The project's own types first (`api::`), then the others; each group by uid.
    package let contentTypes: [ContentType]

    /// By uid.
    package let components: [Model]

    /// What is read in a way that the project's people should know of; a sentence each, with the file.
    package let warnings: [String]

    /// Mistakes of the project that have a safe reading, which is the one taken; a sentence each, with the file. A server
    /// may start with them, a check should fail.
    package let problems: [String]

    let tables: ModelTables
    private let typesByName: [ExactString: Int]

    /// Reads schema documents and adds what Strapi adds: its attributes and its built-in types.
    ///
    /// - Throws: The first file that Strapi would not start with, or that cannot be understood.
    package init(files: [SchemaFile], options: ModelOptions = ModelOptions()) throws(SchemaError) {
        var builder = CatalogBuilder(options: options)
        try builder.read(files)
        try builder.finish()
        self.version = options.version
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
