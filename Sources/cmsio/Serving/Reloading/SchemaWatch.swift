import ContentEvents
import ContentModel
import ContentStore
import Logging
import ServiceLifecycle
import StrapiSource

/// Reads the schemas again when their files have changed, and at once on SIGHUP, until the server ends.
///
/// Clients stay connected: from the next event on the new types count. What cannot be read changes nothing.
struct SchemaWatch: Service {
    private static let interval = Duration.seconds(1)
    /// How many causes to look may wait for a reading to end.
    private static let mostWaiting = 8

    let configuration: ServeConfiguration
    /// What is served at the start.
    let content: ServedContent
    /// How its files looked.
    let fingerprint: ProjectFingerprint
    let catalog: LiveCatalog
    /// Is to know the types too; nil where there is none.
    let store: ContentStore?
    /// Each asks to read whether or not something changed.
    let hangUps: AsyncStream<Void>
    let logger: Logger

    private enum Cause {
        case time, hangUp
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { tasks in
                let (causes, cause) = AsyncStream.makeStream(
                    of: Cause.self,
                    bufferingPolicy: .bufferingNewest(Self.mostWaiting)
                )
                tasks.addTask {
                    // A sleep fails only when the task is cancelled: that is the end.
                    while (try? await Task.sleep(for: Self.interval)) != nil { cause.yield(.time) }
                }
                tasks.addTask {
                    for await _ in self.hangUps { cause.yield(.hangUp) }
                }
                await self.readAgain(for: causes)
                tasks.cancelAll()
            }
        }
    }

    private func readAgain(for causes: AsyncStream<Cause>) async {
        var change = SettledChange(read: self.fingerprint)
        var history = SchemaHistory(
            catalog: self.content.catalog,
            warnings: self.content.warnings,
            place: self.content.place
        )
        for await cause in causes {
            guard change.isDue(change.read.renewed()) || cause == .hangUp else { continue }
            let trail = FileTrail()
            let reading = self.read(trail)
            change.wasRead(as: trail.fingerprint)
            let decision = history.take(reading)
            if case .serve(let difference, _, _) = decision, case .good(let catalog, _) = reading, !difference.isEmpty {
                await self.serve(catalog)
            }
            ReloadText(decision: decision, wasAsked: cause == .hangUp).tell(self.logger)
        }
    }

    private func read(_ trail: FileTrail) -> SchemaHistory.Reading {
        do {
            let content = try ServedContent(self.configuration, trail)
            return .good(content.catalog, warnings: content.warnings)
        } catch {
            return .broken(ProgramEnd.failure(error)?.message ?? "\(error)")
        }
    }

    private func serve(_ catalog: ContentCatalog) async {
        self.catalog.replace(with: catalog)
        do {
            try await self.store?.record(
                types: catalog.contentTypes.filter(\.isOfProject),
                receive: self.configuration.receive,
                publishing: self.configuration.publishing
            )
        } catch {
            self.logger.warning("commands do not know the new content types yet: \(error)")
        }
    }
}
