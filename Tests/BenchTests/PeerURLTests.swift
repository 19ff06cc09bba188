import Testing
import cmsio_bench

@Suite("The URL of a peer")
struct PeerURLTests {
    @Test("has a host, a port and perhaps a path")
    func parts() throws {
        let url = try #require(PeerURL("http://127.0.0.1:3000"))
        #expect((url.host, url.port, url.path) == ("127.0.0.1", 3000, "/socket.io/"))
        #expect(PeerURL("http://localhost:3000/") == url)
        #expect(try #require(PeerURL("http://127.0.0.2:80/io/")).path == "/io/")
    }

    @Test(
        "is refused without one of them, or with TLS",
        arguments: [
            "127.0.0.1:3000", "https://127.0.0.1:3000", "http://127.0.0.1", "http://:80", "http://a:0", "http://a:x",
        ]
    )
    func refused(_ text: String) {
        #expect(PeerURL(text) == nil)
    }
}
