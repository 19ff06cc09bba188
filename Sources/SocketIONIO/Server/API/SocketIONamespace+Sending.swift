import JSONText
import NIOCore
import SocketIOProtocol

/// Events on their way to the sockets of a namespace.
struct Shipment: Sendable {
    /// Each with the rooms it is for; none means everyone. A socket that several are for gets the first of them.
    let events: [(event: SocketIOEvent, rooms: [ExactString])]
    /// Who is in one of these gets nothing.
    var except: [ExactString] = []
    var options = SendOptions()

    init(_ event: SocketIOEvent, to selection: SocketSelection, _ options: SendOptions = SendOptions()) {
        self.init([(event, selection.rooms)], except: selection.except, options)
    }

    init(_ events: [(event: SocketIOEvent, rooms: [ExactString])], except: [ExactString], _ options: SendOptions) {
        self.events = events
        self.except = except
        self.options = options
    }
}

extension SocketIONamespace {
    /// Every event that leaves this server for sockets of the namespace passes here: broadcasts of this server and of
    /// others, and what is sent to one socket.
    ///
    /// - Parameters:
    ///   - ackID: Set when a reply is asked for.
    ///   - hop: Takes the packets, one for each event, to the event loops, and says to which. It is called once, before
    ///     this returns, so that events of one caller stay in order.
    func send(_ shipment: Shipment, ackID: AckID? = nil, hop: (_ packets: [AddressedPacket]) -> HopTarget) {
        if let recovery, ackID == nil, !shipment.options.isVolatile { return recovery.send(shipment, hop: hop) }
        _ = hop(
            shipment.events.map { event, rooms in
                let isCompressed = shipment.options.isCompressed
                let packet =
                    if let ackID {
                        event.packet(namespace: self.name, ackID: ackID, isCompressed: isCompressed)
                    } else {
                        event.packet(namespace: self.name, isCompressed: isCompressed)
                    }
                return AddressedPacket(event: event, packet: packet, rooms: rooms)
            }
        )
    }

    /// Sends to this server's sockets.
    func broadcastHere(_ shipment: Shipment) -> BroadcastReceipt {
        let receipt = BroadcastReceipt(parts: self.parts.count, events: shipment.events.count)
        let isVolatile = shipment.options.isVolatile
        self.send(shipment) { packets in
            self.onEachLoop { namespace in
                receipt.add(namespace.send(packets, except: shipment.except, isVolatile: isVolatile))
            }
            return .everyLoop
        }
        return receipt
    }

    /// Asks this server's sockets for replies.
    ///
    /// - Parameter waiter: Called once for each socket that was asked.
    /// - Returns: What tells how many were asked.
    func askHere(
        _ event: SocketIOEvent,
        to selection: SocketSelection,
        _ options: SendOptions,
        timeout: Duration,
        waiter: @escaping Member.AckWaiter
    ) -> BroadcastReceipt {
        let receipt = BroadcastReceipt(parts: self.parts.count)
        let request = AckRequest(id: self.takeAckID(), deadline: .now + timeout, waiter: waiter)
        self.send(Shipment(event, to: selection, options), ackID: AckID(request.id)) { packets in
            self.onEachLoop { namespace in
                let count = packets.reduce(0) { count, addressed in
                    count + namespace.send(addressed, except: selection.except, request, isVolatile: options.isVolatile)
                }
                receipt.add([count])
            }
            return .everyLoop
        }
        return receipt
    }

    /// Has the members that are meant do something, on every event loop.
    func forEachHere(_ selection: SocketSelection, _ body: @escaping @Sendable (Member) -> Void) {
        self.onEachLoop { namespace in namespace.members(selection).forEach(body) }
    }

    /// What `body` makes of the part of each event loop.
    func collect<Value: Sendable>(_ body: @escaping @Sendable (LoopNamespace) -> [Value]) async -> [Value] {
        var values: [Value] = []
        for part in self.parts {
            values += await withCheckedContinuation { continuation in
                part.eventLoop.execute { continuation.resume(returning: body(part.namespace.value)) }
            }
        }
        return values
    }

    func onEachLoop(_ body: @escaping @Sendable (LoopNamespace) -> Void) {
        for part in self.parts {
            part.eventLoop.execute { body(part.namespace.value) }
        }
    }
}
