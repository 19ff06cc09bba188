import ContentEvents
import Logging
import ServiceLifecycle
import StrapiSource

/// Keeps the rights of a Strapi project current, and says when they cannot be, until the server ends.
struct ProjectUpkeep: Service {
    let directory: StrapiDirectory
    let maxAge: Duration
    /// Each asks to look at once.
    let hangUps: AsyncStream<Void>
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await self.directory.run() }
                group.addTask { await self.tellFreshness() }
                group.addTask {
                    for await _ in self.hangUps { self.directory.lookNow() }
                }
            }
        }
    }

    private func tellFreshness() async {
        for await freshness in self.directory.freshnessChanges {
            switch freshness {
            case .current:
                self.logger.notice("the database of the Strapi project is back, and the rights are current")
            case .stale(let reason):
                let time = DurationText.show(self.maxAge)
                self.logger.warning(
                    "the database of the Strapi project is away; the rights known last count for \(time)",
                    metadata: ["reason": "\(reason)"]
                )
            case .suspended(let reason):
                self.logger.error(
                    "the database of the Strapi project is away for too long; events go to nobody until it is back",
                    metadata: ["reason": "\(reason)"]
                )
            }
        }
    }
}
