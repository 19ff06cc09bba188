import JSONText
import NIOCore
import Synchronization

/// The namespaces of a server: those that were named, and those that parents made on demand.
final class NamespaceDirectory: Sendable {
    private struct Entry {
        let namespace: SocketIONamespace
        /// The sockets in it and those about to be.
        var occupants = 0
        /// When the last one left.
        var emptySince: ContinuousClock.Instant?

        /// Whether it was kept for clients that could come back, and none of them can any longer.
        func isForgotten(at now: ContinuousClock.Instant) -> Bool {
            guard let emptySince, let options = self.namespace.recovery?.options else { return false }
            return emptySince + options.maxDisconnectionDuration < now
        }
    }
    private struct State {
        var entries: [ExactString: Entry] = [:]
        var parents: [SocketIOParentNamespace] = []
    }
    private let state = Mutex(State())
    private let eventLoops: [any EventLoop]
    private let adapter: (any SocketIOAdapter)?
    private let removesEmptyChildren: Bool
    private let makeRecovery: @Sendable (_ namespace: ExactString) -> NamespaceRecovery?

    init(
        eventLoops: [any EventLoop],
        adapter: (any SocketIOAdapter)?,
        removesEmptyChildren: Bool,
        makeRecovery: @escaping @Sendable (_ namespace: ExactString) -> NamespaceRecovery?
    ) {
        self.eventLoops = eventLoops
        self.adapter = adapter
        self.removesEmptyChildren = removesEmptyChildren
        self.makeRecovery = makeRecovery
    }

    // MARK: What there is

    /// The namespace of this name, made on the first call.
    func namespace(_ name: ExactString) -> SocketIONamespace {
        self.state.withLock { self.namespace(name, parent: nil, in: &$0) }
    }

    private func namespace(
        _ name: ExactString,
        parent: SocketIOParentNamespace?,
        in state: inout State
    ) -> SocketIONamespace {
        if let known = state.entries[name] { return known.namespace }
        let new = SocketIONamespace(
            name: name,
            parent: parent,
            eventLoops: self.eventLoops,
            recovery: self.makeRecovery(name)
        )
        if let adapter { new.cluster.attach(new, to: adapter) }
        state.entries[name] = Entry(namespace: new)
        return new
    }

    func add(_ parent: SocketIOParentNamespace) { self.state.withLock { $0.parents.append(parent) } }

    /// Whether a namespace that is not there may be made on demand.
    var hasParents: Bool { self.state.withLock { !$0.parents.isEmpty } }

    func children(of parent: SocketIOParentNamespace) -> [SocketIONamespace] {
        self.state.withLock { state in
            state.entries.values.map(\.namespace).filter { $0.parent === parent }.sorted { $0.name < $1.name }
        }
    }

    // MARK: Who comes and goes

    /// A client comes in; whoever gets a namespace here calls ``leave(_:)`` once.
    ///
    /// - Returns: `nil` when there is none of this name.
    func enter(_ name: ExactString) -> SocketIONamespace? {
        self.state.withLock { state in
            Self.enter(name, &state)
            return state.entries[name]?.namespace
        }
    }

    /// The same for a namespace that one of the parents makes on demand: the first that wants it has it.
    func enterChild(_ name: ExactString, _ handshake: SocketIOHandshake) async -> SocketIONamespace? {
        for parent in self.state.withLock(\.parents) where await parent.accepts(name, handshake) {
            return self.state.withLock { state in
                let child = self.namespace(name, parent: parent, in: &state)
                Self.enter(name, &state)
                return child
            }
        }
        return nil
    }

    private static func enter(_ name: ExactString, _ state: inout State) {
        state.entries[name]?.occupants += 1
        state.entries[name]?.emptySince = nil
    }

    /// A client has gone, or was refused.
    func leave(_ namespace: SocketIONamespace) {
        let isRemoved = self.state.withLock { state in
            guard let entry = state.entries[namespace.name], entry.namespace === namespace else { return false }
            state.entries[namespace.name]?.occupants -= 1
            guard self.removesEmptyChildren, namespace.parent != nil, entry.occupants == 1 else { return false }
            guard namespace.recovery?.mayHaveSessions != true else {
                state.entries[namespace.name]?.emptySince = .now
                return false
            }
            state.entries[namespace.name] = nil
            return true
        }
        if isRemoved { namespace.close() }
    }

    /// Forgets what no client can come back to any more. Called every so often.
    func sweep(at now: ContinuousClock.Instant) {
        let (removed, kept) = self.state.withLock { state in
            let old = state.entries.filter { $0.value.isForgotten(at: now) }
            for name in old.keys { state.entries[name] = nil }
            return (old.values.map(\.namespace), state.entries.values.map(\.namespace))
        }
        for namespace in removed { namespace.close() }
        for namespace in kept { namespace.recovery?.log.sweep() }
    }

    /// The server stops: parents, which hold the directory, are let go.
    func close() {
        let entries = self.state.withLock { state in
            state.parents = []
            return Array(state.entries.values)
        }
        for entry in entries { entry.namespace.close() }
    }
}
