import ContentModel
import ContentServer
import JSONText

/// What `serve` was told of entries that are read again.
struct ServedPopulation: Sendable {
    let rules: PopulateRules
    let address: HTTPAddress
    /// Nil to read as the public.
    let token: GivenSecret?

    /// - Returns: nil when nothing is to be read again.
    /// - Throws: ``CommandFailure``
    init?(_ options: PopulateOptions, _ settings: inout SettingsReader) throws {
        self.rules = try settings.read(Settings.populate, flag: options.rules)
        self.address = try settings.read(Settings.strapiURL, flag: options.strapiURL)
        self.token = try GivenSecret(
            Settings.strapiToken,
            orIn: Settings.strapiTokenFile,
            named: "Strapi token file",
            &settings,
            flag: options.strapiTokenFile
        )
        if self.rules.isEmpty { return nil }
    }

    /// - Throws: ``CommandFailure`` for a type or attribute that there is not, or a token that cannot be read.
    func configuration(for catalog: ContentCatalog) throws -> PopulateConfiguration {
        let plan: [ExactString: Population]
        do throws(PopulateProblem) {
            plan = try self.rules.plan(in: catalog)
        } catch {
            throw CommandFailure(.badConfiguration, "cannot populate '\(self.rules)': \(error).")
        }
        return PopulateConfiguration(plan: plan, source: StrapiREST(self.address, token: try self.readToken()))
    }

    /// What to say of it: `article=author from http://127.0.0.1:1337`.
    var text: String {
        "\(self.rules) from \(self.address)\(self.token == nil ? ", as the public (no --strapi-token-file)" : "")"
    }

    private func readToken() throws -> String? {
        guard let token = try self.token?.read() else { return nil }
        // It becomes a header field.
        guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw CommandFailure(
                .badConfiguration,
                "the token of --strapi-token-file or CMSIO_STRAPI_TOKEN has bytes that no API token of Strapi has; copy it "
                    + "again from Strapi's settings, API Tokens."
            )
        }
        return token
    }
}
