import ContentServer
import JSONText
import Testing

@Suite("Operators")
struct OperatorTests {
    @Test("a secret matches itself, byte for byte, and nothing else")
    func key() {
        let key = SharedSecret(secret: "caf\u{E9}-key")
        #expect(key.matches("caf\u{E9}-key"))
        for other in ["cafe\u{301}-key", "caf\u{E9}-ke", "caf\u{E9}-key ", ""] {
            #expect(!key.matches(other))
        }
        #expect("\(key)" == "(set)")
    }

    @Test("the OpenAPI document is JSON and describes every route")
    func openAPI() throws {
        let document = try JSONDocument(parsing: OpenAPIDocument.json)
        let paths = try #require(document.value("paths", in: document.root))
        let named = document.members(paths).compactMap { document.string($0.key) }
        #expect(
            named == ["/cmsio/v1/emit", "/cmsio/v1/raw", "/hooks/strapi", "/readyz", "/cmsio/v1/openapi.json"]
        )
    }
}
