public import JSONText
import Synchronization

/// Makes servers of one process a cluster: for a program that listens on several ports.
///
/// Give the same value to each server. Messages are handed over within the call, so none is ever lost.
public final class InProcessAdapter: SocketIOAdapter {
    private typealias Nodes = [(id: ClusterNodeID, node: any SocketIOClusterNode)]
    private let nodes = Mutex<[ExactString: Nodes]>([:])

    /// A cluster without servers yet.
    public init() {}

    public func attach(_ node: any SocketIOClusterNode, namespace: ExactString) -> any SocketIOClusterLink {
        let id = RandomID.make()
        self.nodes.withLock { $0[namespace, default: []].append((id, node)) }
        return Link(nodeID: id, namespace: namespace, adapter: self)
    }

    private func peers(of id: ClusterNodeID, in namespace: ExactString) -> Nodes {
        self.nodes.withLock { nodes in
            let all = nodes[namespace, default: []]
            // One that left neither sends nor receives.
            return all.contains { $0.id == id } ? all.filter { $0.id != id } : []
        }
    }

    private func remove(_ id: ClusterNodeID, from namespace: ExactString) {
        self.nodes.withLock { nodes in
            nodes[namespace]?.removeAll { $0.id == id }
            if nodes[namespace]?.isEmpty == true { nodes[namespace] = nil }
        }
    }

    private struct Link: SocketIOClusterLink {
        let nodeID: ClusterNodeID
        let namespace: ExactString
        let adapter: InProcessAdapter

        private var peers: Nodes { self.adapter.peers(of: self.nodeID, in: self.namespace) }

        func publish(_ message: ClusterMessage) {
            for peer in self.peers { peer.node.receive(message, from: self.nodeID) }
        }

        func answer(_ answer: ClusterAnswer, to id: ClusterNodeID) {
            self.peers.first { $0.id == id }?.node.receive(answer)
        }

        func peerCount() -> Int { self.peers.count }

        func close() { self.adapter.remove(self.nodeID, from: self.namespace) }
    }
}
