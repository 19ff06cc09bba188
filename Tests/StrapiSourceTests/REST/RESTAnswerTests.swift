import ContentModel
import JSONText
import StrapiSource
import Testing

@Suite("The answer of Strapi's REST API")
struct RESTAnswerTests {
    private func entry(_ body: String, _ query: EntryQuery) throws -> String? {
        try RESTAnswer(Array(body.utf8), to: query, in: RESTRig.catalog()).map {
            String(decoding: $0.entry, as: UTF8.self)
        }
    }

    private func four(_ attributes: String) throws -> String? {
        try self.entry(
            #"{"data":{"id":7,"attributes":{\#(attributes)}},"meta":{}}"#,
            RESTRig.query("article", .id("7"))
        )
    }

    @Test("of Strapi 5 is the entry as it is")
    func five() throws {
        let entry = #"{"id":1,"documentId":"abc","author":{"id":2,"name":"Ann"},"extra":{"data":1}}"#
        let query = try RESTRig.query("article", .documentID("abc"))
        #expect(try self.entry(#"{"data":\#(entry),"meta":{}}"#, query) == entry)
    }

    @Test(
        "of Strapi 4 is taken out of its envelopes, as the schema has them",
        arguments: [
            (#""title":"Hi","price":1.50"#, #""title":"Hi","price":1.50"#),
            (#""author":{"data":{"id":2,"attributes":{"name":"Ann"}}}"#, #""author":{"id":2,"name":"Ann"}"#),
            (#""author":{"data":null}"#, #""author":null"#),
            (#""author":null"#, #""author":null"#),
            (#""tags":{"data":[]}"#, #""tags":[]"#),
            (
                #""tags":{"data":[{"id":1,"attributes":{"name":"a"}},{"id":2,"attributes":{}}]}"#,
                #""tags":[{"id":1,"name":"a"},{"id":2}]"#
            ),
            (
                #""author":{"data":{"id":2,"attributes":{"avatar":{"data":{"id":3,"attributes":{"url":"/a"}}}}}}"#,
                #""author":{"id":2,"avatar":{"id":3,"url":"/a"}}"#
            ),
            (
                #""seo":{"id":1,"text":"x","image":{"data":{"id":3,"attributes":{"url":"/a"}}}}"#,
                #""seo":{"id":1,"text":"x","image":{"id":3,"url":"/a"}}"#
            ),
            (
                #""blocks":[{"id":1,"__component":"shared.seo","image":{"data":null}},{"__component":"un.known","a":{"data":1}}]"#,
                #""blocks":[{"id":1,"__component":"shared.seo","image":null},{"__component":"un.known","a":{"data":1}}]"#
            ),
            (#""extra":{"data":{"id":1,"attributes":{}}}"#, #""extra":{"data":{"id":1,"attributes":{}}}"#),
            (#""owner":{"id":1,"__type":"api::tag.tag"}"#, #""owner":{"id":1,"__type":"api::tag.tag"}"#),
        ]
    )
    func flattening(attributes: String, flat: String) throws {
        #expect(try self.four(attributes) == #"{"id":7,\#(flat)}"#)
    }

    @Test(
        "that has no entry is none",
        arguments: ["", "[]", "{}", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":{"id":7}}"#, "<html>"]
    )
    func none(body: String) throws {
        #expect(try self.entry(body, RESTRig.query("article", .id("7"))) == nil)
    }
}
