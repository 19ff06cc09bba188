import JSONText

/// Collects what a view lacks, each path once. Costs no text until it is asked for.
struct DropLog {
    private typealias Step = Drops.Step
    private typealias Place = Drops.Place

    /// The way to where the sanitizer is; a place is only looked up when something is dropped there.
    private var way: [(step: Step, place: Int32?)] = []
    private var places = SmallIndex<Place>()
    private var dropped = SmallIndex<Place>()

    /// Of ``dropped``.
    private var rules: [DropRule] = []
    private var unknownKeys = SmallIndex<ExactString>()

    /// Whether what is dropped is noted at all.
    var isOn: Bool

    init(isOn: Bool) { self.isOn = isOn }

    /// Enters the value of a key of ``ModelTables``.
    mutating func enter(key number: Int) { self.way.append((.key(number), nil)) }

    mutating func enterArray() { self.way.append((.array, nil)) }

    mutating func leave() { self.way.removeLast() }

    mutating func drop(key number: Int, _ rule: @autoclosure () -> DropRule) {
        if self.isOn { self.drop(.key(number), rule()) }
    }

    mutating func dropElement(_ rule: DropRule) {
        if self.isOn { self.drop(.array, rule) }
    }

    mutating func drop(unknownKey name: ExactString, _ rule: DropRule) {
        if self.isOn { self.drop(.unknownKey(self.unknownKeys.insert(name).number), rule) }
    }

    private mutating func drop(_ step: Step, _ rule: DropRule) {
        let field = Place(parent: self.currentPlace(), step: step)
        if self.dropped.insert(field).isNew { self.rules.append(rule) }
    }

    /// The number of the place where the sanitizer is; -1 at the root.
    private mutating func currentPlace() -> Int32 {
        var parent: Int32 = -1
        for index in self.way.indices {
            if let known = self.way[index].place {
                parent = known
                continue
            }
            parent = Int32(self.places.insert(Place(parent: parent, step: self.way[index].step)).number)
            self.way[index].place = parent
        }
        return parent
    }

    /// How much has been noted, to come back to with ``rewind(to:)``.
    var mark: Int { self.rules.count }

    /// Forgets what was noted since `mark`.
    mutating func rewind(to mark: Int) {
        self.dropped.truncate(to: mark)
        self.rules.removeLast(self.rules.count - mark)
    }
}

// The outcome.
extension DropLog {
    /// What was dropped.
    func drops(_ tables: ModelTables) -> Drops {
        Drops(
            places: self.places.keys,
            dropped: self.dropped.keys,
            rules: self.rules,
            unknownKeys: self.unknownKeys.keys,
            tables: tables
        )
    }

    /// The path to where the sanitizer is.
    func currentPath(_ tables: ModelTables) -> String {
        let names = Drops.Names(tables: tables, unknownKeys: self.unknownKeys.keys)
        return self.way.reduce("") { names.joining($0, $1.step) }
    }
}
