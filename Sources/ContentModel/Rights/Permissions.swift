package import JSONText

/// What an audience may do: the actions granted to it.
///
/// Source: spec/strapi.md b.6.
package struct Permissions: Hashable, Sendable {
    private enum Grant: Hashable {
        case everything
        case reading
        case actions(Set<ExactString>)
    }

    private let grant: Grant

    /// Every action, as a full-access token has it. Private attributes are hidden all the same.
    package static let fullAccess = Permissions(.everything)

    /// Every `find` and `findOne`, and nothing else, as a read-only token has it.
    package static let readOnly = Permissions(.reading)

    /// - Parameter actions: Ids such as `api::article.article.update`; `api::article.article.*` stands for every action of
    ///   the type. Strapi knows no such wildcard, our own store does.
    package init(actions: Set<ExactString>) { self.init(.actions(actions)) }

    private init(_ grant: Grant) { self.grant = grant }

    package var isFullAccess: Bool { self.grant == .everything }

    /// The actions as granted; none for ``fullAccess`` and ``readOnly``, which are not a list.
    package var actions: Set<ExactString> {
        if case .actions(let actions) = self.grant { return actions }
        return []
    }

    package func allows(_ action: ExactString) -> Bool {
        switch self.grant {
        case .everything:
            return true
        case .reading:
            return action.string.utf8.hasSuffix("find") || action.string.utf8.hasSuffix("findOne")
        case .actions(let actions):
            if actions.contains(action) { return true }
            guard let dot = action.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
            return actions.contains(ExactString(action.string[..<dot] + ".*"))
        }
    }

    /// The uids of the types whose entries may be found: those with a grant for `.find` or for all actions; `nil` for every
    /// type.
    package var findableTypes: Set<ExactString>? {
        guard case .actions(let actions) = self.grant else { return nil }
        var types: Set<ExactString> = []
        for action in actions {
            guard let dot = action.utf8.lastIndex(of: UInt8(ascii: ".")) else { continue }
            let word = action.utf8[action.utf8.index(after: dot)...]
            if word.elementsEqual("find".utf8) || word.elementsEqual("*".utf8) {
                types.insert(ExactString(String(action.string[..<dot])))
            }
        }
        return types
    }
}

extension String.UTF8View {
    fileprivate func hasSuffix(_ suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { self.count >= $0.count && self.suffix($0.count).elementsEqual($0) }
    }
}
