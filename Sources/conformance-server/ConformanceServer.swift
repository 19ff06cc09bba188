import ArgumentParser
import Logging
import NIOCore
import NIOPosix
import SocketIONIO

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A Socket.IO server that offers what the public protocol suites ask of one, written on the public API alone.
@main
struct ConformanceServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance-server",
        abstract: "Serve what the public protocol suites ask of a Socket.IO server.",
        discussion: """
            It prints its address as one line and serves until SIGTERM or SIGINT. The namespaces / and /custom greet \
            with the event "auth" and answer "message", "message-with-ack", "emit-with-ack", "emit-later" and \
            "leave"; /denied refuses everyone; and the path /engine.io/ sends back what it gets without Socket.IO.

              conformance-server --ping-interval 300 --ping-timeout 200 --connect-timeout 1000
              conformance-server --port 0
            """
    )

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let stop = StopSignals()
        let server = SocketIOServer(
            configuration: self.options.configuration,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "conformance-server") { StreamLogHandler.standardError(label: $0) }
        )
        server.serveSuites()
        let address = try await server.start()
        print("http://\(address.ipAddress ?? self.options.host):\(address.port ?? self.options.port)")
        fflush(nil)  // who reads it from a pipe waits for it
        await stop.first()
        await server.shutdown()
    }
}
