import ContentEvents
import ContentModel
import JSONText

/// Emits of one entry to audiences that have no sockets: everything but the sending.
struct EmitJob: Sendable {
    private let io: IO
    private let data: [UInt8]

    var byteCount: Int { self.data.count }

    init(_ world: BenchWorld) throws {
        let audiences = (0..<world.audiences).map { index in
            Audience(
                id: AudienceID(kind: .role, id: Int64(index + 1)),
                label: ExactString("role:bench\(index)"),
                permissions: world.permissions(ofAudience: index)
            )
        }
        self.data = Array(world.article.utf8)
        self.io = IO(
            catalog: LiveCatalog(try world.catalog()),
            directory: MemoryDirectory(audiences: audiences, publicRole: nil),
            delivery: NoSockets(),
            policy: EmitPolicy()
        )
    }

    /// Emits for a time.
    ///
    /// - Returns: Emits per second of processor time.
    func rate(over seconds: Double) async throws -> Double {
        let start = ProcessorTime.seconds
        var emits = 0
        var elapsed = 0.0
        repeat {
            for _ in 0..<100 {
                _ = try await self.io.emit(type: BenchWorld.type, action: BenchWorld.action, data: self.data)
            }
            emits += 100
            elapsed = ProcessorTime.seconds - start
        } while elapsed < seconds
        return Double(emits) / elapsed
    }
}

/// A delivery that reaches nobody.
private struct NoSockets: Delivery {
    var hasWatchers: Bool { false }

    func deliver(_ event: OutgoingEvent) -> PendingReach { PendingReach { Reach(sockets: 0) } }

    func deliver(_ event: OutgoingRawEvent) -> PendingReach { PendingReach { Reach(sockets: 0) } }
}
