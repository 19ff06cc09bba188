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
        self.offset = offset
        self.name = event.name
        self.document = event.document
        self.arguments = event.arguments
        self.attachments = event.attachments
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

    init(_ ack: ReceivedAck) {
        self.document = ack.document
        self.arguments = ack.arguments
        self.attachments = ack.attachments
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
    case timedOut
    case disconnected

    public var description: String {
        switch self {
        case .timedOut: "operation has timed out"
        case .disconnected: "the connection ended before the reply came"
        }
    }
}
