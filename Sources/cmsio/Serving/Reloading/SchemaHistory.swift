package import ContentModel

/// Decides what becomes of each reading of the schemas while they are served, and what is to be said of it.
package struct SchemaHistory {
    /// What came of a reading.
    package enum Reading {
        case good(ContentCatalog, warnings: [String])
        /// - Parameter String: What is wrong, where, and the way out.
        case broken(String)
    }

    package enum Decision: Equatable {
        /// The last good schemas stay.
        case keep(problem: String)
        /// What was read is served from now on.
        ///
        /// - Parameters:
        ///   - isMended: Whether the reading before was broken.
        ///   - warnings: Those that the last good schemas did not give.
        case serve(CatalogChange, isMended: Bool, warnings: [String])
    }

    private var catalog: ContentCatalog
    private var warnings: Set<String>
    private var isBroken = false
    /// Where the schemas are, for messages.
    private let place: String

    /// - Parameters:
    ///   - catalog: What is served at the start.
    ///   - warnings: What was said of it.
    package init(catalog: ContentCatalog, warnings: [String], place: String) {
        self.catalog = catalog
        self.warnings = Set(warnings)
        self.place = place
    }

    /// Takes the newest reading. One that finds no type at all where there were some is broken: a folder was moved away.
    package mutating func take(_ reading: Reading) -> Decision {
        switch reading {
        case .broken(let problem):
            return self.keep(problem)
        case .good(let new, _) where Self.isBare(new) && !Self.isBare(self.catalog):
            return self.keep(
                "there is no content type in \(self.place) any more; put them back, or start 'cmsio serve' again to serve none."
            )
        case .good(let new, let warnings):
            defer {
                self.catalog = new
                self.warnings = Set(warnings)
                self.isBroken = false
            }
            return .serve(
                CatalogChange(from: self.catalog, to: new),
                isMended: self.isBroken,
                warnings: warnings.filter { !self.warnings.contains($0) }
            )
        }
    }

    private mutating func keep(_ problem: String) -> Decision {
        self.isBroken = true
        return .keep(problem: problem)
    }

    private static func isBare(_ catalog: ContentCatalog) -> Bool {
        !catalog.contentTypes.contains(where: \.isOfProject)
    }
}
