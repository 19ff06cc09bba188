public import JSONText

/// Sockets that are meant together, and what may be done with them: a value that each call gives back changed.
///
/// ```swift
/// namespace.to("news").except(socket.id).volatile.emit(event)
/// ```
///
/// In a cluster the sockets of all servers are meant, unless ``SocketIOAddressing/local`` says otherwise. What one task
/// asks for is done on each server in the order of the calls: an event after ``socketsJoin(_:)-(ExactString...)``
/// reaches who joined.
public struct SocketIOBroadcast: Sendable, SocketIOAddressing {
    let namespace: SocketIONamespace
    var selection: SocketSelection
    var options = SendOptions()
    var isLocal = false
    var ackTimeout: Duration?

    init(_ namespace: SocketIONamespace, _ selection: SocketSelection = .everyone) {
        self.namespace = namespace
        self.selection = selection
    }

    public var broadcast: SocketIOBroadcast { self }

    func changed(_ change: (inout SocketIOBroadcast) -> Void) -> SocketIOBroadcast {
        var copy = self
        change(&copy)
        return copy
    }

    // MARK: How it is sent

    /// Events are dropped for clients that cannot take them at once: no poll waits, or their WebSocket is full.
    public var volatile: SocketIOBroadcast { self.changed { $0.options.isVolatile = true } }

    /// Whether a transport that compresses may compress what is sent; it may by default.
    public func compress(_ isCompressed: Bool) -> SocketIOBroadcast {
        self.changed { $0.options.isCompressed = isCompressed }
    }

    /// How long replies and other servers are waited for; 5 s by default for other servers.
    public func timeout(_ timeout: Duration) -> SocketIOBroadcast { self.changed { $0.ackTimeout = timeout } }

    // MARK: Sending

    /// Sends an event, to each socket once, and returns at once. It is encoded once for all.
    ///
    /// - Returns: What tells how many sockets of this server it reached, for who wants to know.
    @discardableResult
    public func emit(_ event: SocketIOEvent) -> BroadcastReceipt {
        if !self.isLocal { self.cluster.publish(.broadcast(event, to: self.selection, self.options)) }
        return self.namespace.broadcastHere(Shipment(event, to: self.selection, self.options))
    }

    /// Sends several events, each to rooms of its own, in one step: a socket that several are for gets the first of
    /// them and nothing else.
    ///
    /// - Parameter events: Each with its rooms; none means everyone. Rooms that ``SocketIOAddressing/to(_:)-([ExactString])`` named are not
    ///   looked at, exceptions are.
    /// - Returns: What tells how many sockets of this server each reached.
    @discardableResult
    public func emit(each events: [(event: SocketIOEvent, rooms: [ExactString])]) -> BroadcastReceipt {
        if !self.isLocal { self.publish(each: events) }
        return self.namespace.broadcastHere(Shipment(events, except: self.selection.except, self.options))
    }

    /// To other servers each event goes by itself, without those an earlier one was for.
    private func publish(each events: [(event: SocketIOEvent, rooms: [ExactString])]) {
        var served = SocketSelection(except: self.selection.except)
        for (event, rooms) in events {
            let selection = SocketSelection(rooms: rooms, except: served.except)
            self.cluster.publish(.broadcast(event, to: selection, self.options))
            if rooms.isEmpty { return }
            served.add(except: rooms)
        }
    }

    /// Sends an event and waits for the replies of all.
    ///
    /// - Parameter timeout: How long; the one of ``timeout(_:)`` without it, or else 5 s.
    /// - Returns: A reply of each socket, in the order in which they came; none when nobody is meant.
    /// - Throws: ``BroadcastAckError``, with the replies that came, when not all did; ``ClusterError`` when other
    ///   servers could not be asked; `CancellationError` when the task was cancelled.
    public func emitWithAck(_ event: SocketIOEvent, timeout: Duration? = nil) async throws -> [SocketIOReply] {
        let timeout = timeout ?? self.questionTimeout
        let peers = try await self.peerCount()
        let gatherer = Gatherer<SocketIOReply>(parts: 1 + peers)
        return try await self.asking(peers) { id in
            .broadcastWithAck(id, event, to: self.selection, self.options, timeout: timeout)
        } listener: { answer in
            switch answer {
            case .asked(_, let count): gatherer.part(asked: count)
            case .reply(_, let reply): gatherer.answer(reply)
            case .sockets, .rooms, .serverSide: break
            }
        } body: {
            self.namespace.askHere(event, to: self.selection, self.options, timeout: timeout) { result in
                switch result {
                case .success(let reply): gatherer.answer(reply)
                case .failure(.timedOut): gatherer.timeUp()
                case .failure: gatherer.lose()
                }
            }.whenKnown { gatherer.part(asked: $0.reduce(0, +)) }
            switch await gatherer.outcome(within: timeout, eventLoop: self.namespace.anyEventLoop) {
            case .complete(let replies): return replies
            case .incomplete(let replies, let isTimedOut):
                throw BroadcastAckError(reason: isTimedOut ? .timedOut : .disconnected, replies: replies)
            case .cancelled: throw CancellationError()
            }
        }
    }

    // MARK: What is done with the sockets

    /// The sockets that are meant, those of other servers too.
    ///
    /// - Throws: ``ClusterError`` when other servers did not answer in time.
    public func fetchSockets() async throws -> [RemoteSocket] {
        let here = await self.namespace.descriptionsHere(self.selection)
        let elsewhere = try await self.askPeers {
            .fetchSockets($0, self.selection)
        } answer: { answer in
            if case .sockets(_, let sockets) = answer { sockets } else { nil }
        }
        return (here + elsewhere.joined()).map { RemoteSocket($0, namespace: self.namespace) }
    }

    /// How many sockets of this server are meant: those that an event sent now would be written to, or queued for.
    public func socketCountHere() async -> Int {
        let selection = self.selection
        return await self.namespace.collect { [$0.members(selection).count] }.reduce(0, +)
    }

    /// Has the sockets enter rooms; returns at once.
    public func socketsJoin(_ rooms: ExactString...) { self.socketsJoin(rooms) }

    /// Has the sockets enter rooms; returns at once.
    public func socketsJoin(_ rooms: [ExactString]) {
        if !self.isLocal { self.cluster.publish(.join(rooms, self.selection)) }
        self.namespace.forEachHere(self.selection) { $0.join(rooms) }
    }

    /// Has the sockets leave rooms; returns at once.
    public func socketsLeave(_ rooms: ExactString...) { self.socketsLeave(rooms) }

    /// Has the sockets leave rooms; returns at once.
    public func socketsLeave(_ rooms: [ExactString]) {
        if !self.isLocal { self.cluster.publish(.leave(rooms, self.selection)) }
        self.namespace.forEachHere(self.selection) { $0.leave(rooms) }
    }

    /// Disconnects the sockets; returns at once.
    ///
    /// - Parameter closingConnections: Whether their connections are closed too, with all other sockets of them.
    public func disconnectSockets(closingConnections: Bool = false) {
        if !self.isLocal {
            self.cluster.publish(.disconnect(self.selection, closingConnections: closingConnections))
        }
        self.namespace.forEachHere(self.selection) { $0.disconnect(closingConnection: closingConnections) }
    }
}
