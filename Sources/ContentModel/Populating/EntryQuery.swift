package import JSONText

/// Which entry is to be read, and with what.
package struct EntryQuery: Equatable, Sendable {
    package enum Key: Equatable, Sendable {
        /// In Strapi 5.
        case documentID(ExactString)
        /// In Strapi 4, as written.
        case id(ExactString)
    }

    package let type: ContentType
    package let key: Key
    /// Nil where the entry has none.
    package let locale: ExactString?
    /// Whether the draft is meant, rather than what is public.
    package let isDraft: Bool
    package let population: Population

    package init(type: ContentType, key: Key, locale: ExactString?, isDraft: Bool, population: Population) {
        self.type = type
        self.key = key
        self.locale = locale
        self.isDraft = isDraft
        self.population = population
    }
}
