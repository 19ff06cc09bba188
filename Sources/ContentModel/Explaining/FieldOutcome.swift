package import JSONText

/// What becomes of one field of an entry.
package struct FieldOutcome: Sendable, Equatable {
    package enum Fate: Sendable, Equatable {
        case kept
        /// Some of the values at this path go out, others do not.
        case partlyDropped(DropRule)
        case dropped(DropRule)
    }

    /// As in ``DroppedField/path``.
    package let path: String
    package let fate: Fate
}

extension ViewPlan {
    /// What becomes of each field that a document has, in its order: the same walk that makes a ``View``, told by field.
    ///
    /// - Parameter document: An entry of the type, or an array of entries.
    /// - Throws: As ``view(of:)``.
    package func outcomes(of document: JSONDocument) throws(ViewError) -> [FieldOutcome] {
        let dropped = try self.view(of: document).dropped
        let left = self.fieldPaths(of: try Self.parse(try self.sanitize(document)))
        let rules = Dictionary(dropped.map { (ExactString($0.path), $0.rule) }) { first, _ in first }
        let remaining = Set(left)
        return self.fieldPaths(of: document).map { path in
            let fate: FieldOutcome.Fate =
                if remaining.contains(path) {
                    rules[path].map { .partlyDropped($0) } ?? .kept
                } else {
                    // What goes without a word is a part of a polymorphic relation that was written anew.
                    .dropped(Self.nearest(to: path, in: rules) ?? .unreadableEntry)
                }
            return FieldOutcome(path: path.string, fate: fate)
        }
    }

    private func fieldPaths(of document: JSONDocument) -> [ExactString] {
        guard let root = self.tables.model(self.type.uid) else { return [] }
        return FieldPaths(of: document, root, tables: self.tables).paths.keys
    }

    /// The rule for a path, or else for the field that it is a part of.
    private static func nearest(to path: ExactString, in rules: [ExactString: DropRule]) -> DropRule? {
        var path = Array(path.utf8)[...]
        while !path.isEmpty {
            if let rule = rules[ExactString(String(decoding: path, as: UTF8.self))] { return rule }
            if path.suffix(2).elementsEqual("[]".utf8) {
                path = path.dropLast(2)
            } else {
                path = path.lastIndex(of: UInt8(ascii: ".")).map { path[..<$0] } ?? []
            }
        }
        return nil
    }
}
