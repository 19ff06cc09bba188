import JSONText
import NIOCore
import Synchronization

/// A namespace's place in the cluster: asks the other nodes, and keeps who waits for their answers.
final class ClusterNode: SocketIOClusterNode {
    /// What becomes of an answer.
    typealias Listener = @Sendable (ClusterAnswer) -> Void

    private struct State {
        var link: (any SocketIOClusterLink)?
        weak var namespace: SocketIONamespace?
        var listeners: [ClusterQuestionID: Listener] = [:]
    }
    private let state = Mutex(State())

    /// To be called once, before clients and events come.
    func attach(_ namespace: SocketIONamespace, to adapter: any SocketIOAdapter) {
        self.state.withLock { $0.namespace = namespace }
        let link = adapter.attach(self, namespace: namespace.name)
        self.state.withLock { $0.link = link }
    }

    private var link: (any SocketIOClusterLink)? { self.state.withLock(\.link) }

    /// Tells all other nodes; does nothing for a server on its own.
    func publish(_ message: @autoclosure () -> ClusterMessage) {
        guard let link else { return }
        link.publish(message())
    }

    func peerCount() async throws -> Int { try await self.link?.peerCount() ?? 0 }

    /// Puts a question to all other nodes and hears their answers while `body` runs.
    func ask<Result>(
        _ message: (ClusterQuestionID) -> ClusterMessage,
        listener: @escaping Listener,
        body: () async throws -> Result
    ) async rethrows -> Result {
        let id = RandomID.make()
        self.state.withLock { $0.listeners[id] = listener }
        defer { self.state.withLock { $0.listeners[id] = nil } }
        self.publish(message(id))
        return try await body()
    }

    func close() {
        let link = self.state.withLock { state in
            defer { state.link = nil }
            return state.link
        }
        link?.close()
    }

    // MARK: Receiving

    func receive(_ answer: ClusterAnswer) {
        self.state.withLock { $0.listeners[answer.question] }?(answer)
    }

    func receive(_ message: ClusterMessage, from sender: ClusterNodeID) {
        guard let namespace = self.state.withLock(\.namespace) else { return }
        switch message {
        case .broadcast(let event, let selection, let options):
            _ = namespace.broadcastHere(Shipment(event, to: selection, options))
        case .broadcastWithAck(let id, let event, let selection, let options, let timeout):
            namespace.askHere(event, to: selection, options, timeout: timeout) { result in
                if case .success(let reply) = result { self.answer(.reply(id, reply), to: sender) }
            }.whenKnown { counts in self.answer(.asked(id, count: counts.reduce(0, +)), to: sender) }
        case .join(let rooms, let selection):
            namespace.forEachHere(selection) { $0.join(rooms) }
        case .leave(let rooms, let selection):
            namespace.forEachHere(selection) { $0.leave(rooms) }
        case .disconnect(let selection, let closingConnections):
            namespace.forEachHere(selection) { $0.disconnect(closingConnection: closingConnections) }
        case .fetchSockets(let id, let selection):
            Task { self.answer(.sockets(id, await namespace.descriptionsHere(selection)), to: sender) }
        case .fetchRooms(let id):
            Task { self.answer(.rooms(id, await namespace.roomsHere()), to: sender) }
        case .serverSideEmit(let event, nil):
            namespace.serverSide.receive(event, reply: nil)
        case .serverSideEmit(let event, let id?):
            namespace.serverSide.receive(event) { self.answer(.serverSide(id, $0), to: sender) }
        }
    }

    private func answer(_ answer: ClusterAnswer, to node: ClusterNodeID) {
        guard let link else { return }
        link.answer(answer, to: node)
    }
}
