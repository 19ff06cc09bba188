import ArgumentParser

/// What the words of a command line say of an event: a type, an action and data, or the first two in one word, as `listen`
/// and `perms grant` take them: `article:update data.json`.
struct EventWords {
    let type: String?
    let action: String?
    let data: String?

    /// The arguments in their order.
    init(_ first: String?, _ second: String?, _ third: String?) {
        if third == nil, let name = first.flatMap(EventName.init) {
            (self.type, self.action, self.data) = (name.type, name.action, second)
        } else {
            (self.type, self.action, self.data) = (first, second, third)
        }
    }

    /// - Parameter example: A command line that is whole.
    /// - Throws: `ValidationError` when a type or an action is missing.
    func named(example: String) throws -> EventName {
        guard let type else { throw Self.missing("type", example: example) }
        guard let action else { throw Self.missing("action", example: example) }
        return EventName(type: type, action: action)
    }

    static func missing(_ argument: String, example: String) -> ValidationError {
        ValidationError("Missing expected argument '<\(argument)>'; write it as in: \(example)")
    }
}

/// The name of a content event: `article:update`.
struct EventName: Equatable {
    let type: String
    let action: String

    init(type: String, action: String) {
        self.type = type
        self.action = action
    }

    /// - Returns: Nil for what is no such name, among it a uid such as `api::article.article`.
    init?(_ name: String) {
        guard let colon = name.lastIndex(of: ":") else { return nil }
        let (type, action) = (name[..<colon], name[name.index(after: colon)...])
        guard !type.isEmpty, !action.isEmpty, !type.hasSuffix(":") else { return nil }
        self.init(type: String(type), action: String(action))
    }
}
