import ContentEvents
import ContentModel
import ContentServer
import JSONText
import Logging

/// What `serve` says when it has started: warnings first, then where it is, what it knows, and how to try it.
struct StartText {
    let address: ServerAddress
    let folder: DataFolder
    let content: ServedContent
    let rights: ServedRights
    let receive: ReceiveRule
    let takesWebhooks: Bool
    /// Which entries of webhooks are read again, in words; nil for none.
    let population: String?
    /// How many clients can be connected, in words; nil when nothing limits them.
    let connections: String?

    func tell(_ log: ServeLog) {
        for warning in self.warnings { log.warn(warning) }
        let facts = self.facts
        log.say(
            "serving",
            facts.map { ($0.title, $0.text) } + [("url", self.address.url), ("path", self.address.path)]
        ) {
            style in
            ["\(style.strong("cmsio \(Version.current)")) serves at \(style.name("\(self.address)"))"]
                + facts.map { "  \($0.title.padded(to: 10))\($0.text)" }
                // Secrets are for the eyes of whoever started it, and no log.
                + (self.rights.demo.map { Self.invitation($0, style) } ?? [])
        }
    }

    private var warnings: [String] {
        self.content.warnings + self.readOnlyTokens + self.publicWrites + self.unusedPopulation
    }

    private var unusedPopulation: [String] {
        guard self.population != nil, !self.takesWebhooks else { return [] }
        return ["--populate reads the entries of webhooks, and none are taken; add --webhook-secret-file."]
    }

    private var readOnlyTokens: [String] {
        let readers = self.rights.directory.rights.audiences.filter(\.isReadOnlyToken).map(\.label.string)
        guard self.receive == .action, !readers.isEmpty else { return [] }
        return [
            "read-only tokens receive only with --receive read; without it \(readers.joined(separator: ", ")) gets no event."
        ]
    }

    /// In Strapi the right to an event is the right to make the change.
    private var publicWrites: [String] {
        let rights = self.rights.directory.rights
        guard rights.keeper == .strapi, let everybody = rights.publicRole.flatMap(rights.audience) else { return [] }
        let writable = self.content.types.flatMap { type in
            (["create", "update", "delete"] as [ExactString])
                .filter { everybody.permissions.actions.contains(ContentAction.id($0, of: type.uid)) }
                .map { "\(type.singularName):\($0)" }
        }
        guard !writable.isEmpty else { return [] }
        return [
            "Strapi lets everybody write, as \(everybody.label) has \(writable.joined(separator: ", ")); take that away "
                + "in its admin panel, and let the public receive by --receive read."
        ]
    }

    private var facts: [(title: String, text: String)] {
        let types = self.content.types.map(\.singularName.string)
        let audiences = self.rights.directory.rights.audiences.map(\.label.string)
        let connections = self.connections.map { [("clients", $0)] } ?? []
        return [
            ("types", types.isEmpty ? "none" : "\(types.joined(separator: ", ")) (from \(self.content.place))"),
            ("audiences", audiences.joined(separator: ", ")),
        ] + (self.rights.place.map { [("rights", $0)] } ?? []) + [
            ("data", self.folder.path)
        ] + self.webhooks + connections
    }

    /// Without a project's types nothing could come of a webhook.
    private var webhooks: [(title: String, text: String)] {
        if self.takesWebhooks {
            let populate = self.population.map { [("populate", $0)] } ?? []
            return [("webhooks", "taken from Strapi at \(self.address.url)\(WebhookRoute.path)")] + populate
        }
        guard self.rights.demo == nil, !self.content.types.isEmpty else { return [] }
        return [("webhooks", "off; --webhook-secret-file takes those of Strapi")]
    }

    private static func invitation(_ demo: DemoRights, _ style: TextStyle) -> [String] {
        [
            "",
            "Users and tokens of the demonstration, made anew at each start:",
            "  JWT of the user \(DemoRights.user) (role authenticated)",
            "    \(demo.jwt)",
            "  API token ci (custom)",
            "    \(demo.customToken)",
            "  API token full (full access)",
            "    \(demo.fullAccessToken)",
            "",
            "Try this in two more terminals, in this folder:",
            style.strong("  cmsio listen 'article:*' --as role:public"),
            style.strong("  cmsio emit article update '\(Self.sample)'"),
        ]
    }

    private static let sample =
        #"{"id":1,"title":"Hello","internalNotes":"secret","author":{"name":"Ann","email":"ann@example.org"}}"#
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - self.count))
    }
}
