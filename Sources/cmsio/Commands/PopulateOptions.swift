import ArgumentParser
import ContentModel

/// Which entries of webhooks are read again, and where.
struct PopulateOptions: ParsableArguments {
    @Option(help: Settings.populate.help, transform: Settings.populate.parse)
    var populate: [PopulateRules] = []

    @Option(name: .customLong("strapi-url"), help: Settings.strapiURL.help, transform: Settings.strapiURL.parse)
    var strapiURL: HTTPAddress?

    @Option(help: Settings.strapiTokenFile.help, completion: .file(), transform: Settings.strapiTokenFile.parseSome)
    var strapiTokenFile: String?

    func validate() throws {
        _ = try self.rules
    }

    /// All that was asked for; nil if nothing.
    ///
    /// - Throws: `ValidationError` when `*` is among other paths of a type.
    var rules: PopulateRules? {
        get throws {
            guard !self.populate.isEmpty else { return nil }
            do throws(PopulateProblem) {
                var rules = PopulateRules()
                for more in self.populate { rules = try rules.merging(more) }
                return rules
            } catch {
                throw ValidationError("'--populate' cannot be so: \(error).")
            }
        }
    }
}
