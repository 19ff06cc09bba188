/// What is sent to a socket while the events that it missed are read from the log: it waits, so that nothing overtakes
/// them, and what they contain already is dropped.
package struct CatchUp<Packet> {
    private var held: [(packet: Packet, position: UInt64?)] = []
    private var bytes = 0
    private let maxBytes: Int

    /// - Parameter maxBytes: What may wait.
    package init(maxBytes: Int) { self.maxBytes = maxBytes }

    package enum HoldAction: Equatable {
        case hold
        /// More is waiting than may: give up.
        case overflow
    }

    /// - Parameter position: Where the packet stands in the log, or `nil` for one that is not logged.
    package mutating func hold(_ packet: Packet, at position: UInt64?, bytes: Int) -> HoldAction {
        guard self.bytes + bytes <= self.maxBytes else { return .overflow }
        self.held.append((packet, position))
        self.bytes += bytes
        return .hold
    }

    /// What waits and is not among the missed events, in order.
    ///
    /// - Parameter head: The position up to which the missed events were read.
    package func rest(after head: UInt64) -> [(packet: Packet, position: UInt64?)] {
        self.held.filter { held in held.position.map { $0 > head } ?? true }
    }
}

extension CatchUp: Sendable where Packet: Sendable {}
