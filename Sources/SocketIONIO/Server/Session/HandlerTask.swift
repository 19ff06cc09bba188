import NIOCore
import SocketIOProtocol

/// A client whose handlers run in one task, in the order in which things came: it exists while something waits for them.
protocol HandlerTask: AnyObject, Sendable {
    /// What the task has to do.
    associatedtype Item: Sendable

    func withInbox<Result>(_ body: (inout sending Inbox<Item>) -> sending Result) -> sending Result

    func perform(_ item: Item) async

    /// What has the task call `done`.
    static func settled(_ done: @escaping @Sendable () -> Void) -> Item

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

    /// Has `done` called when everything that came so far is handled.
    ///
    /// - Returns: Whether there is anything to wait for; `done` is not called otherwise.
    func whenSettled(_ done: @escaping @Sendable () -> Void) -> Bool {
        let item = Self.settled(done)
        return self.withInbox { inbox in
            guard !inbox.isIdle else { return false }
            // The task is at work, and it weighs nothing: neither is to be started or held for it.
            _ = inbox.push(item, weight: 0)
            return true
        }
    }

    private func drain() async {
        while case .handle(let item, let releasePeer) = self.withInbox({ $0.next() }) {
            if releasePeer { self.releaseInput() }
            await self.perform(item)
        }
    }
}
