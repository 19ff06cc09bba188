import ContentEvents
import ContentStore
import Foundation
import Synchronization
import Testing

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        self.url = FileManager.default.temporaryDirectory.appending(path: "cmsio-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.url, withIntermediateDirectories: true)
    }

    deinit {
        // Left behind at worst: the system empties its temporary folder.
        try? FileManager.default.removeItem(at: self.url)
    }

    func path(_ name: String = "cmsio.sqlite") -> String { self.url.appending(path: name).path }
}

/// A clock that stands still until it is told.
final class ManualClock: Sendable {
    private let seconds: Mutex<Int64>

    init(seconds: Int64 = 1_800_000_000) {
        self.seconds = Mutex(seconds)
    }

    func advance(bySeconds seconds: Int64) {
        self.seconds.withLock { $0 += seconds }
    }

    var wallClock: WallClock { WallClock { self.seconds.withLock { $0 } * 1000 } }
}

struct TookTooLong: Error {}

/// The answer was none that the command should have.
struct WrongAnswer: Error {}

/// The first element that fits, or ``TookTooLong`` after the limit.
func first<Element: Sendable>(
    of stream: AsyncStream<Element>,
    within limit: Duration = .seconds(10),
    where fits: @escaping @Sendable (Element) -> Bool
) async throws -> Element {
    try await withThrowingTaskGroup(of: Element?.self) { group in
        group.addTask { await stream.first(where: fits) }
        group.addTask {
            try await Task.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        guard let element = try await group.next() ?? nil else { throw TookTooLong() }
        return element
    }
}

extension ContentStore {
    /// The message of the refusal, and its kind.
    func refusal(of command: RightsCommand) async throws -> RightsError {
        try #require(await #expect(throws: RightsError.self) { try await self.perform(command) })
    }

    func verdict(_ who: String, _ action: String) async throws -> RightsVerdict {
        guard case .verdict(let verdict) = try await self.perform(.can(who: who, action: action)) else {
            throw WrongAnswer()
        }
        return verdict
    }

    func grants(of who: String) async throws -> [String] {
        guard case .overview(let overview) = try await self.perform(.list) else { throw WrongAnswer() }
        let all = overview.roles.map { ($0.audience, $0.grants) } + overview.tokens.map { ($0.audience, $0.grants) }
        return try #require(all.first { $0.0 == who }?.1)
    }
}
