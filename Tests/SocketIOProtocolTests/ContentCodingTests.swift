import SocketIOProtocol
import Testing

@Suite("Accept-Encoding")
struct ContentCodingTests {
    @Test(
        "names the coding that is used",
        arguments: [
            ("gzip, deflate, br", ContentCoding.gzip), ("deflate", .deflate), ("GZIP", .gzip), ("*", .gzip),
            ("gzip;q=0.5, deflate;q=0.8", .deflate), ("gzip;q=0, *", .deflate), ("deflate, gzip", .gzip),
            ("identity;q=0.5, gzip", .gzip), ("gzip ; q=1.0", .gzip),
        ]
    )
    func used(field: String, coding: ContentCoding) {
        #expect(ContentCoding.preferred([field], among: [.gzip, .deflate]) == coding)
    }

    @Test(
        "leaves the body as it is when it names nothing that can be done",
        arguments: ["", "br", "gzip;q=0", "identity, gzip;q=0.5", "gzip;q=2", "gzip;q=x", "identity", ";,;"]
    )
    func unused(field: String) {
        #expect(ContentCoding.preferred([field], among: [.gzip, .deflate]) == nil)
    }
}
