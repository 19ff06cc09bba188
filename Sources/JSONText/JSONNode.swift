/// What a value is.
public enum JSONKind: Sendable {
    case object, array, string, number, bool, null
}

/// A place in one document: a value, or the key of a member.
///
/// A node means something only to the document it came from (and its copies). Given to another document it names some
/// other place, or none: then the program stops.
public struct JSONNode: Hashable, Sendable {
    @usableFromInline
    let index: UInt32

    @inlinable
    init(index: UInt32) { self.index = index }
}
