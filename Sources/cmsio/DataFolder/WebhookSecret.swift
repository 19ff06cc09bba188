/// Where the secret is that webhooks bring: in a file that is named, or set.
enum WebhookSecret: Sendable {
    case file(String)
    case text(String)

    /// Nil when nothing says where; a flag counts more than the environment, and that more than the file of settings.
    ///
    /// - Throws: ``CommandFailure``
    init?(_ settings: inout SettingsReader, flag: String?) throws {
        let file = try settings.read(Settings.webhookSecretFile, flag: flag)
        let text = try settings.read(Settings.webhookSecret, flag: nil)
        if let text, flag == nil {
            self = .text(text)
        } else if let file {
            self = .file(file)
        } else {
            return nil
        }
    }

    /// - Throws: ``CommandFailure`` for a file that cannot be read or holds none.
    func read() throws -> String {
        switch self {
        case .file(let path): try SecretFile.read(path, named: "the webhook secret file '\(path)'")
        case .text(let secret): secret
        }
    }
}
