import ContentEvents

/// What is here that an import does not name, and stays.
struct LeftoverText {
    private let counts: [(count: Int, word: String)]

    /// - Parameter pruned: The changes of the import as it would be with `--prune`.
    init(_ pruned: [RightsChange]) {
        var (grants, roles, users, tokens) = (0, 0, 0, 0)
        for change in pruned {
            switch change {
            case .role(_?, nil): roles += 1
            case .user(_?, nil): users += 1
            case .token(_?, nil): tokens += 1
            case .role(let old?, let new?): grants += Set(old.grants).subtracting(new.grants).count
            case .token(let old?, let new?): grants += Set(old.grants).subtracting(new.grants).count
            case .role(nil, _), .user, .token(nil, _): break
            }
        }
        self.counts = [(roles, "role"), (users, "user"), (tokens, "token"), (grants, "grant")].filter { $0.count > 0 }
    }

    /// `1 grant is here that the import does not name; --prune removes it.`; nil when nothing is.
    var sentence: String? {
        guard let last = self.counts.last else { return nil }
        let isOne = self.counts.count == 1 && last.count == 1
        let things = self.counts.map { CountText.of($0.count, $0.word) }.joined(separator: ", ")
        return "\(things) \(isOne ? "is" : "are") here that the import does not name; "
            + "--prune removes \(isOne ? "it" : "them")."
    }
}
