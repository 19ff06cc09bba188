import ContentEvents
import JSONText
import SocketIONIO
import Synchronization

/// Emits that an operator sends one behind the other, without waiting for the answers.
///
/// Once one of a connection is refused, those after it are refused too: whoever sends lines of a file is sure that nothing
/// after the first bad one was sent.
final class EmitChains: Sendable {
    private let verbs: OperatorVerbs
    /// The sockets of which one was refused.
    private let broken = Mutex<Set<ExactString>>([])

    init(verbs: OperatorVerbs) {
        self.verbs = verbs
    }

    /// To be called for one event of a socket after the other.
    ///
    /// - Throws: ``EmitError``
    func emit(_ request: OperatorRequest, data: [UInt8]?, from socket: SocketIOSocket) async throws -> Receipt {
        guard !self.broken.withLock({ $0.contains(socket.id) }) else {
            throw EmitError(.badData, "nothing more is sent, as an earlier event of this connection was refused.")
        }
        do {
            return try await self.verbs.emit(request, data: data)
        } catch {
            self.broken.withLock { _ = $0.insert(socket.id) }
            socket.onDisconnect { [id = socket.id] _ in self.broken.withLock { _ = $0.remove(id) } }
            throw error
        }
    }
}
