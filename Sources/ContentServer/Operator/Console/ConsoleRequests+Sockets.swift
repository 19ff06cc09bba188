import ContentEvents
import JSONText
import SocketIONIO

extension ConsoleRequests {
    /// - Parameter request: `{room?, audience?, limit?}`
    func sockets(_ request: OperatorRequest) async throws -> SocketList {
        try request.allow(["room", "audience", "limit"])
        let limit = try request.limit
        let choice = try await self.choice(in: request, readingRoom: true) ?? .everyone
        let members = await self.members.members.values.filter(choice.includes)
        var sockets: [SocketSummary] = []
        for member in members.sorted(by: Self.isOlder).prefix(limit) {
            sockets.append(try await self.summary(of: member))
        }
        return SocketList(total: members.count, sockets: sockets)
    }

    private static func isOlder(_ one: Members.Member, _ other: Members.Member) -> Bool {
        let (issued, otherIssued) = (one.socket.handshake.issued, other.socket.handshake.issued)
        return issued == otherIssued ? one.socket.id < other.socket.id : issued < otherIssued
    }

    private func summary(of member: Members.Member) async throws -> SocketSummary {
        let membership = member.membership
        let user = try await membership.identity.user.asyncMap { id in
            try await self.directory.user(id: id)?.name.string ?? "\(id)"
        }
        return SocketSummary(
            id: member.socket.id.string,
            address: member.socket.handshake.address,
            audience: self.directory.rights.audience(membership.identity.audience)?.label.string ?? "nobody",
            user: user.map { "user:\($0)" },
            rooms: membership.allCustomRooms.sorted().map(\.string),
            transport: await member.socket.transport?.rawValue,
            since: member.socket.handshake.issued,
            narrowing: membership.isNarrowed ? membership.subscriptions.map(\.text) : nil
        )
    }

    /// - Parameter request: `{limit?}`
    func rooms(_ request: OperatorRequest) async throws -> RoomList {
        try request.allow(["limit"])
        let limit = try request.limit
        let rooms = await self.occupiedRooms()
        return RoomList(total: rooms.count, rooms: Array(rooms.prefix(limit)))
    }

    /// The fullest first, then by name.
    private func occupiedRooms() async -> [RoomSummary] {
        var audiences: [AudienceID: Int] = [:]
        var custom: [ExactString: Int] = [:]
        for member in await self.members.members.values {
            audiences[member.membership.identity.audience, default: 0] += 1
            for room in member.membership.allCustomRooms { custom[room, default: 0] += 1 }
        }
        let rights = self.directory.rights
        let named = audiences.compactMap { id, count in
            rights.audience(id).map {
                RoomSummary(name: $0.label.string, kind: id.kind == .role ? .role : .token, members: count)
            }
        }
        let rooms = named + custom.map { RoomSummary(name: $0.key.string, kind: .custom, members: $0.value) }
        return rooms.sorted { $0.members == $1.members ? $0.name < $1.name : $0.members > $1.members }
    }

    /// - Parameter request: `{room, sockets | audience}`
    func join(_ request: OperatorRequest) async throws -> SocketsChanged {
        try await self.move(request) { room, membership in
            guard !membership.allCustomRooms.contains(room) else { return .unchanged }
            guard membership.allCustomRooms.count < ClientCommands.mostPerSocket else { return .full }
            membership.assignedRooms.insert(room)
            return .changed
        }
    }

    /// - Parameter request: `{room, sockets | audience}`
    func leave(_ request: OperatorRequest) async throws -> SocketsChanged {
        try await self.move(request) { room, membership in
            guard membership.allCustomRooms.contains(room) else { return .unchanged }
            membership.leave(room)
            return .changed
        }
    }

    private enum Move: Sendable {
        case changed
        case unchanged
        case full
    }

    private func move(
        _ request: OperatorRequest,
        _ change: @escaping @Sendable (ExactString, inout Membership) -> Move
    ) async throws -> SocketsChanged {
        try request.allow(["room", "sockets", "audience"])
        let room = try request.name("room")
        guard RawRoom.isCustomName(room), await !self.members.contains(room) else {
            throw EmitError(
                .badData,
                "'\(room)' cannot be a room to join: its name has 1 to 256 bytes, is no socket's id, and begins with "
                    + "none of role:, token:, user: and socket:"
            )
        }
        guard let choice = try await self.choice(in: request, readingRoom: false) else {
            throw EmitError(.usage, "say which sockets: their ids, or an audience such as role:public")
        }
        var changed = 0
        var isFull = false
        for id in await self.ids(of: choice) {
            switch await self.members.update(id, { change(room, &$0) }) {
            case .changed: changed += 1
            case .full: isFull = true
            case .unchanged, nil: break
            }
        }
        guard changed > 0 || !isFull else {
            throw EmitError(.badData, "a socket may be in \(ClientCommands.mostPerSocket) rooms: leave some first")
        }
        return SocketsChanged(room: room.string, sockets: changed)
    }

    /// - Parameter request: `{sockets | room | audience, code?, message?}`
    func sendAway(_ request: OperatorRequest) async throws -> SocketsChanged {
        try request.allow(["sockets", "room", "audience", "code", "message"])
        let farewell = try Farewell(request)
        guard let choice = try await self.choice(in: request, readingRoom: true) else {
            throw EmitError(.usage, "say whom to disconnect: sockets by their ids, a room, or an audience")
        }
        var gone = 0
        for id in await self.ids(of: choice) where await self.members.end(id, with: farewell.event) { gone += 1 }
        return SocketsChanged(room: nil, sockets: gone)
    }

    private func ids(of choice: SocketChoice) async -> [ExactString] {
        await self.members.members.values.filter(choice.includes).map(\.socket.id)
    }
}

/// What a client is told that an operator disconnects.
private struct Farewell {
    let event: SocketIOEvent

    /// - Throws: ``EmitError`` for a code that is none.
    init(_ request: OperatorRequest) throws(EmitError) {
        let code = try request.optionalName("code") ?? "disconnected-by-operator"
        let isCode = code.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "-") }
        guard (1...64).contains(code.utf8.count), isCode else {
            throw EmitError(
                .badData,
                "'\(code)' is no code: write up to 64 small letters and hyphens, as in maintenance"
            )
        }
        let message = try request.optionalName("message") ?? "an operator ended this connection"
        self.event = ClientEvent.ended(code: code.string, message: message.string)
    }
}

extension OperatorRequest {
    /// `limit`: 1 to 1000; 100 when it is absent.
    fileprivate var limit: Int {
        get throws(EmitError) {
            guard let limit = try self.optionalInteger("limit") else { return 100 }
            guard (1...1000).contains(limit) else { throw EmitError(.usage, "'limit' is 1 to 1000") }
            return Int(limit)
        }
    }
}

extension Optional {
    fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await body(self)
    }
}

extension Subscription {
    fileprivate var text: String {
        switch self {
        case .events(let pattern): pattern.string
        case .entity(let type, let id): "\(type)/\(id)"
        }
    }
}
