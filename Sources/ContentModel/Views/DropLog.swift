import JSONText

/// Collects what a view lacks, each path once. Costs no text until it is asked for.
struct DropLog {
    /// One step of a path: a key of a model, a key that no model has, or an array.
    private struct Step: Hashable {
        let number: Int32

        static let array = Step(number: -1)
        static func key(_ number: Int) -> Step { Step(number: Int32(number)) }
        static func unknownKey(_ number: Int) -> Step { Step(number: Int32(-2 - number)) }
    }

    /// A step from a place reached before.
    private struct Place: Hashable {
        let parent: Int32
        let step: Step
    }

    /// The way to where the sanitizer is; a place is only looked up when something is dropped there.
    private var way: [(step: Step, place: Int32?)] = []
    private var places: [Place] = []
    private var placeNumbers: [Place: Int32] = [:]
    private var dropped: [(field: Place, rule: DropRule)] = []
    private var seen: Set<Place> = []
    private var unknownKeys: [ExactString] = []
    private var unknownKeyNumbers: [ExactString: Int] = [:]

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
        if !self.isOn { return }
        let number = self.unknownKeyNumbers[name] ?? self.unknownKeys.count
        if number == self.unknownKeys.count {
            self.unknownKeys.append(name)
            self.unknownKeyNumbers[name] = number
        }
        self.drop(.unknownKey(number), rule)
    }

    private mutating func drop(_ step: Step, _ rule: DropRule) {
        let field = Place(parent: self.currentPlace(), step: step)
        if self.seen.insert(field).inserted { self.dropped.append((field, rule)) }
    }

    /// The number of the place where the sanitizer is; -1 at the root.
    private mutating func currentPlace() -> Int32 {
        var parent: Int32 = -1
        for index in self.way.indices {
            if let known = self.way[index].place {
                parent = known
                continue
            }
            let place = Place(parent: parent, step: self.way[index].step)
            if let number = self.placeNumbers[place] {
                parent = number
            } else {
                parent = Int32(self.places.count)
                self.places.append(place)
                self.placeNumbers[place] = parent
            }
            self.way[index].place = parent
        }
        return parent
    }

    /// How much has been noted, to come back to with ``rewind(to:)``.
    var mark: Int { self.dropped.count }

    /// Forgets what was noted since `mark`.
    mutating func rewind(to mark: Int) {
        for entry in self.dropped[mark...] { self.seen.remove(entry.field) }
        self.dropped.removeLast(self.dropped.count - mark)
    }
}

// Paths as text.
extension DropLog {
    /// What was dropped, in the order met; of one path the first rule.
    func fields(_ tables: ModelTables) -> [DroppedField] {
        var paths: Set<ExactString> = []
        var fields: [DroppedField] = []
        for entry in self.dropped {
            let path = self.text(of: entry.field, tables)
            if paths.insert(ExactString(path)).inserted { fields.append(DroppedField(path: path, rule: entry.rule)) }
        }
        return fields
    }

    /// The path to where the sanitizer is.
    func currentPath(_ tables: ModelTables) -> String {
        self.way.reduce("") { self.joining($0, $1.step, tables) }
    }

    private func text(of place: Place, _ tables: ModelTables) -> String {
        let parent = place.parent < 0 ? "" : self.text(of: self.places[Int(place.parent)], tables)
        return self.joining(parent, place.step, tables)
    }

    private func joining(_ path: String, _ step: Step, _ tables: ModelTables) -> String {
        if step == .array { return path + "[]" }
        let number = Int(step.number)
        let key = number >= 0 ? tables.key(number) : self.unknownKeys[-2 - number]
        return path.isEmpty ? key.string : path + "." + key.string
    }
}
