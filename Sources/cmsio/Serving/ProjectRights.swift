import ContentEvents
import ContentModel
import ContentServer
import StrapiSource

/// The rights of a Strapi project, as its database has them.
struct ProjectRights {
    let directory: StrapiDirectory
    let administration: StrapiAdministration
    /// Where the database is.
    let place: String

    /// - Throws: ``CommandFailure`` when the project does not tell where its database is, ``StrapiDatabaseError`` when
    ///   that cannot be read.
    init(
        of project: StrapiProject,
        _ served: ServedProject,
        catalog: LiveCatalog,
        policy: EmitPolicy
    ) async throws {
        guard let settings = project.database else { throw project.failure }
        let database = settings.database(timeZone: served.timeZone)
        self.place = settings.place
        self.directory = try await StrapiDirectory(
            database: database,
            place: settings.place,
            version: Int(project.version.rawValue),
            tokenSalt: project.apiTokenSalt?.revealed,
            maxAge: served.rightsMaxAge,
            clock: policy.clock
        )
        self.administration = StrapiAdministration(
            database: database,
            tables: self.directory.tables,
            catalog: catalog,
            policy: policy
        )
    }
}

extension ProjectRights {
    /// What the database says, for a check.
    ///
    /// - Throws: ``RightsError`` when it cannot be read.
    var text: String {
        get async throws {
            guard case .overview(let overview) = try await self.administration.perform(.list) else { return self.place }
            let counts = [
                CountText.of(overview.roles.count, "role"), CountText.of(overview.users.count, "user"),
                CountText.of(overview.tokens.count, "API token"),
            ]
            return "\(self.place): tables of Strapi \(self.directory.tables.version), \(counts.joined(separator: ", "))"
        }
    }
}

extension JWTRules {
    /// What is accepted, for a check.
    var text: String {
        let names = self.algorithms.map(\.rawValue).joined(separator: ", ")
        return self.mode == .refresh ? "access tokens of sessions, \(names)" : "JWTs, \(names)"
    }
}

extension StrapiProject {
    /// How its users sign in.
    ///
    /// - Throws: ``CommandFailure`` when that is not known, or nothing that this program can verify.
    func jwt() throws -> JWTRules {
        guard let userTokens else { throw self.failure }
        return try JWTRules(userTokens)
    }
}

extension JWTRules {
    /// As the users-permissions plugin of a project signs and reads them.
    ///
    /// Source: spec/strapi.md d.3.
    ///
    /// - Throws: ``CommandFailure`` for an algorithm with keys that are no shared secret.
    fileprivate init(_ settings: UserTokenSettings) throws {
        var algorithms = settings.mode == .refresh ? [JWT.Algorithm.hs256] : JWT.Algorithm.allCases
        if let name = settings.algorithm {
            guard let algorithm = JWT.Algorithm(rawValue: name) else {
                let known = JWT.Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(
                    .badConfiguration,
                    "the project signs its JWTs with \(name), and cmsio verifies \(known); set jwt.algorithm of "
                        + "users-permissions in config/plugins to one of them."
                )
            }
            algorithms = [algorithm]
        }
        self.init(
            secret: settings.secret.revealed,
            algorithms: algorithms,
            mode: settings.mode == .refresh ? .refresh : .legacy
        )
    }
}

extension StrapiDatabaseError: FailureConvertible {
    var failure: CommandFailure {
        switch self.reason {
        case .unreachable: CommandFailure(.unreachable, self.description)
        case .noFile, .notADatabase, .failed, .noTables, .otherVersion:
            CommandFailure(.badConfiguration, self.description)
        }
    }
}
