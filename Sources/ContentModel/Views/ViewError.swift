/// Why an entry has no view. Nobody may be sent anything then.
///
/// Messages name the place by keys and never show content.
package struct ViewError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// The data is neither an object nor an array of objects.
        case notAnEntry
        /// A polymorphic relation or a dynamic zone has `null` among its entries.
        case nullEntry
        /// The value of a polymorphic relation is not one that Strapi can go through.
        case notEntries
        /// An array where entries are expected holds something else, so it has no ``Shape/v4`` form.
        case scalarEntry
    }

    package let reason: Reason

    /// As in ``DroppedField/path``; empty for the data as a whole.
    package let path: String

    package var description: String {
        let place = self.path.isEmpty ? "the data" : "'\(self.path)'"
        return switch self.reason {
        case .notAnEntry:
            "\(place) is no entry; send an object, or an array of objects"
        case .nullEntry:
            "\(place) has null among its entries; leave the null out"
        case .notEntries:
            "\(place) is a polymorphic relation and must hold entries; send an array of them, or leave it out"
        case .scalarEntry:
            "\(place) holds something that is no entry; send objects, or another shape"
        }
    }
}
