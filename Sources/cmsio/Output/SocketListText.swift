import ContentServer

/// Sockets for reading.
struct SocketListText {
    private let list: SocketList

    init(_ list: SocketList) {
        self.list = list
    }

    /// - Parameter width: Columns of the terminal.
    func lines(style: TextStyle, width: Int?) -> [String] {
        guard !self.list.sockets.isEmpty else { return ["no sockets"] }
        var table = TextTable([
            ("SOCKET", .left), ("ADDRESS", .left), ("AUDIENCE", .left), ("USER", .left), ("OVER", .left),
            ("SINCE", .left), ("ROOMS AND NARROWING", .left),
        ])
        for socket in self.list.sockets {
            let narrowing =
                socket.narrowing.map { ["only \($0.isEmpty ? "nothing" : $0.joined(separator: " "))"] } ?? []
            let rooms = (socket.rooms + narrowing).joined(separator: ", ")
            table.add([
                socket.id, socket.address, socket.audience, socket.user ?? "-", socket.transport ?? "-",
                TimeText.date(seconds: socket.since / 1000), rooms.isEmpty ? "-" : rooms,
            ])
        }
        return table.lines(style: style, width: width)
            + ListEnd.lines(shown: self.list.sockets.count, of: self.list.total, style)
    }
}

/// Rooms for reading.
struct RoomListText {
    private let list: RoomList

    init(_ list: RoomList) {
        self.list = list
    }

    func lines(style: TextStyle) -> [String] {
        guard !self.list.rooms.isEmpty else { return ["no rooms with anybody in them"] }
        var table = TextTable([("ROOM", .left), ("KIND", .left), ("SOCKETS", .right)])
        for room in self.list.rooms { table.add([room.name, room.kind.rawValue, "\(room.members)"]) }
        return table.lines(style: style)
            + ListEnd.lines(shown: self.list.rooms.count, of: self.list.total, style)
    }
}

/// What stands below a list that is not whole.
private enum ListEnd {
    static func lines(shown: Int, of total: Int, _ style: TextStyle) -> [String] {
        shown < total ? [style.faint("\(shown) of \(total); --limit shows more")] : []
    }
}
