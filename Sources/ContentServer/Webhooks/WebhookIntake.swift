package import ContentEvents
import ContentModel
import JSONText
package import Logging

/// Takes webhooks and emits what they mean, in the order in which they were accepted.
///
/// What is accepted is emitted, or is known to be nothing new, before ``close()`` returns. One task does the work, and only
/// while there is some.
package actor WebhookIntake {
    package enum Answer: Sendable, Equatable {
        case accepted
        /// With the reason.
        case ignored(String)
    }

    /// How many different things that are ignored are logged.
    private static let loggedKinds = 100

    private struct Waiting: Sendable {
        let meaning: WebhookMeaning
        let uid: ExactString
        let bytes: Int
    }

    package internal(set) var counters = WebhookCounters()

    private let configuration: WebhookConfiguration
    let io: IO
    private let directory: any RightsDirectory
    private let logger: Logger
    private var histories: EntryHistories
    private var waiting = Fifo<Waiting>()
    private var waitingOfType: [ExactString: Int] = [:]
    private var waitingBytes = 0
    private var worker: Task<Void, Never>?
    private var nap: Task<Void, Never>?
    private var isHurried = false
    private(set) var isClosed = false
    private var logged: Set<String> = []
    /// Nil where no entries are read again.
    let populator: EntryPopulator?
    /// Each ends after the one before it.
    var sending = Fifo<Task<Void, Never>>()
    var lastSending: Task<Void, Never>?

    package init(configuration: WebhookConfiguration, io: IO, directory: any RightsDirectory, logger: Logger) {
        self.configuration = configuration
        self.io = io
        self.directory = directory
        self.logger = logger
        self.histories = EntryHistories(rules: configuration.rules)
        self.populator = configuration.populate.map { EntryPopulator($0, logger: logger) }
    }

    /// Takes the body of a request.
    ///
    /// - Throws: ``EmitError`` of bad data for what is no webhook, of unavailability when too many wait.
    package func accept(_ bytes: [UInt8]) async throws(EmitError) -> Answer {
        do throws(EmitError) {
            return try await self.take(try WebhookBody(bytes), bytes: bytes.count)
        } catch {
            if error.kind == .unavailable { self.counters.overflowed += 1 } else { self.counters.malformed += 1 }
            throw error
        }
    }

    package func countUnauthorized() { self.counters.unauthorized += 1 }

    /// Emits all that was accepted, what is held included.
    package func settle() async {
        self.isHurried = true
        self.nap?.cancel()
        await self.worker?.value
        await self.lastSending?.value
        self.isHurried = false
    }

    /// Accepts nothing more, and emits all that was accepted.
    package func close() async {
        self.isClosed = true
        await self.settle()
    }

    private func take(_ body: WebhookBody, bytes: Int) async throws(EmitError) -> Answer {
        switch body.kind {
        case .about(let subject):
            let name = try body.typeName(of: subject)
            guard let type = await self.io.contentType(named: name) else {
                self.counters.unknown += 1
                return self.ignored("the server's schemas do not know the content type \(quoted(name))")
            }
            return try self.enqueue(try body.meaning(subject, of: type), of: type, bytes: bytes)
        case .test:
            self.counters.accepted += 1
            self.logger.info("a test of the webhook arrived: it works")
            return .accepted
        case .unknown:
            self.counters.unknown += 1
            return self.ignored("the event \(quoted(body.event)) means nothing to cmsio")
        }
    }

    private func ignored(_ reason: String) -> Answer {
        if self.logged.count < Self.loggedKinds, self.logged.insert(reason).inserted {
            self.logger.warning("webhook ignored; others like it are not logged", metadata: ["reason": "\(reason)"])
        }
        return .ignored(reason)
    }
}

extension WebhookIntake {
    private func enqueue(_ meaning: WebhookMeaning, of type: ContentType, bytes: Int) throws(EmitError) -> Answer {
        let ofType = self.waitingOfType[type.uid] ?? 0
        guard !self.isClosed, ofType < self.configuration.waitingPerType,
            self.waitingBytes + bytes <= self.configuration.waitingBytes
        else {
            throw EmitError(
                .unavailable,
                self.isClosed ? "the server is ending" : "too many webhooks wait; send it again later"
            )
        }
        self.counters.accepted += 1
        self.waitingOfType[type.uid] = ofType + 1
        self.waitingBytes += bytes
        self.waiting.append(Waiting(meaning: meaning, uid: type.uid, bytes: bytes))
        if self.worker == nil {
            self.worker = Task { await self.work() }
        } else {
            self.nap?.cancel()
        }
        return .accepted
    }

    private func work() async {
        while true {
            if let next = self.waiting.first {
                await self.perform(next.meaning)
                self.leave(next)
                continue
            }
            await self.emit(self.isHurried ? self.histories.releaseAll() : self.histories.wake(at: .now))
            if self.waiting.count > 0 { continue }
            guard let wake = self.histories.nextWake else { break }
            // What wakes it early is that it is cancelled.
            let nap = Task { _ = try? await Task.sleep(until: wake, clock: .continuous) }
            self.nap = nap
            await nap.value
            self.nap = nil
        }
        self.worker = nil
    }

    /// It counts as waiting until its events are sent, so that a slow delivery fills the queue and not the memory.
    private func leave(_ waiting: Waiting) {
        self.waiting.popFirst()
        self.waitingBytes -= waiting.bytes
        let left = (self.waitingOfType[waiting.uid] ?? 1) - 1
        self.waitingOfType[waiting.uid] = left > 0 ? left : nil
    }

    private func perform(_ meaning: WebhookMeaning) async {
        switch meaning {
        case .change(let change): await self.emit(self.histories.take(change, at: .now))
        case .notice(let event):
            guard self.directory.rights.someGrantNames(event.action, of: event.uid) else {
                self.counters.ungranted += 1
                _ = self.ignored("no grant names '\(event.action)' of \(event.uid)")
                return
            }
            await self.dispatch(event)
        case .failure:
            self.counters.ungranted += 1
        }
    }

    private func emit(_ outcome: WebhookOutcome) async {
        self.counters.drafts += outcome.drafts
        self.counters.repeated += outcome.repeated
        self.counters.replaced += outcome.replaced
        for event in outcome.events { await self.dispatch(event) }
    }

    func send(_ event: EntryEvent) async {
        do throws(EmitError) {
            _ = try await self.io.emit(type: event.uid, action: event.action, data: event.data)
            self.counters.sent += 1
        } catch {
            self.counters.failed += 1
            self.logger.error(
                "a webhook's event was not sent",
                metadata: ["type": "\(event.uid)", "action": "\(event.action)", "reason": "\(error)"]
            )
        }
    }
}
