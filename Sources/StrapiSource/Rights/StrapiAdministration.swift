package import ContentEvents
import ContentModel
import JSONText

/// Answers questions about the rights of a Strapi project from its database, as it is at that moment.
///
/// It changes nothing: that is for Strapi's admin panel.
package struct StrapiAdministration: RightsAdministration {
    private let database: any StrapiDatabase
    private let tables: StrapiTables
    private let catalog: LiveCatalog
    private let policy: EmitPolicy

    /// - Parameters:
    ///   - catalog: Has the types by whose short names actions are read and written.
    ///   - policy: Decides which right lets an event be received, and which tokens have expired.
    package init(
        database: any StrapiDatabase,
        tables: StrapiTables,
        catalog: LiveCatalog,
        policy: EmitPolicy
    ) {
        self.database = database
        self.tables = tables
        self.catalog = catalog
        self.policy = policy
    }

    /// The answer to whoever wants to change something.
    package static let refusal = RightsError(
        .denied,
        "these rights come from Strapi; change them in its admin panel, under Settings > Users & Permissions > Roles "
            + "and Settings > API Tokens."
    )

    package func perform(_ command: RightsCommand) async throws -> RightsAnswer {
        guard command.isQuestion else { throw Self.refusal }
        let types = self.catalog.current.contentTypes.map { (uid: $0.uid, singularName: $0.singularName) }
        let (tables, policy) = (self.tables, self.policy)
        do {
            return try await self.database.read { queries in
                let people = try StrapiPeople(StrapiRights(queries: queries, tables: tables))
                return try StrapiAnswers(people: people, types: types, policy: policy).answer(command)
            }
        } catch let error as StrapiDatabaseError {
            throw RightsError(.unavailable, error.description)
        }
    }
}
