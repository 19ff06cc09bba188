import ContentModel
import JSONText
import Testing

@Suite("Permissions")
struct PermissionsTests {
    @Test("allow the actions granted, byte for byte")
    func exact() {
        let permissions = Permissions(actions: ["api::article.article.update", "api::tag.tag.find"])
        #expect(permissions.allows("api::article.article.update"))
        #expect(!permissions.allows("api::article.article.Update"))
        #expect(!permissions.allows("api::article.article.find"))
        #expect(!permissions.allows("update"))
        #expect(!permissions.isFullAccess)
        #expect(permissions.findableTypes == ["api::tag.tag"])
    }

    @Test("allow every action of a type with a wildcard, and none of another")
    func wildcard() {
        let permissions = Permissions(actions: ["api::article.article.*"])
        #expect(permissions.allows("api::article.article.feature"))
        #expect(!permissions.allows("api::article.articles.feature"))
        #expect(permissions.findableTypes == ["api::article.article"])
    }

    @Test("of full access allow everything, of reading only find and findOne")
    func wholesale() {
        #expect(Permissions.fullAccess.allows("api::article.article.delete"))
        #expect(Permissions.fullAccess.isFullAccess)
        #expect(Permissions.fullAccess.findableTypes == nil)
        #expect(Permissions.readOnly.allows("api::article.article.find"))
        #expect(Permissions.readOnly.allows("api::article.article.findOne"))
        #expect(!Permissions.readOnly.allows("api::article.article.update"))
        #expect(!Permissions.readOnly.isFullAccess)
        #expect(Permissions.readOnly.findableTypes == nil)
    }
}

@Suite("The shape of an API response")
struct APIResponseShapeTests {
    @Test(
        "is told from data",
        arguments: [
            (#"{"data":{"id":1}}"#, true), (#"{"data":null,"meta":{}}"#, true), (#"{"id":1,"attributes":{}}"#, true),
            (#"{"id":1,"documentId":"d","attributes":{}}"#, true), (#"[{"title":"t"},{"id":1,"attributes":{}}]"#, true),
            (#"{"id":1,"title":"t"}"#, false), (#"{"data":1,"title":"t"}"#, false), (#"{"meta":{}}"#, false),
            (#"{"d\u0061ta":{}}"#, true), ("{}", false), ("7", false),
        ]
    )
    func shape(data: String, isResponse: Bool) throws {
        let type = try #require(try SmallWorld.catalog(.v5).contentType(named: "article"))
        #expect(type.looksLikeAPIResponse(try JSONDocument(parsing: data)) == isResponse)
    }

    @Test("is no sign where the type has an attribute of that name")
    func attribute() throws {
        let schema = #"{"attributes":{"data":{"type":"json"},"attributes":{"type":"json"}}}"#
        let file = SchemaFile(kind: .contentType(uid: "api::log.log"), path: "log.json", bytes: Array(schema.utf8))
        let type = try #require(try ContentCatalog(files: [file]).contentType(named: "log"))
        #expect(!type.looksLikeAPIResponse(try JSONDocument(parsing: #"{"data":{}}"#)))
        #expect(!type.looksLikeAPIResponse(try JSONDocument(parsing: #"{"id":1,"attributes":{}}"#)))
    }
}
