import NIOCore
import SocketIOProtocol

/// A client whose handlers run in one task, in the order in which things came: it exists while something waits for them.
protocol HandlerTask: AnyObject, Sendable {
    /// What the task has to do.
    associatedtype Item: Sendable

    func withInbox<Result>(_ body: (inout sending Inbox<Item>) -> sending Result) -> sending Result

    func perform(_ item: Item) async

    /// The handlers caught up: the client may be read again.
    func releaseInput()
}

extension HandlerTask {
    /// Queues something, from the event loop.
    ///
    /// - Parameter weight: The bytes it holds.
    /// - Returns: Whether the client is not to be read for now.
    func push(_ item: Item, weight: Int, activity: Activity) -> Bool {
        let action = self.withInbox { $0.push(item, weight: weight) }
        if action.startDraining {
            activity.begin()
            Task {
                await self.drain()
                activity.end()
            }
        }
        return action.holdPeer
    }

    private func drain() async {
        while case .handle(let item, let releasePeer) = self.withInbox({ $0.next() }) {
            if releasePeer { self.releaseInput() }
            await self.perform(item)
        }
    }
}
