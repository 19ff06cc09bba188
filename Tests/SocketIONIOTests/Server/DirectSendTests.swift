import NIOCore
import NIOPosix
import SocketIONIO
import TestClients
import Testing

#if canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite("Sending past a channel", .timeLimit(.minutes(1)))
struct DirectSendTests {
    private static let bytes = ByteBuffer(string: "hello")

    /// Runs `body` with the port of a server that reads nothing.
    private static func withDeafServer<Result>(_ body: (_ port: Int) async throws -> Result) async throws -> Result {
        let server = try await ServerBootstrap(group: TestLoops.group)
            .childChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        let result = try await body(server.localAddress?.port ?? 0)
        try await server.close()
        return result
    }

    private static func open(port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: TestLoops.group).connect(host: "127.0.0.1", port: port).get()
    }

    @Test("tells how much the kernel took, which is nothing when that is full")
    func full() async throws {
        try await Self.withDeafServer { port in
            let channel = try await Self.open(port: port)
            let part = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 20)
            let taken = try await channel.eventLoop.submit {
                guard let direct = DirectSend(channel) else { return [Int]() }
                var taken = [direct.send(Self.bytes)]
                while let last = taken.last, last > 0, taken.count < 1000 { taken.append(direct.send(part)) }
                return taken
            }.get()
            #expect(taken.first == Self.bytes.readableBytes)
            #expect(taken.last == 0)
            try await channel.close()
        }
    }

    @Test("reaches nobody once the channel is closed, though its descriptor is another connection's by then")
    func reusedDescriptor() async throws {
        try await Self.withDeafServer { port in
            var ends: [CInt] = [-1, -1]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
            defer { for end in ends { close(end) } }
            let (own, other) = (ends[0], ends[1])
            // Somebody else in this process may get the number first.
            var taken: Int?
            for _ in 0..<100 where taken == nil {
                let channel = try await Self.open(port: port)
                taken = try await channel.eventLoop.submit { try Self.send(on: channel, reusedBy: own) }.get()
            }
            #expect(taken == 0)
            var byte: UInt8 = 0
            #expect(recv(other, &byte, 1, Int32(MSG_DONTWAIT)) == -1)
        }
    }

    /// Closes the channel, has its descriptor stand for `other`, and sends.
    ///
    /// - Returns: How much the kernel took; `nil` when the number was not to be had.
    private static func send(on channel: any Channel, reusedBy other: CInt) throws -> Int? {
        let number = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            $0
        }
        guard let number, let direct = DirectSend(channel) else { return nil }
        channel.close(promise: nil)
        let copy = fcntl(other, F_DUPFD, number)
        defer { close(copy) }
        return copy == number ? direct.send(Self.bytes) : nil
    }
}
