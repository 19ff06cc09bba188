/// What is sent to a socket while the events that it missed are read from the log: it waits, so that nothing overtakes
/// them.
package struct CatchUp<Packet> {
    /// In the order in which it came.
    package private(set) var held: [Packet] = []
    private var bytes = 0
    private let maxBytes: Int

    /// - Parameter maxBytes: What may wait.
    package init(maxBytes: Int) { self.maxBytes = maxBytes }

    package enum HoldAction: Equatable {
        case wait
        /// More would be waiting than may: the packet is lost, so give up.
        case overflow
    }

    package mutating func hold(_ packet: Packet, bytes: Int) -> HoldAction {
        guard self.bytes + bytes <= self.maxBytes else { return .overflow }
        self.held.append(packet)
        self.bytes += bytes
        return .wait
    }
}

extension CatchUp: Sendable where Packet: Sendable {}
