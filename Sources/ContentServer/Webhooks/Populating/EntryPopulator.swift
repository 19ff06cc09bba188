import ContentEvents
import ContentModel
import JSONText
import Logging

/// Reads the entries of webhooks again, and leaves as it is what cannot be read.
///
/// Each kind of failure is logged once.
actor EntryPopulator {
    /// The actions of which the entry is still there to be read.
    private static let actions: Set<ExactString> = ["create", "update", "publish"]

    nonisolated let configuration: PopulateConfiguration
    private let logger: Logger
    private var logged: Set<EntryUnread.Kind> = []
    private var restsUntil: ContinuousClock.Instant?

    init(_ configuration: PopulateConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
    }

    nonisolated func concerns(_ uid: ExactString) -> Bool { self.configuration.plan[uid] != nil }

    /// Reads the entry of an event.
    func populate(_ event: EntryEvent, of type: ContentType, in catalog: ContentCatalog) async -> Outcome {
        guard Self.actions.contains(event.action), let population = self.configuration.plan[event.uid],
            let entry = WebhookEntry(event.data, of: type), let query = entry.query(population)
        else { return .unasked }
        if let restsUntil, restsUntil > .now { return .failed }
        do throws(EntryUnread) {
            let data = try await self.configuration.source.entry(query, in: catalog)
            guard let read = WebhookEntry(data, of: type), read.canStand(for: entry) else {
                throw EntryUnread(.older, "what Strapi answers is not the entry of the webhook, or is an older one")
            }
            return .populated(EntryEvent(uid: event.uid, action: event.action, data: data))
        } catch {
            if error.kind == .timedOut { self.restsUntil = .now + self.configuration.rest }
            self.log(error, of: type)
            return .failed
        }
    }

    enum Outcome: Sendable {
        case populated(EntryEvent)
        /// It should have been read, and could not be.
        case failed
        /// It is not to be read.
        case unasked
    }

    private func log(_ problem: EntryUnread, of type: ContentType) {
        guard self.logged.insert(problem.kind).inserted else { return }
        self.logger.warning(
            "an entry could not be read again, its event goes out as the webhook has it; others like it are not logged",
            metadata: ["type": "\(type.uid)", "reason": "\(problem)"]
        )
    }
}
