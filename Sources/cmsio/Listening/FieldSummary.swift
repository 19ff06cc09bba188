import JSONText

/// The fields of an entry in one line: its id, then those that say most, each short.
struct FieldSummary {
    /// The longest text of one value, in columns.
    private static let longestValue = 40
    /// What tells people which entry it is.
    private static let telling: [ExactString] = [
        "title", "name", "displayName", "label", "username", "slug", "subject", "text", "message", "status",
    ]
    /// What hardly ever tells them anything.
    private static let dull: Set<ExactString> = ["createdAt", "updatedAt", "publishedAt", "locale", "localizations"]
    private static let ids: [ExactString] = ["documentId", "id"]

    private let event: ListenedEvent
    private let document: JSONDocument
    private let style: TextStyle
    private(set) var line = StyledLine()

    init(_ event: ListenedEvent, style: TextStyle) {
        self.event = event
        self.document = event.document
        self.style = style
    }

    /// Any value; of an array of entries their number, and the first.
    mutating func add(data: JSONNode) {
        switch self.document.kind(data) {
        case .object: self.add(entry: data)
        case .array:
            let elements = Array(self.document.elements(data))
            self.line.add("  [\(elements.count)]", self.style.faint)
            if let first = elements.first { self.add(data: first) }
        case .string, .number, .bool, .null: self.line.add("  " + self.short(data))
        }
    }

    mutating func add(arguments: [JSONNode]) {
        for argument in arguments {
            if self.document.kind(argument) == .object, self.event.binary(argument) == nil {
                self.add(entry: argument)
            } else {
                self.line.add("  " + self.short(argument))
            }
        }
    }

    private mutating func add(entry: JSONNode) {
        let ids = Self.ids.compactMap { self.document.value($0, in: entry) }
        if let id = ids.first { self.line.add("  " + self.bare(id), self.style.strong) }
        // Strapi 4 has everything but the id in there.
        let fields = self.document.value("attributes", in: entry) ?? entry
        let members = self.document.members(fields).compactMap { member in
            self.document.exactString(member.key).map { (key: $0, value: member.value) }
        }.filter { !Self.ids.contains($0.key) }
        let told = Self.telling.flatMap { key in members.filter { $0.key == key } }
        let rest = members.filter { !Self.telling.contains($0.key) }
        let plain = rest.filter { !self.isNested($0.value) && !Self.dull.contains($0.key) }
        let nested = rest.filter { self.isNested($0.value) && !Self.dull.contains($0.key) }
        for field in told + plain + nested { self.add(field.key, field.value) }
    }

    private mutating func add(_ key: ExactString, _ value: JSONNode) {
        let name = self.document.kind(value) == .object ? self.tellingField(of: value) : nil
        self.line.add("  " + key.string + (name.map { ".\($0.key)" } ?? "") + "=", self.style.faint)
        self.line.add(self.short(name?.value ?? value))
    }

    /// The field of a related entry that tells which it is.
    private func tellingField(of node: JSONNode) -> (key: ExactString, value: JSONNode)? {
        (Self.telling + Self.ids).lazy.compactMap { key in
            self.document.value(key, in: node).map { (key, $0) }
        }.first { !self.isNested($0.1) }
    }

    private func isNested(_ node: JSONNode) -> Bool { [.object, .array].contains(self.document.kind(node)) }

    private func bare(_ node: JSONNode) -> String { self.document.string(node) ?? self.short(node) }

    private func short(_ node: JSONNode) -> String {
        if let binary = self.event.binary(node) { return "<\(binary.count) bytes>" }
        switch self.document.kind(node) {
        case .array: return "[\(self.document.count(node))]"
        case .object: return "{\(self.document.count(node))}"
        case .string:
            let text = DisplayWidth.cut(self.document.string(node) ?? "", columns: Self.longestValue)
            return "\"\(text)\""
        case .number, .bool, .null: return String(decoding: self.document.text(node), as: UTF8.self)
        }
    }
}
