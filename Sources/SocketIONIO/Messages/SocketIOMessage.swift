public import JSONText
import SocketIOProtocol
import Synchronization

/// An event that a peer sent.
public struct SocketIOMessage: Sendable {
    /// The event's name; a number sent as a name is given as its digits.
    public let name: ExactString
    /// The packet's JSON array: the name, then the arguments.
    public let document: JSONDocument
    /// The arguments in ``document``, without the name.
    public let arguments: [JSONNode]
    /// The binary values, which ``attachment(_:)`` finds.
    public let attachments: [[UInt8]]
    /// What a client takes for the event's place in the server's log: the last of ``arguments``, where it stays.
    ///
    /// A server that recovers sessions adds such a string to what it sends; see ``SocketIOClient/Event/connected(socketID:isRecovered:)``.
    /// `nil` on the server, when the server recovers nothing, and for events that want an acknowledgement.
    public let offset: ExactString?

    private let reply: PendingReply?

    init(_ event: ReceivedEvent, reply: PendingReply?, offset: ExactString? = nil) {
        self.init(
            event.name,
            document: event.document,
            attachments: event.attachments,
            reply: reply,
            offset: offset
        )
    }

    /// - Parameter document: An array with the name in front.
    init(
        _ name: ExactString,
        document: JSONDocument,
        attachments: [[UInt8]],
        reply: PendingReply?,
        offset: ExactString? = nil
    ) {
        self.name = name
        self.document = document
        self.arguments = Array(document.elements(document.root).dropFirst())
        self.attachments = attachments
        self.offset = offset
        self.reply = reply
    }

    /// Whether the peer waits for ``acknowledge(_:attachments:)``.
    public var wantsAck: Bool { self.reply != nil }

    /// Answers the peer. Only the first call has an effect, and only when ``wantsAck``.
    ///
    /// - Parameters:
    ///   - arguments: Valid JSON texts; binary values as ``SocketIOEvent/placeholder(_:)``.
    ///   - attachments: The binary values, at most 10.
    public func acknowledge(_ arguments: [[UInt8]], attachments: [[UInt8]] = []) {
        self.reply?.send(arguments, attachments: attachments)
    }

    /// The binary value that `node` stands for, or `nil` when it is no placeholder.
    public func attachment(_ node: JSONNode) -> [UInt8]? {
        guard let index = self.document.attachmentIndex(node), self.attachments.indices.contains(index) else {
            return nil
        }
        return self.attachments[index]
    }
}

/// The one reply an event may get.
final class PendingReply: Sendable {
    private let isSent = Atomic(false)
    private let write: @Sendable (_ arguments: [[UInt8]], _ attachments: [[UInt8]]) -> Void

    init(_ write: @escaping @Sendable (_ arguments: [[UInt8]], _ attachments: [[UInt8]]) -> Void) {
        self.write = write
    }

    func send(_ arguments: [[UInt8]], attachments: [[UInt8]]) {
        guard !self.isSent.exchange(true, ordering: .relaxed) else { return }
        self.write(arguments, attachments)
    }
}

/// A peer's answer to an event that asked for one.
public struct SocketIOReply: Sendable {
    /// The reply's JSON array.
    public let document: JSONDocument
    /// The items of ``document``.
    public let arguments: [JSONNode]
    /// The binary values, which ``attachment(_:)`` finds.
    public let attachments: [[UInt8]]

    init(_ ack: ReceivedAck) { self.init(document: ack.document, attachments: ack.attachments) }

    /// - Parameters:
    ///   - document: An array; anything else stands for a reply without arguments.
    ///   - attachments: The binary values, in the order of the placeholders' numbers.
    public init(document: JSONDocument, attachments: [[UInt8]] = []) {
        self.document = document
        self.arguments = document.kind(document.root) == .array ? Array(document.elements(document.root)) : []
        self.attachments = attachments
    }

    /// The binary value that `node` stands for, or `nil` when it is no placeholder.
    public func attachment(_ node: JSONNode) -> [UInt8]? {
        guard let index = self.document.attachmentIndex(node), self.attachments.indices.contains(index) else {
            return nil
        }
        return self.attachments[index]
    }
}

/// Why an event that asked for a reply got none.
public enum AckError: Error, Equatable, CustomStringConvertible {
    /// None came in time; a later one is dropped.
    case timedOut
    /// The socket ended first, or was never accepted.
    case disconnected
    /// The event was volatile, and the client could not take it at once.
    case notSent

    public var description: String {
        switch self {
        case .timedOut: "operation has timed out"
        case .disconnected: "the connection ended before the reply came"
        case .notSent: "the event was volatile and the client could not take it at once"
        }
    }
}

/// Why a broadcast that asked for replies did not get them all.
public struct BroadcastAckError: Error, Sendable, CustomStringConvertible {
    /// ``AckError/timedOut``, or ``AckError/disconnected`` when everyone else replied and the rest is gone.
    public let reason: AckError
    /// The replies that came, in the order in which they came.
    public let replies: [SocketIOReply]

    public var description: String { "\(self.reason); \(self.replies.count) replies had come" }
}
