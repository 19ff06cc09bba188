import JSONText

/// Walks one document along the models and notes what of it does not go out.
///
/// Strapi walks the tree three times: it removes passwords and private attributes, then relations that the audience may
/// not find, then the users of roles. This walk does all three at once; where a later pass removes what an earlier one
/// looked into, it looks into it too, because what the earlier pass would have thrown must still be thrown.
///
/// Source: spec/strapi.md b.1 to b.5.
struct Sanitizer {
    /// What is being done to the values at hand.
    enum Pass {
        /// Strapi's first pass alone.
        case cleaning
        /// All three passes, as Strapi does them.
        case exact
        /// All three, by ``StrictRules``.
        case strict
    }

    let document: JSONDocument
    let tables: ModelTables
    private let plan: ViewPlan
    var pass: Pass
    var cuts = Cuts()
    var log: DropLog

    /// What was asked of the rights: the outcome is the same for all who have the same answers.
    private(set) var asked: BitSet
    private(set) var hasAskedForOthers = false

    init(_ document: JSONDocument, plan: ViewPlan, logging: Bool) {
        self.document = document
        self.tables = plan.tables
        self.plan = plan
        self.pass = plan.mode == .exact ? .exact : .strict
        self.log = DropLog(isOn: logging)
        self.asked = BitSet(count: plan.tables.targets.count)
    }

    var version: StrapiVersion { self.plan.version }
    var rights: FindRights { self.plan.rights }

    // MARK: the root

    /// Walks an entry, or an array of entries.
    mutating func root(_ node: JSONNode, _ model: Int) throws(ViewError) {
        switch self.document.kind(node) {
        case .object:
            try self.object(node, model)
        case .array:
            self.log.enterArray()
            for element in self.document.elements(node) where self.document.kind(element) != .null {
                try self.root(element, model)
            }
            self.log.leave()
        case .string, .number, .bool, .null:
            // Strapi passes it on, and then cannot send it.
            if self.pass == .strict { throw self.error(.notAnEntry) }
        }
    }

    // MARK: objects

    mutating func object(_ node: JSONNode, _ model: Int) throws(ViewError) {
        let table = self.tables[model]
        var gaps = Gaps()
        for member in self.document.members(node) {
            let mark = self.cuts.count
            let range = self.document.range(member.key).lowerBound..<self.document.range(member.value).upperBound
            let isDropped =
                if let index = table.names.index(of: member.key, in: self.document) {
                    try self.isDropped(index, of: table, model, member.value)
                } else {
                    self.pass == .strict && self.isDropped(unknownKey: member)
                }
            if isDropped {
                gaps.drop(range, in: &self.cuts)
            } else {
                gaps.keep(range, mark: mark, in: &self.cuts)
            }
        }
        gaps.finish(in: &self.cuts)
    }

    /// Walks the value of a known key.
    private mutating func isDropped(
        _ index: Int,
        of table: ModelTables.Table,
        _ model: Int,
        _ value: JSONNode
    ) throws(ViewError) -> Bool {
        let field = table.fields[index]
        if case .plain = field { return false }
        self.log.enter(key: table.firstKey + index)
        let rule = try self.rule(for: value, field, of: model)
        self.log.leave()
        guard let rule else { return false }
        self.log.drop(key: table.firstKey + index, rule)
        return true
    }

    /// Walks a value.
    ///
    /// - Returns: Why it is dropped; `nil` when it stays.
    private mutating func rule(
        for value: JSONNode,
        _ field: ModelTables.Field,
        of model: Int
    ) throws(ViewError) -> DropRule? {
        switch field {
        case .plain: nil
        case .password: .password
        case .privateAttribute: .privateAttribute
        case .entries(let model): try self.entries(value, of: model)
        case .relation(let target, let gate): try self.relation(value, to: target, gate)
        case .inverseMorph(let target, let gate): try self.inverseMorph(value, to: target, gate)
        case .morphTo: try self.morphTo(value)
        case .zone: try self.zone(value)
        case .usersOfRole(let target): try self.usersOfRole(value, target)
        case .marker: self.pass == .strict && !self.isScalar(value) ? .unknownKeyWithContent : nil
        case .ownLocalizations: self.pass == .strict ? try self.entries(value, of: model) : nil
        case .lostSecret: self.pass == .strict ? .lostSecret : nil
        }
    }

    /// What strict mode does with a key that is no attribute.
    private mutating func isDropped(unknownKey member: JSONDocument.Member) -> Bool {
        let isDenied = self.plan.denied.index(of: member.key, in: self.document) != nil
        if !isDenied && self.isScalar(member.value) { return false }
        if self.log.isOn, let name = self.document.exactString(member.key) {
            self.log.drop(unknownKey: name, isDenied ? .deniedName : .unknownKeyWithContent)
        }
        return true
    }

    func isScalar(_ node: JSONNode) -> Bool {
        switch self.document.kind(node) {
        case .object, .array: false
        case .string, .number, .bool, .null: true
        }
    }

    // MARK: rights

    mutating func mayFind(_ target: Int) -> Bool {
        self.asked.insert(target)
        return self.rights.listed.contains(target)
    }

    /// Whether entries may be found that say to be of this type; `nil` for those that name none.
    mutating func mayFind(typeNamed uid: ExactString?) -> Bool {
        guard let uid else {
            self.hasAskedForOthers = true
            return self.rights.all
        }
        if let target = self.tables.target(uid) { return self.mayFind(target) }
        self.hasAskedForOthers = true
        return self.rights.all || self.rights.others.contains(uid)
    }

    // MARK: looking without cutting

    /// Throws what a pass throws in the values that `walk` walks, and changes nothing.
    mutating func check(
        _ pass: Pass,
        _ walk: (inout Sanitizer) throws(ViewError) -> Void
    ) throws(ViewError) {
        let (cutMark, isLogging) = (self.cuts.count, self.log.isOn)
        self.log.isOn = false
        try self.with(pass, walk)
        self.log.isOn = isLogging
        self.cuts.truncate(to: cutMark)
    }

    mutating func with(
        _ pass: Pass,
        _ walk: (inout Sanitizer) throws(ViewError) -> Void
    ) throws(ViewError) {
        let own = self.pass
        self.pass = pass
        try walk(&self)
        self.pass = own
    }

    func error(_ reason: ViewError.Reason) -> ViewError {
        ViewError(reason: reason, path: self.log.currentPath(self.tables))
    }
}
