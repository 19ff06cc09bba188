import JSONText

/// The members of one room on one event loop, to which it is confined.
final class Room {
    let name: ExactString
    private(set) var seats: [SeatID] = []

    init(name: ExactString) { self.name = name }

    /// - Returns: The member's place, which ``remove(at:)`` needs.
    func add(_ seat: SeatID) -> Int {
        self.seats.append(seat)
        return self.seats.count - 1
    }

    /// Takes a member out.
    ///
    /// - Returns: Who has moved to its place, if somebody has.
    func remove(at place: Int) -> SeatID? {
        let last = self.seats.removeLast()
        guard place < self.seats.count else { return nil }
        self.seats[place] = last
        return last
    }
}
