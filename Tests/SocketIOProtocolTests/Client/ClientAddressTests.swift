import SocketIOProtocol
import Testing

@Suite("Server address of a client")
struct ClientAddressTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let url: String
        let host: String
        let port: UInt16
        let header: String
        var testDescription: String { self.url }
    }

    @Test(
        "is read from a URL",
        arguments: [
            Example(url: "http://127.0.0.1:1338", host: "127.0.0.1", port: 1338, header: "127.0.0.1:1338"),
            Example(url: "HTTP://localhost/", host: "localhost", port: 80, header: "localhost"),
            Example(url: "ws://example.org:80", host: "example.org", port: 80, header: "example.org"),
            Example(url: "http://[::1]:65535/", host: "::1", port: 65535, header: "[::1]:65535"),
        ]
    )
    func reads(_ example: Example) throws {
        let address = try ClientAddress(url: example.url)
        #expect(address.host == example.host)
        #expect(address.port == example.port)
        #expect(address.hostHeader == example.header)
    }

    @Test(
        "is refused with what is wrong",
        arguments: [
            ("", ClientAddressError.noScheme), ("localhost:1338", .noScheme), ("http:/x", .noScheme),
            ("https://x", .tlsNotSupported), ("wss://x", .tlsNotSupported), ("ftp://x", .unknownScheme("ftp")),
            ("http://", .badHost), ("http://:1338", .badHost), ("http://a b", .badHost), ("http://é", .badHost),
            ("http://[::1", .badHost), ("http://[x]:1", .badHost),
            ("http://x:", .badPort), ("http://x:0", .badPort), ("http://x:65536", .badPort), ("http://x:+1", .badPort),
            ("http://x:1:2", .badPort), ("http://[::1]1", .badPort),
            ("http://x/operator", .hasPath), ("http://x?EIO=4", .hasPath), ("http://x//", .hasPath),
            ("http://me:secret@x", .hasCredentials),
        ]
    )
    func refuses(url: String, error: ClientAddressError) {
        #expect(throws: error) { try ClientAddress(url: url) }
    }
}
