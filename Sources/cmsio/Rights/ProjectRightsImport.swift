import ContentEvents
import ContentModel
import StrapiSource

/// The rights in a Strapi project's database, for a store of one's own.
struct ProjectRightsImport: ImportedRights {
    private let copy: RightsCopy
    /// Where the database is.
    private let place: String

    /// Reads the project's database.
    ///
    /// - Parameter timeZone: The one of the Strapi process.
    /// - Throws: ``CommandFailure`` when the project does not tell where its database is, ``StrapiDatabaseError`` when
    ///   that cannot be read.
    init(of project: StrapiProject, timeZone: String) async throws {
        guard let settings = project.database else { throw project.failure }
        self.place = settings.place
        self.copy = try await RightsCopy.read(
            settings.database(timeZone: timeZone),
            place: settings.place,
            version: Int(project.version.rawValue),
            types: project.catalog.contentTypes,
            now: WallClock.system.seconds
        )
    }

    var notes: [String] { self.copy.notes }

    func proposal(_ types: KnownTypes, base: RightsState?) -> ProposedRights { self.copy.rights }

    func failure(_ problem: ImportProblem) -> CommandFailure {
        CommandFailure(.badData, "\(self.place): \(problem.text).")
    }
}

extension CommandSession {
    /// The rights of the Strapi project that `--strapi` names.
    ///
    /// - Throws: ``CommandFailure``, ``ProjectError`` or ``StrapiDatabaseError``
    func projectRights() async throws -> ProjectRightsImport {
        let (served, project) = try self.servedProject()
        return try await ProjectRightsImport(of: project, timeZone: served.timeZone)
    }
}
