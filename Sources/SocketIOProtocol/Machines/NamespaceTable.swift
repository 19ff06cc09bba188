package import JSONText

/// Which namespaces one connection has joined, and what a packet for each of them may do.
///
/// `Socket` is the owner's value for a joined namespace. A connection joins few, so they are searched in order.
///
/// Source: socket.io-protocol revision 5, "Connection to a namespace"; socket.io 4.8, `Client.ondecoded`.
package struct NamespaceTable<Socket> {
    package typealias Instant = ContinuousClock.Instant

    private enum Progress {
        /// The server has not decided yet whether it has this namespace.
        case undecided
        /// The middleware is at work.
        case connecting(Socket)
        case connected(Socket)

        var socket: Socket? {
            switch self {
            case .undecided: nil
            case .connecting(let socket), .connected(let socket): socket
            }
        }
    }
    private struct Entry {
        let namespace: ExactString
        var progress: Progress
    }
    private var entries: [Entry] = []
    /// Until the first namespace was joined; never set again.
    private var deadline: Instant?

    /// - Parameter deadline: When the connection is closed if it has joined no namespace by then.
    package init(deadline: Instant) { self.deadline = deadline }

    /// Whether the server has a namespace.
    package enum Lookup {
        /// It has; the owner's value is made.
        case found(Socket)
        /// It may have: somebody has to be asked, who answers later.
        case undecided
        case unknown
    }

    package enum ConnectAction {
        /// Ask the middleware, then call ``accept(_:)`` or ``remove(_:)``.
        case begin(Socket)
        /// Ask whether there is such a namespace, then call ``decide(_:make:)``.
        case ask
        case refuseUnknownNamespace
        /// The connection is over, or has left: there is nobody to tell.
        case doNothing
        /// The client broke the rules.
        case closeConnection
    }

    /// A CONNECT came.
    ///
    /// - Parameter lookup: Whether there is such a namespace.
    package mutating func connect(to namespace: ExactString, lookup: () -> Lookup) -> ConnectAction {
        guard self.index(of: namespace) == nil else { return .closeConnection }
        switch lookup() {
        case .found(let socket):
            self.entries.append(Entry(namespace: namespace, progress: .connecting(socket)))
            return .begin(socket)
        case .undecided:
            self.entries.append(Entry(namespace: namespace, progress: .undecided))
            return .ask
        case .unknown:
            return .refuseUnknownNamespace
        }
    }

    /// It was decided whether there is a namespace that was undecided.
    ///
    /// - Parameter make: Makes the owner's value, or `nil` when the server has no such namespace.
    package mutating func decide(_ namespace: ExactString, make: () -> Socket?) -> ConnectAction {
        guard let index = self.index(of: namespace), case .undecided = self.entries[index].progress else {
            return .doNothing
        }
        guard let socket = make() else {
            self.entries.remove(at: index)
            return .refuseUnknownNamespace
        }
        self.entries[index].progress = .connecting(socket)
        return .begin(socket)
    }

    /// The middleware agrees.
    ///
    /// - Returns: The owner's value, or `nil` when the connection is no longer there to be told.
    package mutating func accept(_ namespace: ExactString) -> Socket? {
        guard let index = self.index(of: namespace), let socket = self.entries[index].progress.socket else {
            return nil
        }
        self.entries[index].progress = .connected(socket)
        self.deadline = nil
        return socket
    }

    /// Another value takes the place of one that was not accepted yet.
    ///
    /// - Parameter make: Makes it from the one that is there, or `nil` to leave that.
    /// - Returns: The new one.
    package mutating func replace(_ namespace: ExactString, make: (Socket) -> Socket?) -> Socket? {
        guard let index = self.index(of: namespace), case .connecting(let old) = self.entries[index].progress,
            let new = make(old)
        else { return nil }
        self.entries[index].progress = .connecting(new)
        return new
    }

    package enum PacketAction {
        case deliver(Socket)
        /// The client broke the rules: it has not joined, or not been accepted yet.
        case closeConnection
    }

    /// An event, an ack or a DISCONNECT came.
    package func receive(for namespace: ExactString) -> PacketAction {
        guard let index = self.index(of: namespace), case .connected(let socket) = self.entries[index].progress else {
            return .closeConnection
        }
        return .deliver(socket)
    }

    /// One side left the namespace, or the middleware refused.
    ///
    /// - Returns: The owner's value, if there was one.
    @discardableResult
    package mutating func remove(_ namespace: ExactString) -> Socket? {
        guard let index = self.index(of: namespace) else { return nil }
        return self.entries.remove(at: index).progress.socket
    }

    /// The connection is over.
    ///
    /// - Returns: What was there, accepted or not, in the order of the CONNECTs.
    package mutating func removeAll() -> [Socket] {
        defer { self.entries = [] }
        self.deadline = nil
        return self.all
    }

    package var all: [Socket] { self.entries.compactMap { $0.progress.socket } }

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
