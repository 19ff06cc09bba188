package import JSONText

/// What the entries of some types are read with: `article=author,category.image`.
package struct PopulateRules: Equatable, Sendable, CustomStringConvertible {
    /// What of one type; by a name as somebody wrote it.
    private struct Rule: Equatable {
        let type: ExactString
        var population: Population
    }

    private var rules: [Rule] = []

    /// Reads rules: `TYPE=PATH`, with more paths behind commas or in the texts that follow.
    ///
    /// - Parameter texts: As in `["article=author", "category.image", "page=*"]`.
    /// - Throws: ``PopulateProblem``
    package init(parsing texts: [String]) throws(PopulateProblem) {
        var type: ExactString?
        for part in texts.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if sides.count == 2 { type = ExactString(String(sides[0])) }
            guard let type, type != "", let path = sides.last, !path.isEmpty else { throw Self.example }
            try self.add(path, of: type)
        }
    }

    package init() {}

    package var isEmpty: Bool { self.rules.isEmpty }

    /// With the rules of another one behind.
    ///
    /// - Throws: ``PopulateProblem`` when `*` is among other paths of a type.
    package func merging(_ other: PopulateRules) throws(PopulateProblem) -> PopulateRules {
        try PopulateRules(parsing: [self, other].filter { !$0.isEmpty }.map(\.description))
    }

    /// As it could be written.
    package var description: String {
        self.rules.map { "\($0.type)=\($0.population.paths.joined(separator: ","))" }.joined(separator: ",")
    }

    /// The populations by uid.
    ///
    /// - Throws: ``PopulateProblem`` for a type or attribute that there is not.
    package func plan(in catalog: ContentCatalog) throws(PopulateProblem) -> [ExactString: Population] {
        var plan: [ExactString: Population] = [:]
        for rule in self.rules {
            guard let type = catalog.contentType(named: rule.type), type.isOfProject else {
                let names = catalog.contentTypes.filter(\.isOfProject).flatMap { [$0.singularName, $0.uid] }
                let question = NearMiss.suggestion(for: rule.type, among: names).map { "; did you mean '\($0)'?" } ?? ""
                throw PopulateProblem("the project has no content type '\(rule.type)'\(question)")
            }
            try rule.population.check(type.model, in: catalog)
            plan[type.uid] = rule.population
        }
        return plan
    }

    private static let example = PopulateProblem("write a type and what to read with it, as in article=author,category")

    private mutating func add(_ path: Substring, of type: ExactString) throws(PopulateProblem) {
        let names = path.split(separator: ".", omittingEmptySubsequences: false).map { ExactString(String($0)) }
        guard !names.contains(""), names.first != "*" || names.count == 1 else { throw Self.example }
        guard names.count <= 2 else {
            throw PopulateProblem("'\(path)' goes deeper than two levels; write as in article=author.avatar")
        }
        let index = self.rules.firstIndex { $0.type == type }
        let old = index.map { self.rules[$0].population }
        let new = try Population.joining(old, names)
        if let index {
            self.rules[index].population = new
        } else {
            self.rules.append(Rule(type: type, population: new))
        }
    }
}

extension Population {
    /// As they could be written.
    fileprivate var paths: [String] {
        guard case .attributes(let attributes) = self else { return ["*"] }
        return attributes.flatMap { populated in
            populated.below.map { below in below.paths.map { "\(populated.name).\($0)" } } ?? ["\(populated.name)"]
        }
    }

    /// What there is already, and what a path adds.
    fileprivate static func joining(_ old: Population?, _ path: [ExactString]) throws(PopulateProblem) -> Population {
        guard let first = path.first, first != "*" else {
            guard old == nil || old == .everything else { throw Self.starAmongOthers }
            return .everything
        }
        var attributes: [Populated] = []
        switch old {
        case .everything: throw Self.starAmongOthers
        case .attributes(let known): attributes = known
        case nil: break
        }
        let index = attributes.firstIndex { $0.name == first } ?? attributes.endIndex
        if index == attributes.endIndex { attributes.append(Populated(first)) }
        if path.count > 1 {
            attributes[index].below = try self.joining(attributes[index].below, Array(path.dropFirst()))
        }
        return .attributes(attributes)
    }

    private static let starAmongOthers = PopulateProblem(
        "'*' stands for all of the first level; write it alone, or name each, as in article=author.avatar,category"
    )
}
