package import ContentModel
import Synchronization

/// Holds the content types that there are now, for everybody who asks at each event.
///
/// The catalog is swapped whole under a lock: whoever holds an edition sees one state of the schemas.
package final class LiveCatalog: Sendable {
    /// One state of the schemas. A class, so that asking for it costs one reference.
    package final class Edition: Sendable {
        package let catalog: ContentCatalog
        /// Grows by one with each replacement, from 1.
        package let version: Int

        fileprivate init(_ catalog: ContentCatalog, version: Int) {
            self.catalog = catalog
            self.version = version
        }
    }

    private let state: Mutex<Edition>

    package init(_ catalog: ContentCatalog) {
        self.state = Mutex(Edition(catalog, version: 1))
    }

    package var edition: Edition { self.state.withLock { $0 } }

    package var current: ContentCatalog { self.edition.catalog }

    /// What is asked for from now on; work under way ends with the catalog that it began with.
    package func replace(with catalog: ContentCatalog) {
        self.state.withLock { $0 = Edition(catalog, version: $0.version + 1) }
    }
}
