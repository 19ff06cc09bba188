import JSONText

/// What a view lacks, as numbers; events of one type mostly lack the same, so whoever needs words can keep them.
///
/// Equal values have equal ``fields``.
package struct Drops: Sendable {
    /// One step of a path: a key of a model, a key that no model has, or an array.
    struct Step: Hashable, Sendable {
        let number: Int32

        static let array = Step(number: -1)
        static func key(_ number: Int) -> Step { Step(number: Int32(number)) }
        static func unknownKey(_ number: Int) -> Step { Step(number: Int32(-2 - number)) }
    }

    /// A step from a place reached before; -1 is the root.
    struct Place: Hashable, Sendable {
        let parent: Int32
        let step: Step
    }

    /// What steps are called.
    struct Names: Sendable {
        let tables: ModelTables
        let unknownKeys: [ExactString]

        func joining(_ path: String, _ step: Step) -> String {
            if step == .array { return path + "[]" }
            let number = Int(step.number)
            let key = number >= 0 ? self.tables.keys[number] : self.unknownKeys[-2 - number]
            return Drops.path(path, key)
        }
    }

    /// The path of a key of the entry at `path`.
    static func path(_ path: String, _ key: ExactString) -> String {
        path.isEmpty ? key.string : path + "." + key.string
    }

    /// The places on the way to what was dropped.
    private let places: [Place]
    private let dropped: [Place]
    /// Of ``dropped``.
    private let rules: [DropRule]
    private let names: Names

    init(places: [Place], dropped: [Place], rules: [DropRule], unknownKeys: [ExactString], tables: ModelTables) {
        self.places = places
        self.dropped = dropped
        self.rules = rules
        self.names = Names(tables: tables, unknownKeys: unknownKeys)
    }

    /// In the order met; of one path the first rule.
    package var fields: [DroppedField] {
        var paths = SmallIndex<ExactString>()
        var fields: [DroppedField] = []
        for (field, rule) in zip(self.dropped, self.rules) {
            let path = self.text(of: field)
            if paths.insert(ExactString(path)).isNew { fields.append(DroppedField(path: path, rule: rule)) }
        }
        return fields
    }

    private func text(of place: Place) -> String {
        let parent = place.parent < 0 ? "" : self.text(of: self.places[Int(place.parent)])
        return self.names.joining(parent, place.step)
    }
}

extension Drops: Equatable {
    package static func == (left: Drops, right: Drops) -> Bool {
        left.names.tables === right.names.tables && left.dropped == right.dropped && left.places == right.places
            && left.rules == right.rules && left.names.unknownKeys == right.names.unknownKeys
    }
}
