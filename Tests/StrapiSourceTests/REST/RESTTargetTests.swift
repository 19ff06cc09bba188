import ContentModel
import JSONText
import StrapiSource
import Testing

@Suite("The target of a request to Strapi's REST API")
struct RESTTargetTests {
    @Test("Strapi 5: the documentId, the status where there are drafts, and the locale")
    func five() throws {
        let published = try RESTRig.query("article", .documentID("abc"), locale: "de-AT")
        #expect(published.target(below: "") == "/api/articles/abc?populate=*&status=published&locale=de-AT")
        let draft = try RESTRig.query("article", .documentID("abc"), isDraft: true)
        #expect(draft.target(below: "") == "/api/articles/abc?populate=*&status=draft")
        #expect(try RESTRig.query("tag", .documentID("abc")).target(below: "") == "/api/tags/abc?populate=*")
        let single = try RESTRig.query("home", .documentID("abc"), locale: "en")
        #expect(single.target(below: "") == "/api/home?populate=*&status=published&locale=en")
    }

    @Test("Strapi 4: the id, and the state of a preview for drafts; the locale of single types alone")
    func four() throws {
        let published = try RESTRig.query("article", .id("7"), locale: "de")
        #expect(published.target(below: "") == "/api/articles/7?populate=*")
        let draft = try RESTRig.query("article", .id("7"), isDraft: true)
        #expect(draft.target(below: "") == "/api/articles/7?populate=*&publicationState=preview")
        let single = try RESTRig.query("home", .id("1"), locale: "de")
        #expect(single.target(below: "") == "/api/home?populate=*&locale=de")
    }

    @Test("what to populate, level by level")
    func population() throws {
        let population = Population.attributes([
            .init("author", below: .attributes([.init("avatar"), .init("boss")])), .init("cover"),
            .init("blocks", below: .everything),
        ])
        #expect(
            try RESTRig.query("tag", .id("1"), population).target(below: "")
                == "/api/tags/1?populate%5Bauthor%5D%5Bpopulate%5D%5Bavatar%5D=true"
                + "&populate%5Bauthor%5D%5Bpopulate%5D%5Bboss%5D=true&populate%5Bcover%5D=true"
                + "&populate%5Bblocks%5D%5Bpopulate%5D=*"
        )
    }

    @Test("below a path, with every other byte percent-encoded")
    func encoding() throws {
        let query = try RESTRig.query("tag", .documentID("a/b?c=d&e#f é\r\n"), locale: "x&y")
        #expect(
            query.target(below: "/cms")
                == "/cms/api/tags/a%2Fb%3Fc%3Dd%26e%23f%20%C3%A9%0D%0A?populate=*&locale=x%26y"
        )
    }
}
