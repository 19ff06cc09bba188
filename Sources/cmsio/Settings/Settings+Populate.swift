import ContentModel

/// What `serve` can be told of entries that are read again.
extension Settings {
    static let populate = Setting<PopulateRules>(
        SettingDescription(
            "populate",
            "type=paths",
            "What to read with the entry of a webhook, once an event, as in article=author.avatar,category or article=*. "
                + "May be repeated.",
            isList: true
        ),
        standard: PopulateRules()
    ) { texts in
        do throws(PopulateProblem) {
            return try PopulateRules(parsing: texts)
        } catch {
            throw SettingProblem(error.description)
        }
    } show: {
        $0.description
    }
    static let strapiURL = Setting<HTTPAddress>(
        SettingDescription(
            "strapi-url",
            "url",
            "Where the REST API of Strapi is that --populate reads from; only http.",
            standardText: "http://127.0.0.1:1337"
        ),
        standard: HTTPAddress(host: "127.0.0.1", port: 1337)
    ) { texts in
        let address = try HTTPAddress(
            parsing: texts.joined(separator: ","),
            example: "http://127.0.0.1:1337",
            proxyUse: "connect"
        )
        guard !address.target.contains("?") else { throw SettingProblem("leave out the query, from ? on") }
        return address
    } show: {
        $0.description
    }
    static let strapiToken = Setting<String?>.text(
        SettingDescription(
            "strapi-token",
            "secret",
            "The API token of Strapi that --populate reads with.",
            sources: .environment,
            isSecret: true
        )
    )
    static let strapiTokenFile = Setting<String?>.text(
        SettingDescription(
            "strapi-token-file",
            "file",
            "The file with the API token of Strapi that --populate reads with: full-access, or one that may find the types.",
            standardText: "read as the public",
            isPath: true
        )
    )

    static let ofPopulate: [SettingDescription] = [
        populate.description, strapiURL.description, strapiToken.description, strapiTokenFile.description,
    ]
}
