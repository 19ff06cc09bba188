import JSONText

/// An entry as a CMS sends it: a long text, media, a component, relations and comments; the same at every run.
struct SampleArticle {
    private var writer = JSONWriter(capacity: 8192)

    /// About 6.5 KB of compact JSON.
    static func json() -> [UInt8] {
        var article = SampleArticle()
        article.write()
        return article.writer.bytes
    }

    private mutating func write() {
        self.writer.beginObject()
        self.identity(id: 4711, name: "article")
        self.field("title", "What the river brought: notes from “Ålesund”, a year on")
        self.field("slug", "what-the-river-brought")
        self.field("body", String(repeating: Self.paragraph, count: 6))
        self.field("internalNotes", "Ask legal about the second photograph before it goes out.")
        self.integer("views", 18_342)
        self.writer.key("rating")
        self.writer.raw(Array("4.70".utf8))
        self.flag("featured", true)
        self.person("author", id: 12)
        self.person("createdBy", id: 3)
        self.person("updatedBy", id: 5)
        self.cover()
        self.seo()
        self.comments()
        self.writer.key("localizations")
        self.writer.beginArray()
        self.writer.endArray()
        self.writer.endObject()
    }

    private static let paragraph = """
        The water had gone down by the time we came back, and the lower meadow was a different place. "You should have \
        seen it in March," said the ferryman; nobody had. Between the alders lay a boat that belonged to no one.\n\n
        """

    private mutating func identity(id: Int, name: String) {
        self.integer("id", id)
        self.field("documentId", name + "k7f3m2x9q4c8v1b6n5z0")
        self.field("createdAt", "2026-03-14T09:26:53.589Z")
        self.field("updatedAt", "2026-03-15T17:02:11.004Z")
        self.field("publishedAt", "2026-03-15T18:00:00.000Z")
        self.field("locale", "en")
    }

    private mutating func person(_ key: String, id: Int) {
        self.writer.key(key)
        self.writer.beginObject()
        self.identity(id: id, name: "author")
        self.field("name", "Ingrid Sørensen")
        self.field("email", "ingrid.sorensen@example.org")
        self.flag("blocked", false)
        self.writer.endObject()
    }

    private mutating func cover() {
        self.writer.key("cover")
        self.writer.beginObject()
        self.identity(id: 88, name: "media")
        self.writer.key("caption")
        self.writer.null()
        self.writer.key("formats")
        self.writer.beginObject()
        for (name, width) in [("large", 1000), ("medium", 750), ("small", 500), ("thumbnail", 245)] {
            self.writer.key(name)
            self.writer.beginObject()
            self.field("url", "/uploads/\(name)_river_5f2e9c1b7a.jpg")
            self.field("mime", "image/jpeg")
            self.integer("width", width)
            self.integer("height", width * 2 / 3)
            self.writer.key("size")
            self.writer.raw(Array("\(width / 10).25".utf8))
            self.writer.endObject()
        }
        self.writer.endObject()
        self.writer.endObject()
    }

    private mutating func seo() {
        self.writer.key("seo")
        self.writer.beginObject()
        self.field("__component", "shared.seo")
        self.field("metaTitle", "What the river brought")
        self.field("metaDescription", "A year after the flood: who stayed, who left, and the boat nobody owns.")
        self.writer.key("keywords")
        self.writer.beginArray()
        for keyword in ["river", "flood", "ålesund", "ferry"] { self.writer.string(keyword) }
        self.writer.endArray()
        self.writer.endObject()
    }

    private mutating func comments() {
        self.writer.key("comments")
        self.writer.beginArray()
        for id in 1...6 {
            self.writer.beginObject()
            self.identity(id: id, name: "comment")
            self.field("text", "We saw that boat too, \"number \(id)\" on the list. Thank you for writing this down.")
            self.field("ip", "192.0.2.\(id)")
            self.flag("approved", id % 2 == 0)
            self.writer.endObject()
        }
        self.writer.endArray()
    }

    private mutating func field(_ key: String, _ value: String) {
        self.writer.key(key)
        self.writer.string(value)
    }

    private mutating func integer(_ key: String, _ value: Int) {
        self.writer.key(key)
        self.writer.integer(value)
    }

    private mutating func flag(_ key: String, _ value: Bool) {
        self.writer.key(key)
        self.writer.bool(value)
    }
}
