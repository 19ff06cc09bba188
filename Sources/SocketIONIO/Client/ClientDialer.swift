import NIOCore
import NIOHTTP1
import NIOPosix
import SocketIOProtocol

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Opens the TCP connection of a client, and says in words why that or what follows did not work.
enum ClientDialer {
    static func connect(
        to address: ClientAddress,
        on eventLoop: any EventLoop,
        timeout: Duration
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: eventLoop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connectTimeout(TimeAmount(timeout))
            .connect(host: address.host, port: Int(address.port))
    }

    /// Why an attempt failed before the server had its say.
    static func end(_ error: any Error) -> ClientEnd {
        switch error {
        case is HTTPParserError: .notServed("what answers is not HTTP")
        case is NIOHTTPClientUpgradeError: .notServed("its WebSocket handshake is wrong")
        case ChannelError.eof, ChannelError.inappropriateOperationForState, ChannelError.ioOnClosedChannel:
            .notServed("it closed the connection without an answer")
        default: .unreachable(Self.reason(error))
        }
    }

    /// The reason in few words, such as `Connection refused`.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError: Self.reason(error)
        case ChannelError.connectTimeout(let limit): "no answer within \(Duration(limit))"
        case is SocketAddressError.UnknownHost: "the host is unknown"
        default: "\(error)"
        }
    }

    /// A host may have several addresses; the first failure speaks for them.
    private static func reason(_ error: NIOConnectionError) -> String {
        if let failure = error.connectionErrors.first { return Self.reason(failure.error) }
        if let error = error.dnsAError ?? error.dnsAAAAError { return Self.reason(error) }
        return "the host is unknown"
    }
}
