import ContentServer
import JSONText

/// What a client was told of one entry, in short: the action with the title, or with the id where there is none.
struct Told: Equatable, CustomStringConvertible {
    let action: String
    let id: Int
    let title: String?

    /// Of an event that is to be emitted.
    init(_ event: EntryEvent) throws {
        let document = try JSONDocument(parsing: event.data)
        self.init(action: event.action.string, document, document.root)
    }

    /// Of an event as a ``TestClient`` shows it: `article:update {"data":{…},"meta":{}}`.
    init(received text: String) throws {
        let name = text.prefix { $0 != " " }
        let document = try JSONDocument(parsing: String(text.dropFirst(name.count + 1)))
        let action = String(name.drop { $0 != ":" }.dropFirst())
        self.init(action: action, document, document.value("data", in: document.root) ?? document.root)
    }

    private init(action: String, _ document: JSONDocument, _ entry: JSONNode) {
        self.action = action
        self.id = document.value("id", in: entry).flatMap(document.integer) ?? 0
        self.title = document.value("title", in: entry).flatMap(document.string)
    }

    var description: String {
        guard self.action != "delete", let title else { return "\(self.action) \(self.id)" }
        return "\(self.action) \(title)"
    }
}

/// The rules that hold for what clients are told of one entry, whatever order its webhooks come in.
struct HistoryCheck {
    let life: [StrapiSimulator.Action]
    let told: [Told]

    /// Everything that is wrong, in words.
    var failures: [String] { self.order + self.secrets + self.end }

    /// What clients must be told when everything comes once and in order.
    static func expected(_ life: [StrapiSimulator.Action]) -> [Set<String>] {
        life.filter(\.isRequired).map(\.tellings)
    }

    /// No action is told twice, and none after a later one.
    private var order: [String] {
        var next = 0
        for told in self.told {
            guard let place = self.life[next...].firstIndex(where: { $0.tellings.contains("\(told)") }) else {
                return ["'\(told)' is told twice, too late, or of nothing"]
            }
            next = place + 1
        }
        return []
    }

    var secrets: [String] {
        self.told.filter { $0.title?.hasPrefix("draft") ?? false }.map { "'\($0)' shows a draft" }
    }

    /// A client that keeps what it is told has what is public.
    var end: [String] {
        let has = self.told.last.flatMap { ["unpublish", "delete"].contains($0.action) ? nil : $0.title }
        let shown = self.life.last?.shown
        return has == shown ? [] : ["clients have \(has ?? "nothing"), and \(shown ?? "nothing") is public"]
    }
}
