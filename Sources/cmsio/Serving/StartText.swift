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
    let rights: Rights
    let receive: ReceiveRule
    let takesWebhooks: Bool
    /// Which entries of webhooks are read again, in words; nil for none.
    let population: String?
    /// How many clients can be connected, in words; nil when nothing limits them.
    let connections: String?
    let demo: DemoRights?

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
                + (self.demo.map { Self.invitation($0, style) } ?? [])
        }
    }

    private var warnings: [String] {
        let readers = self.rights.audiences.filter(\.isReadOnlyToken).map(\.label.string)
        var warnings = self.content.warnings
        if self.receive == .action, !readers.isEmpty {
            let names = readers.joined(separator: ", ")
            warnings.append("read-only tokens receive only with --receive read; without it \(names) gets no event.")
        }
        if self.population != nil, !self.takesWebhooks {
            warnings.append(
                "--populate reads the entries of webhooks, and none are taken; add --webhook-secret-file."
            )
        }
        return warnings
    }

    private var facts: [(title: String, text: String)] {
        let types = self.content.types.map(\.singularName.string)
        let audiences = self.rights.audiences.map(\.label.string)
        let connections = self.connections.map { [("clients", $0)] } ?? []
        return [
            ("types", types.isEmpty ? "none" : "\(types.joined(separator: ", ")) (from \(self.content.place))"),
            ("audiences", audiences.joined(separator: ", ")),
            ("data", self.folder.path),
        ] + self.webhooks + connections
    }

    /// Without a project's types nothing could come of a webhook.
    private var webhooks: [(title: String, text: String)] {
        if self.takesWebhooks {
            let populate = self.population.map { [("populate", $0)] } ?? []
            return [("webhooks", "taken from Strapi at \(self.address.url)\(WebhookRoute.path)")] + populate
        }
        guard self.demo == nil, !self.content.types.isEmpty else { return [] }
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
