public import JSONText

/// What makes the namespaces of several servers one: a broadcast of one server reaches the sockets of all.
///
/// An adapter carries ``ClusterMessage`` and ``ClusterAnswer`` values between the nodes of a namespace; a node is a
/// namespace of one server. What an implementation has to keep:
///
/// - Order: what one node publishes arrives at each other node in the order of the calls.
/// - Loss: a message arrives at most once. It may be lost when a node cannot be reached; nothing is repeated.
/// - Echo: a node never receives what it published itself; the library has already done it there.
/// - Waiting: no call waits for another node. Nothing here is called with a lock held that a node's
///   ``SocketIOClusterNode/receive(_:from:)`` could need, so a message may be handed over within the call.
public protocol SocketIOAdapter: Sendable {
    /// Takes a namespace of a server into the cluster; nothing arrives at `node` before this returns.
    func attach(_ node: any SocketIOClusterNode, namespace: ExactString) -> any SocketIOClusterLink
}

/// A namespace of one server, as an adapter sees it.
public protocol SocketIOClusterNode: AnyObject, Sendable {
    /// Takes a message of another node.
    ///
    /// - Parameter sender: Where answers go.
    func receive(_ message: ClusterMessage, from sender: ClusterNodeID)

    /// Takes another node's answer to a question of this one; an answer nobody waits for is dropped.
    func receive(_ answer: ClusterAnswer)
}

/// A namespace's connection to the other nodes.
public protocol SocketIOClusterLink: Sendable {
    /// The node's name in the cluster, another one each time a namespace is attached.
    var nodeID: ClusterNodeID { get }

    /// Sends a message to all other nodes, and returns at once.
    func publish(_ message: ClusterMessage)

    /// Sends an answer to the node that asked, and returns at once.
    func answer(_ answer: ClusterAnswer, to node: ClusterNodeID)

    /// How many other nodes there are now: so many answers a question gets.
    func peerCount() async throws -> Int

    /// Leaves the cluster: nothing arrives from now on, and nothing is sent. A second call changes nothing.
    func close()
}

/// The name of a node; any text that no other node has.
public typealias ClusterNodeID = ExactString

/// What tells the answers to one question from those to others; any text that is not used twice.
public typealias ClusterQuestionID = ExactString

/// What a node tells or asks all others.
public enum ClusterMessage: Sendable {
    /// Send an event to the sockets that are meant.
    case broadcast(SocketIOEvent, to: SocketSelection, SendOptions)
    /// The same, and each socket is asked for a reply. To be answered with one ``ClusterAnswer/asked(_:count:)``, also
    /// when there is no such socket, and a ``ClusterAnswer/reply(_:_:)`` for each reply that comes within `timeout`.
    case broadcastWithAck(ClusterQuestionID, SocketIOEvent, to: SocketSelection, SendOptions, timeout: Duration)
    /// Have the sockets that are meant enter rooms.
    case join([ExactString], SocketSelection)
    /// Have the sockets that are meant leave rooms.
    case leave([ExactString], SocketSelection)
    /// Disconnect the sockets that are meant.
    case disconnect(SocketSelection, closingConnections: Bool)
    /// To be answered with ``ClusterAnswer/sockets(_:_:)``.
    case fetchSockets(ClusterQuestionID, SocketSelection)
    /// To be answered with ``ClusterAnswer/rooms(_:_:)``.
    case fetchRooms(ClusterQuestionID)
    /// An event between servers; with an id, to be answered with ``ClusterAnswer/serverSide(_:_:)`` when a handler
    /// replies.
    case serverSideEmit(SocketIOEvent, ClusterQuestionID?)
}

/// What a node answers to the one that asked.
public enum ClusterAnswer: Sendable {
    /// So many sockets were asked for a reply.
    case asked(ClusterQuestionID, count: Int)
    /// A socket's reply.
    case reply(ClusterQuestionID, SocketIOReply)
    /// The sockets that are meant.
    case sockets(ClusterQuestionID, [ClusterSocket])
    /// The rooms that have members at this node.
    case rooms(ClusterQuestionID, Set<ExactString>)
    /// The first reply of a handler.
    case serverSide(ClusterQuestionID, SocketIOReply)

    /// The question it answers.
    public var question: ClusterQuestionID {
        switch self {
        case .asked(let id, _), .reply(let id, _), .sockets(let id, _), .rooms(let id, _), .serverSide(let id, _): id
        }
    }
}

/// A socket as it is described to other nodes.
public struct ClusterSocket: Sendable {
    /// See ``SocketIOSocket/id``.
    public let id: ExactString
    /// How the client came.
    public let handshake: SocketIOHandshake
    /// That of its own ``id`` among them.
    public let rooms: Set<ExactString>
    /// The user's value as a JSON text, or `nil` for none that can be encoded.
    public let data: [UInt8]?
    /// The binary values in ``data``, in the order of the placeholders' numbers.
    public let attachments: [[UInt8]]

    /// Makes a description, as an adapter does that read one.
    public init(
        id: ExactString,
        handshake: SocketIOHandshake,
        rooms: Set<ExactString>,
        data: [UInt8]? = nil,
        attachments: [[UInt8]] = []
    ) {
        self.id = id
        self.handshake = handshake
        self.rooms = rooms
        self.data = data
        self.attachments = attachments
    }
}

/// Why other servers of a cluster gave no whole answer.
public struct ClusterError: Error, Equatable, CustomStringConvertible {
    /// How many servers were asked.
    public let asked: Int
    /// How many of them answered in time.
    public let answered: Int

    /// Makes an error.
    public init(asked: Int, answered: Int) {
        self.asked = asked
        self.answered = answered
    }

    public var description: String {
        "only \(self.answered) of \(self.asked) servers answered in time. Check that the others are alive and serve this "
            + "namespace."
    }
}
