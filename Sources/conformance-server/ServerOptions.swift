import ArgumentParser
import SocketIONIO

/// What the suites and the tests set; the rest is as a server has it by default, but open to pages of every origin.
struct ServerOptions: ParsableArguments {
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes any free one.")
    var port = 3000

    @Option(help: ArgumentHelp("From one heartbeat to the next.", valueName: "ms"))
    var pingInterval = 25_000

    @Option(help: ArgumentHelp("How long a heartbeat may go unanswered.", valueName: "ms"))
    var pingTimeout = 20_000

    @Option(help: ArgumentHelp("How long a client may go without joining a namespace.", valueName: "ms"))
    var connectTimeout = 45_000

    @Option(help: ArgumentHelp("The most bytes of a request body or a message.", valueName: "bytes"))
    var maxPayload = 1_000_000

    @Flag(name: .customLong("allow-eio3"), help: "Let clients of Socket.IO 2 connect.")
    var allowsEngineIO3 = false

    @Flag(name: .customLong("recovery"), help: "Let clients go on with their sessions when a connection broke.")
    var recoversConnections = false

    func validate() throws {
        guard 0...65_535 ~= self.port else { throw ValidationError("--port must be from 0 to 65535") }
        let positive = [
            ("--ping-interval", self.pingInterval), ("--ping-timeout", self.pingTimeout),
            ("--connect-timeout", self.connectTimeout), ("--max-payload", self.maxPayload),
        ]
        for (name, value) in positive {
            guard 1...Int(Int32.max) ~= value else { throw ValidationError("\(name) must be from 1 to \(Int32.max)") }
        }
    }

    var configuration: SocketIOServerConfiguration {
        var configuration = SocketIOServerConfiguration()
        configuration.host = self.host
        configuration.port = self.port
        configuration.pingInterval = .milliseconds(self.pingInterval)
        configuration.pingTimeout = .milliseconds(self.pingTimeout)
        configuration.connectTimeout = .milliseconds(self.connectTimeout)
        configuration.maxPayload = self.maxPayload
        configuration.allowsEngineIO3 = self.allowsEngineIO3
        configuration.origins = .any
        if self.recoversConnections { configuration.connectionStateRecovery = ConnectionStateRecovery() }
        return configuration
    }
}
