import JSONText

/// The members of one room on one event loop, to which it is confined.
final class Room {
    let name: ExactString
    private(set) var members: [Member] = []

    init(name: ExactString) { self.name = name }

    /// - Returns: The member's place, which ``remove(at:)`` needs.
    func add(_ member: Member) -> Int {
        self.members.append(member)
        return self.members.count - 1
    }

    /// Takes a member out; the last one moves to its place and is told so.
    func remove(at place: Int) {
        let last = self.members.removeLast()
        guard place < self.members.count else { return }
        self.members[place] = last
        last.moved(to: place, in: self)
    }
}
