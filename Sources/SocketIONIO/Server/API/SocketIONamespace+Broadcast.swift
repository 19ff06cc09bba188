public import JSONText
import NIOCore

/// A namespace is a broadcast to everyone in it.
extension SocketIONamespace: SocketIOAddressing {
    public var broadcast: SocketIOBroadcast { SocketIOBroadcast(self) }

    /// Sends an event to the sockets in any of `rooms`, each exactly once, and returns at once.
    ///
    /// Events of one caller arrive at every socket in the order of the calls. The event is encoded once for all.
    ///
    /// - Parameters:
    ///   - rooms: None means everyone. A socket's id is a room with it alone.
    ///   - except: Who is in one of these gets nothing.
    /// - Returns: What tells how many sockets of this server it reached, for who wants to know.
    @discardableResult
    public func emit(
        _ event: SocketIOEvent,
        to rooms: [ExactString] = [],
        except: [ExactString] = []
    ) -> BroadcastReceipt {
        SocketIOBroadcast(self, SocketSelection(rooms: rooms, except: except)).emit(event)
    }

    /// See ``SocketIOBroadcast/emit(each:)``.
    @discardableResult
    public func emit(each events: [(event: SocketIOEvent, rooms: [ExactString])]) -> BroadcastReceipt {
        self.broadcast.emit(each: events)
    }

    /// See ``SocketIOBroadcast/volatile``.
    public var volatile: SocketIOBroadcast { self.broadcast.volatile }

    /// See ``SocketIOBroadcast/compress(_:)``.
    public func compress(_ isCompressed: Bool) -> SocketIOBroadcast { self.broadcast.compress(isCompressed) }

    /// See ``SocketIOBroadcast/timeout(_:)``.
    public func timeout(_ timeout: Duration) -> SocketIOBroadcast { self.broadcast.timeout(timeout) }

    /// See ``SocketIOBroadcast/emitWithAck(_:timeout:)``.
    public func emitWithAck(_ event: SocketIOEvent, timeout: Duration? = nil) async throws -> [SocketIOReply] {
        try await self.broadcast.emitWithAck(event, timeout: timeout)
    }

    /// See ``SocketIOBroadcast/fetchSockets()``.
    public func fetchSockets() async throws -> [RemoteSocket] { try await self.broadcast.fetchSockets() }

    /// See ``SocketIOBroadcast/socketsJoin(_:)-(ExactString...)``.
    public func socketsJoin(_ rooms: ExactString...) { self.broadcast.socketsJoin(rooms) }

    /// See ``SocketIOBroadcast/socketsLeave(_:)-(ExactString...)``.
    public func socketsLeave(_ rooms: ExactString...) { self.broadcast.socketsLeave(rooms) }

    /// See ``SocketIOBroadcast/disconnectSockets(closingConnections:)``.
    public func disconnectSockets(closingConnections: Bool = false) {
        self.broadcast.disconnectSockets(closingConnections: closingConnections)
    }

    // MARK: Other servers

    /// The rooms that have members on any server, the sockets' own ones among them.
    ///
    /// - Throws: ``ClusterError`` when other servers did not answer in time.
    public func allRooms() async throws -> Set<ExactString> {
        let elsewhere = try await self.broadcast.askPeers {
            .fetchRooms($0)
        } answer: { answer in
            if case .rooms(_, let rooms) = answer { rooms } else { nil }
        }
        return elsewhere.reduce(await self.roomsHere()) { $0.union($1) }
    }

    /// Sends an event to all other servers of the cluster, for their ``onServerSideEmit(_:_:)``; returns at once.
    public func serverSideEmit(_ event: SocketIOEvent) { self.cluster.publish(.serverSideEmit(event, nil)) }

    /// Sends an event to all other servers of the cluster and waits for their replies.
    ///
    /// - Parameter timeout: How long; 5 s by default.
    /// - Returns: A reply of each other server, in the order in which they came; none for a server on its own.
    /// - Throws: ``BroadcastAckError``, with the replies that came, when not all did: also when a server has no handler
    ///   for the event. ``ClusterError`` when the others could not be asked, `CancellationError` when the task was
    ///   cancelled.
    public func serverSideEmitWithAck(
        _ event: SocketIOEvent,
        timeout: Duration = .seconds(5)
    ) async throws -> [SocketIOReply] {
        let peers = try await self.cluster.peerCount()
        guard peers > 0 else { return [] }
        let gatherer = Gatherer<SocketIOReply>(parts: 0, due: peers)
        return try await self.cluster.ask {
            .serverSideEmit(event, $0)
        } listener: { answer in
            if case .serverSide(_, let reply) = answer { gatherer.answer(reply) }
        } body: {
            switch await gatherer.outcome(within: timeout, eventLoop: self.anyEventLoop) {
            case .complete(let replies): return replies
            case .incomplete(let replies, _): throw BroadcastAckError(reason: .timedOut, replies: replies)
            case .cancelled: throw CancellationError()
            }
        }
    }

    // MARK: What is here

    /// An event loop for timers.
    var anyEventLoop: any EventLoop { self.parts[0].eventLoop }

    func descriptionsHere(_ selection: SocketSelection) async -> [ClusterSocket] {
        await self.collect { namespace in
            namespace.members(selection).compactMap { member in
                member.acceptedSocket.map { ClusterSocket($0, rooms: member.rooms) }
            }
        }
    }

    func roomsHere() async -> Set<ExactString> { Set(await self.collect { Array($0.roomNames) }) }
}
