import ContentModel
import JSONText

extension SecretReader {
    static let jwtSecret = SecretReader(
        subject: "JWT secret",
        setting: "users-permissions.config.jwtSecret of config/plugins",
        variable: "JWT_SECRET",
        wayOut: "give the one that Strapi runs with in CMSIO_STRAPI_JWT_SECRET"
    )

    static let apiTokenSalt = SecretReader(
        subject: "API token salt",
        setting: "apiToken.salt of config/admin",
        variable: "API_TOKEN_SALT",
        wayOut: "give the one that Strapi runs with in CMSIO_STRAPI_API_TOKEN_SALT"
    )
}

extension ProjectReading {
    mutating func userTokens(
        _ plugins: ScriptValue,
        _ version: StrapiVersion,
        _ variables: ProjectEnvironment
    ) -> UserTokenSettings? {
        let plugin = plugins.member("users-permissions")
        if plugin.isDisabledPlugin {
            self.report.add(
                Finding(
                    .error,
                    "the plugin users-permissions is disabled, so there are no roles and users.",
                    at: plugin.origin
                )
            )
            return nil
        }
        let config = plugin.member("config")
        let given = self.overrides.jwtSecret
        let secret = SecretReader.jwtSecret.read(config.member("jwtSecret"), given: given, variables, &self.report)
        guard let secret else { return nil }
        let mode = self.choice(config.member("jwtManagement"), "jwtManagement", in: version)
        let algorithm = self.choice(config.at(["jwt", "algorithm"]), "jwt.algorithm", in: version)
        if let mode, UserTokenSettings.Mode(rawValue: mode) == nil {
            let origin = config.member("jwtManagement").origin
            self.report.add(Finding(.error, "jwtManagement is '\(mode)'; write legacy-support or refresh.", at: origin))
        }
        return UserTokenSettings(
            secret: secret,
            mode: mode.flatMap { UserTokenSettings.Mode(rawValue: $0) } ?? .legacy,
            algorithm: algorithm
        )
    }

    /// A setting of the plugin that only Strapi 5 has.
    private mutating func choice(_ value: ScriptValue, _ name: String, in version: StrapiVersion) -> String? {
        guard version == .v5 else { return nil }
        switch value.content {
        case .undefined, .null:
            return nil
        case .string(let text):
            self.report.add(Fact(name, text, from: .configuration(value.origin)))
            return text
        case .opaque:
            self.report.add(.unknown("users-permissions.config.\(name)", value, wayOut: "take it out of the code"))
        default:
            self.report.add(Finding(.error, "users-permissions.config.\(name) is no text.", at: value.origin))
        }
        return nil
    }

    mutating func webhooks(_ server: ScriptValue) -> WebhookSettings {
        let webhooks = server.member("webhooks")
        var headers: [String: Secret] = [:]
        if case .object(let object) = webhooks.member("defaultHeaders").content {
            for member in object.members {
                if case .string(let text) = member.value.content { headers[member.name] = Secret(text) }
            }
            let names = headers.keys.sorted().joined(separator: ", ")
            let origin = webhooks.member("defaultHeaders").origin
            if !names.isEmpty { self.report.add(Fact("webhook headers", names, from: .configuration(origin))) }
        }
        let populates = webhooks.member("populateRelations").isTruthy ?? true
        return WebhookSettings(
            defaultHeaders: headers,
            populatesRelations: populates || webhooks.member("populateRelations").isNullish
        )
    }

    mutating func modelOptions(
        _ location: ProjectLocation,
        _ version: StrapiVersion,
        _ plugins: ScriptValue,
        _ configuration: ConfigurationFolder
    ) -> ModelOptions {
        let isDisabled = plugins.member("i18n").isDisabledPlugin
        let hasLocales = !isDisabled && (version == .v5 || location.package?.hasLocales == true)
        let origin: FactOrigin = isDisabled ? .configuration(plugins.member("i18n").origin) : .standard
        self.report.add(Fact("i18n", hasLocales ? "enabled" : isDisabled ? "disabled" : "not installed", from: origin))
        let names = self.privateAttributes(configuration.value("api").at(["responses", "privateAttributes"]))
        return ModelOptions(
            version: version,
            customFields: self.overrides.customFields,
            privateAttributes: names + self.overrides.privateAttributes,
            hasLocales: hasLocales
        )
    }

    /// - Returns: None if they are not known, which is an error: what they hide would go out.
    private mutating func privateAttributes(_ value: ScriptValue) -> [ExactString] {
        if value.isNullish { return [] }
        let name = "responses.privateAttributes of config/api"
        guard case .array(let elements) = value.content else {
            self.report.add(.unknown(name, value, wayOut: "write a list of names"))
            return []
        }
        let names = elements.compactMap { element -> ExactString? in
            if case .string(let text) = element.content { return ExactString(text) }
            self.report.add(.unknown(name, element, wayOut: "write a list of names"))
            return nil
        }
        let text = names.map(\.string).joined(separator: ", ")
        self.report.add(Fact("private attributes", text.isEmpty ? "none" : text, from: .configuration(value.origin)))
        return names
    }
}

extension ScriptValue {
    /// `'plugin': false` or `'plugin': { enabled: false }`.
    fileprivate var isDisabledPlugin: Bool {
        if case .bool(false) = self.content { return true }
        if case .bool(false) = self.member("enabled").content { return true }
        return false
    }
}
