import ContentEvents
import ContentServer
import JSONText
import Logging
import Synchronization
import Testing

@Suite("Webhooks that wait", .timeLimit(.minutes(1)))
struct WebhookIntakeTests {
    /// Delivers nothing until it is let.
    private final class Gate: Delivery {
        private let (opening, opener) = AsyncStream<Void>.makeStream()
        private let names = Mutex<[String]>([])

        var delivered: [String] { self.names.withLock { $0 } }

        func open() { self.opener.finish() }

        var hasWatchers: Bool { false }

        func deliver(_ event: OutgoingEvent) -> PendingReach {
            self.names.withLock { $0.append(event.entityIDs.map(\.string).joined()) }
            return PendingReach { [opening] in
                for await _ in opening {}
                return Reach(sockets: 0)
            }
        }

        func deliver(_ event: OutgoingRawEvent) -> PendingReach { PendingReach { Reach(sockets: 0) } }
    }

    private static func intake(_ gate: Gate, perType: Int, bytes: Int = 1 << 20) throws -> WebhookIntake {
        let directory = MemoryDirectory(audiences: [], publicRole: nil, clock: .system)
        let io = IO(
            catalog: LiveCatalog(try WebhookSamples.catalog()),
            directory: directory,
            delivery: gate,
            policy: EmitPolicy(clock: .system)
        )
        let configuration = WebhookConfiguration(
            secret: SharedSecret(secret: "s"),
            waitingPerType: perType,
            waitingBytes: bytes
        )
        return WebhookIntake(
            configuration: configuration,
            io: io,
            directory: directory,
            logger: Logger(label: "webhooks") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private static func publish(_ id: Int, type: String = "article") -> [UInt8] {
        Array(
            EntryWebhook(event: "entry.publish", uid: "api::\(type).\(type)", id: id, updatedAt: 1, publishedAt: 2)
                .body.utf8
        )
    }

    @Test("are refused when too many of one type wait, and none is lost or out of order")
    func limit() async throws {
        let gate = Gate()
        let intake = try Self.intake(gate, perType: 2)
        for id in [1, 2] { #expect(try await intake.accept(Self.publish(id)) == .accepted) }
        let error = await #expect(throws: EmitError.self) { try await intake.accept(Self.publish(3)) }
        #expect(error?.kind == .unavailable)
        #expect(try await intake.accept(Self.publish(4, type: "page")) == .accepted, "another type has room")
        #expect(await intake.counters.overflowed == 1)
        gate.open()
        await intake.settle()
        #expect(gate.delivered == ["1", "2", "4"])
        #expect(try await intake.accept(Self.publish(3)) == .accepted, "there is room again")
        await intake.settle()
        #expect(gate.delivered == ["1", "2", "4", "3"])
        #expect(await intake.counters.sent == 4)
    }

    @Test("are refused when they hold too many bytes")
    func bytes() async throws {
        let gate = Gate()
        let intake = try Self.intake(gate, perType: 100, bytes: Self.publish(1).count + 1)
        #expect(try await intake.accept(Self.publish(1)) == .accepted)
        await #expect(throws: EmitError.self) { try await intake.accept(Self.publish(2)) }
        gate.open()
        await intake.settle()
        #expect(gate.delivered == ["1"])
    }
}
