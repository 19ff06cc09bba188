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
    /// Runs `body` with the port of a server that reads nothing, or that hangs up on who sends something.
    private static func withServer<Result>(
        hangsUp: Bool = false,
        _ body: (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let server = try await ServerBootstrap(group: TestLoops.group)
            .childChannelOption(.autoRead, value: hangsUp)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(HangUp()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result = try await body(server.localAddress?.port ?? 0)
        try await server.close()
        return result
    }

    private final class HangUp: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.close(promise: nil) }
    }

    private static func open(port: Int) async throws -> any Channel {
        try await ClientBootstrap(group: TestLoops.group).connect(host: "127.0.0.1", port: port).get()
    }

    private static func send(_ count: Int, _ direct: DirectSend) -> Int {
        [UInt8](repeating: UInt8(ascii: "x"), count: count).withUnsafeBytes(direct.send)
    }

    @Test("tells how much the kernel took, which is nothing when that is full")
    func full() async throws {
        try await Self.withServer { port in
            let channel = try await Self.open(port: port)
            let taken = try await channel.eventLoop.submit {
                guard let direct = DirectSend(channel) else { return [Int]() }
                var taken = [Self.send(5, direct)]
                while let last = taken.last, last > 0, taken.count < 1000 { taken.append(Self.send(1 << 20, direct)) }
                return taken
            }.get()
            #expect(taken.first == 5)
            #expect(taken.last == 0)
            try await channel.close()
        }
    }

    enum Closing: CaseIterable { case byUs, byThePeer }

    @Test(
        "can be let go of in channelInactive, which comes before anything else runs after the close",
        arguments: Closing.allCases
    )
    func closingStep(_ closing: Closing) async throws {
        try await Self.withServer(hangsUp: closing == .byThePeer) { port in
            let channel = try await Self.open(port: port)
            let isNoticed = try await channel.eventLoop.flatSubmit {
                let holder = Holder()
                do {
                    try channel.pipeline.syncOperations.addHandler(holder)
                    guard let open = try OpenSocket(of: channel) else { throw Unusable() }
                    let noticed = channel.eventLoop.makePromise(of: Bool.self)
                    switch closing {
                    case .byUs: channel.eventLoop.execute { channel.close(promise: nil) }
                    case .byThePeer: channel.writeAndFlush(ByteBuffer(string: "bye"), promise: nil)
                    }
                    let bound = NIOLoopBound(holder, eventLoop: channel.eventLoop)
                    open.whenClosed(on: channel.eventLoop) { noticed.succeed(bound.value.isInactive) }
                    return noticed.futureResult
                } catch {
                    return channel.eventLoop.makeFailedFuture(error)
                }
            }.get()
            #expect(isNoticed)
        }
    }

    /// Stands where who sends directly does.
    private final class Holder: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private(set) var isInactive = false

        func channelInactive(context: ChannelHandlerContext) {
            self.isInactive = true
            context.fireChannelInactive()
        }
    }

    @Test("takes nothing to who has the descriptor of a WebSocket that closed")
    func reusedDescriptor() async throws {
        try await TestServer.run(group: TestLoops.one) { server in
            let namespace = server.server.namespace("/")
            let stays = try await server.join()
            var ends: [CInt] = [-1, -1]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
            defer { for end in ends { close(end) } }
            let (own, other) = (ends[0], ends[1])
            // Somebody else in this process may get the number first.
            var copy: CInt?
            for _ in 0..<100 where copy == nil {
                let others = OpenSocket.accepted(at: server.port)
                let leaves = try await server.join()
                let opened = OpenSocket.accepted(at: server.port).first { !others.contains($0) }
                let socket = try #require(opened)
                let eventLoop = TestLoops.one.any()
                let taken = eventLoop.makePromise(of: CInt?.self)
                eventLoop.execute {
                    socket.whenClosed(on: eventLoop) {
                        let copy = socket.replace(by: own)
                        namespace.emit(.numbered(1))
                        taken.succeed(copy)
                    }
                }
                try await leaves.close()
                copy = try await taken.futureResult.get()
                #expect(await namespace.emit(.numbered(2)).reached() == 1)
                for number in 1...2 { #expect(try await stays.text() == #"42["e",\#(number)]"#) }
            }
            close(try #require(copy))
            var byte: UInt8 = 0
            #expect(recv(other, &byte, 1, Int32(MSG_DONTWAIT)) == -1)
        }
    }
}

private struct Unusable: Error {}

/// A socket of this process, told by its number and by what that stands for.
private struct OpenSocket: Hashable, Sendable {
    private let number: CInt
    private let file: UInt

    private init?(_ number: CInt) {
        guard let file = Self.file(number) else { return nil }
        self.number = number
        self.file = file
    }

    /// The channel's own; `nil` when that is closed.
    init?(of channel: any Channel) throws {
        let number = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            $0
        }
        guard let number else { return nil }
        self.init(number)
    }

    private static func file(_ number: CInt) -> UInt? {
        var status = stat()
        return fstat(number, &status) == 0 ? UInt(status.st_ino) : nil
    }

    /// The connections that a server of this process has accepted.
    static func accepted(at port: Int) -> Set<OpenSocket> {
        Set(
            (0..<1024).filter { number in
                var (own, peer) = (sockaddr_in(), sockaddr_in())
                return Self.address(&own, number, getsockname) && Self.address(&peer, number, getpeername)
                    && own.sin_port == in_port_t(port).bigEndian
            }.compactMap { OpenSocket($0) }
        )
    }

    private static func address(
        _ address: inout sockaddr_in,
        _ number: CInt,
        _ ask: (CInt, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> CInt
    ) -> Bool {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                var length = socklen_t(MemoryLayout<sockaddr_in>.size)
                return ask(number, pointer, &length) == 0 && pointer.pointee.sa_family == sa_family_t(AF_INET)
            }
        }
    }

    /// Looks between the steps of the event loop, on which it is called, and runs `body` after the close.
    func whenClosed(on eventLoop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
        guard Self.file(self.number) == self.file else { return body() }
        // A little later, because an event loop that always has something to run closes nothing.
        eventLoop.scheduleTask(in: .microseconds(20)) { self.whenClosed(on: eventLoop, body) }
    }

    /// Has the number of the closed socket stand for another one.
    ///
    /// - Returns: The number; `nil` when it was not to be had.
    func replace(by other: CInt) -> CInt? {
        let copy = fcntl(other, F_DUPFD, self.number)
        if copy == self.number { return copy }
        close(copy)
        return nil
    }
}
