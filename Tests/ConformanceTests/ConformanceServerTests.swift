import ArgumentParser
import Testing

@testable import conformance_server

@Suite("The conformance server")
struct ConformanceServerTests {
    @Test("is named as its executable")
    func name() { #expect(ConformanceServer.configuration.commandName == "conformance-server") }
}
