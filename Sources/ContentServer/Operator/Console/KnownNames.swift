/// The names that somebody who writes a command may need: the answer to `names`.
package struct KnownNames: Codable, Sendable, Equatable {
    package let types: [KnownType]
    /// `role:public`, `token:ci`: roles first.
    package let audiences: [String]
    /// Users, by name.
    package let users: [String]
    /// Custom rooms with somebody in them.
    package let rooms: [String]
    /// Of events that came lately, the latest first.
    package let events: [String]
    /// Ids of sockets, the latest first.
    package let sockets: [String]
    /// Where values may be in an entry of the type asked for: `title`, `author.name`.
    package let fields: [String]

    package init(
        types: [KnownType] = [],
        audiences: [String] = [],
        users: [String] = [],
        rooms: [String] = [],
        events: [String] = [],
        sockets: [String] = [],
        fields: [String] = []
    ) {
        self.types = types
        self.audiences = audiences
        self.users = users
        self.rooms = rooms
        self.events = events
        self.sockets = sockets
        self.fields = fields
    }
}

/// A content type of the project, and what can happen to its entries.
package struct KnownType: Codable, Sendable, Equatable {
    /// `article`
    package let name: String
    /// `api::article.article`
    package let uid: String
    /// The built-in ones, then those that a grant names.
    package let actions: [String]

    package init(name: String, uid: String, actions: [String]) {
        self.name = name
        self.uid = uid
        self.actions = actions
    }
}
