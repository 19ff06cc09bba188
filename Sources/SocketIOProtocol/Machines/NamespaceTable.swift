package import JSONText

/// Which namespaces one connection has joined, and what a packet for each of them may do.
///
/// `Socket` is the owner's value for a joined namespace. A connection joins few, so they are searched in order.
///
/// Source: socket.io-protocol revision 5, "Connection to a namespace"; socket.io 4.8, `Client.ondecoded`.
package struct NamespaceTable<Socket> {
    package typealias Instant = ContinuousClock.Instant

    private enum Progress {
        case connecting, connected
    }
    private struct Entry {
        let namespace: ExactString
        let socket: Socket
        var progress: Progress
    }
    private var entries: [Entry] = []
    /// Until the first namespace was joined; never set again.
    private var deadline: Instant?

    /// - Parameter deadline: When the connection is closed if it has joined no namespace by then.
    package init(deadline: Instant) { self.deadline = deadline }

    package enum ConnectAction {
        /// Ask the middleware, then call ``accept(_:)`` or ``remove(_:)``.
        case begin(Socket)
        case refuseUnknownNamespace
        /// The client broke the rules.
        case closeConnection
    }

    /// A CONNECT came.
    ///
    /// - Parameter make: Makes the owner's value, or `nil` when the server has no such namespace.
    package mutating func connect(to namespace: ExactString, make: () -> Socket?) -> ConnectAction {
        guard self.index(of: namespace) == nil else { return .closeConnection }
        guard let socket = make() else { return .refuseUnknownNamespace }
        self.entries.append(Entry(namespace: namespace, socket: socket, progress: .connecting))
        return .begin(socket)
    }

    /// The middleware agrees.
    ///
    /// - Returns: The owner's value, or `nil` when the connection is no longer there to be told.
    package mutating func accept(_ namespace: ExactString) -> Socket? {
        guard let index = self.index(of: namespace) else { return nil }
        self.entries[index].progress = .connected
        self.deadline = nil
        return self.entries[index].socket
    }

    /// Another value takes the place of one that was not accepted yet.
    ///
    /// - Parameter make: Makes it from the one that is there, or `nil` to leave that.
    /// - Returns: The new one.
    package mutating func replace(_ namespace: ExactString, make: (Socket) -> Socket?) -> Socket? {
        guard let index = self.index(of: namespace), case .connecting = self.entries[index].progress,
            let socket = make(self.entries[index].socket)
        else { return nil }
        self.entries[index] = Entry(namespace: namespace, socket: socket, progress: .connecting)
        return socket
    }

    package enum PacketAction {
        case deliver(Socket)
        /// The client broke the rules: it has not joined, or not been accepted yet.
        case closeConnection
    }

    /// An event, an ack or a DISCONNECT came.
    package func receive(for namespace: ExactString) -> PacketAction {
        guard let index = self.index(of: namespace), case .connected = self.entries[index].progress else {
            return .closeConnection
        }
        return .deliver(self.entries[index].socket)
    }

    /// One side left the namespace, or the middleware refused.
    package mutating func remove(_ namespace: ExactString) {
        self.entries.removeAll { $0.namespace == namespace }
    }

    /// The connection is over.
    ///
    /// - Returns: What was there, accepted or not, in the order of the CONNECTs.
    package mutating func removeAll() -> [Socket] {
        defer { self.entries = [] }
        self.deadline = nil
        return self.entries.map(\.socket)
    }

    package var all: [Socket] { self.entries.map(\.socket) }

    package enum WakeAction: Equatable {
        case closeConnection
        case wait(until: Instant)
        case doNothing
    }

    package mutating func wake(at now: Instant) -> WakeAction {
        guard let deadline else { return .doNothing }
        guard now >= deadline else { return .wait(until: deadline) }
        self.deadline = nil
        return .closeConnection
    }

    private func index(of namespace: ExactString) -> Int? {
        self.entries.firstIndex { $0.namespace == namespace }
    }
}

extension NamespaceTable.ConnectAction: Equatable where Socket: Equatable {}
extension NamespaceTable.PacketAction: Equatable where Socket: Equatable {}
