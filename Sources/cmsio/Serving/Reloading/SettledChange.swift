/// Decides from looks at some files when to read them again: after a change, once it has settled.
///
/// A change has settled when two looks in a row are equal; files that change at every look are read all the same, at
/// the fifth.
package struct SettledChange<Look: Equatable> {
    /// How many looks in a row may differ from what was read before it is read again.
    private static var mostUnsettled: Int { 5 }

    /// How it looked when it was read.
    package private(set) var read: Look
    private var last: Look
    private var unsettled = 0

    package init(read: Look) {
        self.read = read
        self.last = read
    }

    /// - Returns: Whether to read now; whoever does says so with ``wasRead(as:)``.
    package mutating func isDue(_ look: Look) -> Bool {
        defer { self.last = look }
        guard look != self.read else {
            self.unsettled = 0
            return false
        }
        self.unsettled += 1
        return look == self.last || self.unsettled >= Self.mostUnsettled
    }

    package mutating func wasRead(as look: Look) {
        self = SettledChange(read: look)
    }
}
