import JSONText

extension Sanitizer {
    // MARK: entries of one type

    /// Media, components and ordinary relations: an entry or an array of entries, all of one model.
    ///
    /// - Parameter model: `nil` when there is no schema to clean them by.
    mutating func entries(_ value: JSONNode, of model: Int?) throws(ViewError) -> DropRule? {
        guard let model else { return self.pass == .strict ? .unknownComponent : nil }
        switch self.document.kind(value) {
        case .object:
            try self.object(value, model)
        case .array:
            self.log.enterArray()
            for element in self.document.elements(value) { try self.entry(element, model) }
            self.log.leave()
        case .string, .number, .bool, .null:
            break
        }
        return nil
    }

    /// One element of an array of entries. Strapi leaves an array in its place alone.
    private mutating func entry(_ node: JSONNode, _ model: Int) throws(ViewError) {
        switch self.document.kind(node) {
        case .object: try self.object(node, model)
        case .array where self.pass == .strict: _ = try self.entries(node, of: model)
        case .array, .string, .number, .bool, .null: break
        }
    }

    mutating func relation(
        _ value: JSONNode,
        to target: Int,
        _ gate: ModelTables.Gate
    ) throws(ViewError) -> DropRule? {
        let model = self.tables.model(of: target)
        if self.isShut(gate, target) {
            if let model {
                try self.check(.cleaning) { (self) throws(ViewError) in _ = try self.entries(value, of: model) }
            }
            return .unreadableRelation(target: self.tables.targets[target])
        }
        if model == nil, self.pass == .strict { return .unknownTarget }
        return try self.entries(value, of: model)
    }

    private mutating func isShut(_ gate: ModelTables.Gate, _ target: Int) -> Bool {
        switch (self.pass, gate) {
        case (.cleaning, _), (_, .everyone): false
        case (_, .whoeverFindsTarget): !self.mayFind(target)
        }
    }

    /// The third pass drops it, after the others have looked into it.
    mutating func usersOfRole(_ value: JSONNode, _ target: Int) throws(ViewError) -> DropRule? {
        if self.pass == .cleaning { return try self.entries(value, of: self.tables.model(of: target)) }
        var rule: DropRule?
        try self.check(.exact) { (self) throws(ViewError) in
            rule = try self.relation(value, to: target, .whoeverFindsTarget)
        }
        return rule ?? .usersOfRole
    }

    // MARK: morphOne and morphMany

    /// Strapi looks for `__type` in the entries, which they seldom have, and leaves them as they are without.
    mutating func inverseMorph(
        _ value: JSONNode,
        to target: Int,
        _ gate: ModelTables.Gate
    ) throws(ViewError) -> DropRule? {
        if self.isShut(gate, target) {
            try self.check(.cleaning) { (self) throws(ViewError) in try self.typedEntries(value) }
            return .unreadableRelation(target: self.tables.targets[target])
        }
        guard self.pass == .strict else {
            try self.typedEntries(value)
            return nil
        }
        guard let model = self.tables.model(of: target) else {
            try self.check(.exact) { (self) throws(ViewError) in try self.typedEntries(value) }
            return .unknownTarget
        }
        return try self.eachEntry(in: value) { (self, entry) throws(ViewError) in
            try self.targetEntry(entry, model)
        }
    }

    /// Strict mode's reading of one entry of a morphOne or morphMany.
    private mutating func targetEntry(_ entry: JSONNode, _ model: Int) throws(ViewError) -> DropRule? {
        guard self.document.kind(entry) == .object else { return nil }
        if let type = self.typeModel(of: entry), type != model {
            try self.check(.exact) { (self) throws(ViewError) in try self.typedEntry(entry) }
            return .unknownType
        }
        try self.object(entry, model)
        return nil
    }

    // MARK: entries that say their type

    /// Every kind of polymorphic relation, once its entries are chosen.
    mutating func typedEntries(_ value: JSONNode) throws(ViewError) {
        if self.document.kind(value) == .array {
            self.log.enterArray()
            for element in self.document.elements(value) { try self.typedEntry(element) }
            self.log.leave()
        } else if self.document.kind(value) != .null {
            try self.typedEntry(value)
        }
    }

    mutating func typedEntry(_ entry: JSONNode) throws(ViewError) {
        if self.document.kind(entry) == .null { throw self.error(.nullEntry) }
        guard let model = self.typeModel(of: entry) else { return }
        if self.tables[model].hidesType {
            try self.with(.cleaning) { (self) throws(ViewError) in try self.object(entry, model) }
        } else {
            try self.object(entry, model)
        }
    }

    /// The model that an entry says it is of.
    func typeModel(of entry: JSONNode) -> Int? { self.model(named: "__type", in: entry) }

    func model(named key: ExactString, in entry: JSONNode) -> Int? {
        self.document.value(key, in: entry)
            .flatMap { self.document.exactString($0) }
            .flatMap { self.tables.model($0) }
    }

    /// Visits an entry or each element of an array, in arrays within arrays too.
    ///
    /// - Parameter visit: Says why the entry is dropped; `nil` when it stays. It is not called with null.
    /// - Returns: Why the value as a whole is dropped.
    mutating func eachEntry(
        in value: JSONNode,
        _ visit: (inout Sanitizer, JSONNode) throws(ViewError) -> DropRule?
    ) throws(ViewError) -> DropRule? {
        switch self.document.kind(value) {
        case .null: return nil
        case .object, .string, .number, .bool: return try visit(&self, value)
        case .array: break
        }
        self.log.enterArray()
        var gaps = Gaps()
        for element in self.document.elements(value) {
            if self.document.kind(element) == .null { throw self.error(.nullEntry) }
            let mark = self.cuts.count
            let rule = try self.eachEntry(in: element, visit)
            self.note(element, rule, mark: mark, in: &gaps)
        }
        gaps.finish(in: &self.cuts)
        self.log.leave()
        return nil
    }

    /// Drops or keeps one element of the array that the log has entered.
    mutating func note(_ element: JSONNode, _ rule: DropRule?, mark: Int, in gaps: inout Gaps) {
        let range = self.document.range(element)
        if let rule {
            self.log.leave()
            self.log.dropElement(rule)
            self.log.enterArray()
            gaps.drop(range, in: &self.cuts)
        } else {
            gaps.keep(range, mark: mark, in: &self.cuts)
        }
    }

    // MARK: dynamic zones

    mutating func zone(_ value: JSONNode) throws(ViewError) -> DropRule? {
        if self.pass == .strict {
            return try self.eachEntry(in: value) { (self, entry) throws(ViewError) in try self.strictZoneEntry(entry) }
        }
        guard self.document.kind(value) == .array else { return nil }
        self.log.enterArray()
        for element in self.document.elements(value) { try self.zoneEntry(element) }
        self.log.leave()
        return nil
    }

    private mutating func zoneEntry(_ entry: JSONNode) throws(ViewError) {
        if self.document.kind(entry) == .null { throw self.error(.nullEntry) }
        guard let model = self.model(named: "__component", in: entry) else { return }
        if self.tables[model].hidesComponent {
            try self.with(.cleaning) { (self) throws(ViewError) in try self.object(entry, model) }
        } else {
            try self.object(entry, model)
        }
    }

    private mutating func strictZoneEntry(_ entry: JSONNode) throws(ViewError) -> DropRule? {
        guard self.document.kind(entry) == .object else { return nil }
        guard let model = self.model(named: "__component", in: entry), self.tables[model].isComponent else {
            try self.check(.exact) { (self) throws(ViewError) in try self.zoneEntry(entry) }
            return .unknownComponent
        }
        try self.object(entry, model)
        return nil
    }
}
