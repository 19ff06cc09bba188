import ContentEvents

/// The users that somebody asked for, as they were when the rights were last read, so that looking through all who are
/// connected takes one query and not one for each.
struct UserCache {
    /// How many are kept; beyond that it begins anew.
    private static let limit = 100_000

    /// nil for one that there is not.
    private var users: [Int64: User?] = [:]
    /// Grows with each ``replace(with:)``.
    private(set) var generation = 0

    var ids: [Int64] { Array(self.users.keys) }

    /// - Returns: nil for one that nobody asked for; within, nil for one that there is not.
    func user(id: Int64) -> User?? { self.users[id] }

    /// - Parameter generation: The one before the user was read: what was read before a change is not kept after it.
    mutating func keep(_ user: User?, id: Int64, readIn generation: Int) {
        guard generation == self.generation else { return }
        if self.users.count >= Self.limit { self.users.removeAll() }
        self.users[id] = .some(user)
    }

    /// - Parameter found: Those of ``ids`` that there are.
    mutating func replace(with found: [User], of ids: [Int64]) {
        self.generation += 1
        self.users = Dictionary(ids.map { ($0, User?.none) }) { first, _ in first }
        for user in found { self.users[user.id] = .some(user) }
    }
}
