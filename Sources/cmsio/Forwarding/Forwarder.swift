import ContentEvents
import Foundation
import JSONText
import NIOHTTP1
import Synchronization

/// Posts events to one address, in their order, each until it is taken or given up; says what is lost, and counts it.
final class Forwarder: Sendable {
    private static let (mostWaiting, mostWaitingBytes) = (1000, 64 << 20)

    let address: HTTPAddress
    private let signature: WebhookSignature
    private let terminal: Terminal
    private let call: HTTPCall
    private let waiting: AsyncStream<Job>
    private let continuation: AsyncStream<Job>.Continuation
    private let state = Mutex(State())
    private let posting = Mutex<Task<Void, Never>?>(nil)

    private struct Job: Sendable {
        let id: String
        let event: String
        let body: [UInt8]

        var name: String { "\(Printable.text(self.event)) (\(self.id))" }
    }

    private struct State {
        var waitingBytes = 0
        var isFull = false
        var delivered = 0
        var waiting = 0
        var lost = 0
    }

    init(to address: HTTPAddress, signature: WebhookSignature, terminal: Terminal) {
        self.address = address
        self.signature = signature
        self.terminal = terminal
        self.call = HTTPCall(address: address, patience: .seconds(10), wanted: .status)
        (self.waiting, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    }

    /// Puts an event at the end of what waits, unless there is no room; then it is lost.
    func add(_ event: ListenedEvent) {
        let job = Job(id: event.id ?? UUID().uuidString.lowercased(), event: event.name.string, body: event.json)
        let isNewlyFull: Bool? = self.state.withLock { state in
            let hasRoom = state.waitingBytes + job.body.count <= Self.mostWaitingBytes
            if hasRoom, case .enqueued = self.continuation.yield(job) {
                state.waiting += 1
                state.waitingBytes += job.body.count
                state.isFull = false
                return nil
            }
            defer { state.isFull = true }
            state.lost += 1
            return !state.isFull
        }
        if isNewlyFull == true {
            self.terminal.complain(
                "\(Self.mostWaiting) events wait for \(self.address): \(job.name) and those that follow are not "
                    + "forwarded until there is room"
            )
        }
    }

    /// Begins to post what is added.
    func start() {
        self.posting.withLock { posting in
            posting = posting ?? Task { await self.run() }
        }
    }

    /// Gives up what waits.
    func stop() { self.posting.withLock { $0 }?.cancel() }

    /// Lets nothing be added any more, and waits until what waits is posted or given up; a cancelled wait gives it up.
    func drain() async {
        self.continuation.finish()
        let posting = self.posting.withLock { $0 }
        await withTaskCancellationHandler {
            await posting?.value
        } onCancel: {
            posting?.cancel()
        }
    }

    /// The same, for no longer than that.
    func drain(within limit: Duration) async {
        await withTaskGroup { group in
            group.addTask { await self.drain() }
            // An error is the end of the task.
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Says how many events were lost, or still wait; nil if none.
    var failure: CommandFailure? {
        let state = self.state.withLock { $0 }
        let missing = state.lost + state.waiting
        guard missing > 0 else { return nil }
        return CommandFailure(
            .unreachable,
            "\(missing) of \(state.delivered + missing) events were not forwarded to \(self.address). "
                + "Check that it runs and takes them; 'cmsio listen --record' keeps what comes."
        )
    }

    private func run() async {
        for await job in self.waiting {
            let isDelivered = await self.deliver(job)
            if Task.isCancelled { return }
            self.state.withLock { state in
                state.waiting -= 1
                state.waitingBytes -= job.body.count
                if isDelivered { state.delivered += 1 } else { state.lost += 1 }
            }
        }
    }

    private func post(_ body: [UInt8], _ headers: [(name: String, value: String)]) async -> ForwardAttempts.Outcome {
        do throws(HTTPCallProblem) {
            return .answered(
                status: try await self.call.perform(.POST, self.address.target, headers, body: body).status
            )
        } catch {
            return .failed(error.description)
        }
    }

    private func deliver(_ job: Job) async -> Bool {
        var attempts = ForwardAttempts()
        while true {
            let second = WallClock.system.seconds
            let headers = self.signature.headers(id: job.id, second: second, body: job.body)
            let outcome = await self.post(job.body, headers)
            if Task.isCancelled { return false }
            switch attempts.next(after: outcome) {
            case .done:
                if self.terminal.isVerbose { self.terminal.say("forwarded \(job.name)") }
                return true
            case .retry(let wait, let reason):
                self.terminal.warn("\(job.name) could not be forwarded: \(reason); again in \(DurationText.show(wait))")
                // An error is the end of the task.
                guard (try? await Task.sleep(for: wait)) != nil else { return false }
            case .giveUp(let reason):
                self.terminal.complain("\(job.name) was not forwarded: \(reason)")
                return false
            }
        }
    }
}
