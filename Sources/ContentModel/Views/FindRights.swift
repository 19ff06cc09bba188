import JSONText

/// What of an audience's permissions decides how its views look: the types whose entries it may find.
///
/// Audiences with equal rights here get equal views, whatever else they may do.
struct FindRights: Hashable, Sendable {
    /// Full access, or reading everything: even what has no name.
    let all: Bool

    /// By number among ``ModelTables/targets``.
    let listed: BitSet

    /// Uids that no schema is known for, yet granted.
    let others: Set<ExactString>

    init(_ permissions: Permissions, tables: ModelTables) {
        var listed = BitSet(count: tables.targets.count)
        var others: Set<ExactString> = []
        if let findable = permissions.findableTypes {
            for uid in findable {
                if let target = tables.target(uid) { listed.insert(target) } else { others.insert(uid) }
            }
        } else {
            for target in tables.targets.indices { listed.insert(target) }
        }
        self.all = permissions.findableTypes == nil
        self.listed = listed
        self.others = others
    }
}
