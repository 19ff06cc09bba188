import ContentEvents
import JSONText

/// A difference of rights for reading, as `diff` writes one: `+` for what comes, `-` for what goes, by role, user and token.
struct DifferenceText {
    private let difference: RightsDifference
    private let types: KnownTypes

    /// - Parameter types: By which grants are written in the short form.
    init(_ difference: RightsDifference, types: KnownTypes) {
        self.difference = difference
        self.types = types
    }

    func lines(style: TextStyle) -> [String] {
        self.difference.subjects.flatMap { subject in
            [self.title(subject, style)]
                + subject.removed.map { style.bad("-   " + self.fact($0)) }
                + subject.added.map { style.good("+   " + self.fact($0)) }
        }
    }

    private func title(_ subject: RightsDifference.Subject, _ style: TextStyle) -> String {
        let name = Printable.text(subject.subject)
        return switch subject.change {
        case .added: style.good("+ " + name)
        case .removed: style.bad("- " + name)
        case .changed: "  " + style.strong(name)
        }
    }

    /// A grant in the short form; anything else that is said of a user or token as it is.
    private func fact(_ fact: String) -> String {
        let isGrant = !fact.contains(" ") && fact != "blocked" && fact != "everything"
        let grant = isGrant ? Grant(id: ExactString(fact)) : nil
        return Printable.text(grant.map { self.types.shortForm(of: $0) } ?? fact)
    }
}
