/// Names a member of one namespace on one event loop, from when it was added to the table until it is removed.
struct SeatID: Equatable {
    fileprivate let number: UInt32
}

/// The members of one namespace on one event loop, and what a broadcast needs to know of each, in a few bytes next to
/// those of who came before and after it.
struct SeatTable {
    private struct Seat {
        /// The last pass that came by.
        var mark: UInt64 = 0
        /// Where frames for it may go without asking it.
        var outlet: OutletID?
    }
    private var seats: [Seat] = []
    private var members: [Member?] = []
    private var free: [SeatID] = []
    private var lastMark: UInt64 = 0

    mutating func add(_ member: Member) -> SeatID {
        guard let id = self.free.popLast() else {
            self.seats.append(Seat())
            self.members.append(member)
            return SeatID(number: UInt32(self.seats.count - 1))
        }
        self.members[Int(id.number)] = member
        return id
    }

    /// Nobody may name the seat any longer.
    mutating func remove(_ id: SeatID) {
        self.seats[Int(id.number)] = Seat()
        self.members[Int(id.number)] = nil
        self.free.append(id)
    }

    func member(_ id: SeatID) -> Member? { self.members[Int(id.number)] }

    @inline(__always)
    func outlet(_ id: SeatID) -> OutletID? { self.seats[Int(id.number)].outlet }

    mutating func setOutlet(_ outlet: OutletID?, of id: SeatID) { self.seats[Int(id.number)].outlet = outlet }

    // MARK: Passes

    /// From now on nobody has been visited.
    mutating func beginPass() { self.lastMark += 1 }

    /// - Returns: Whether this is the first visit of the pass.
    @inline(__always)
    mutating func visit(_ id: SeatID) -> Bool {
        guard self.seats[Int(id.number)].mark != self.lastMark else { return false }
        self.seats[Int(id.number)].mark = self.lastMark
        return true
    }
}
