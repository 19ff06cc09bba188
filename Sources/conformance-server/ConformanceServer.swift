import ArgumentParser

/// A Socket.IO server that offers what the public protocol suites ask of one, written on the public API alone.
@main
struct ConformanceServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance-server",
        abstract: "Serve what the public protocol suites ask of a Socket.IO server."
    )
}
