import JSONText

/// Entries as a CMS sends them: a long text, media, a component, relations and comments.
///
/// Texts, numbers of things and optional values differ from one to the next as they do between real entries, so that the
/// processor cannot learn one document by heart; they are the same at every run.
struct SampleArticle {
    private var writer = JSONWriter(capacity: 16384)
    private var random: SplitMix64

    /// - Returns: `count` documents of compact JSON, each of about 6.5 KB.
    static func documents(_ count: Int) -> [[UInt8]] {
        (0..<count).map { index in
            var article = SampleArticle(random: SplitMix64(seed: UInt64(index)))
            article.write()
            return article.writer.bytes
        }
    }

    private init(random: SplitMix64) { self.random = random }

    private mutating func write() {
        self.writer.beginObject()
        self.identity("article")
        self.field("title", self.words(4...10))
        self.field("slug", self.words(3...5).replacing(" ", with: "-"))
        self.field("body", self.paragraphs(5...9))
        self.field("internalNotes", self.words(6...14))
        self.integer("views", in: 0...200_000)
        self.decimal("rating", in: 100...500)
        self.flag("featured")
        for role in ["author", "createdBy", "updatedBy"] {
            self.writer.key(role)
            self.person()
        }
        self.cover()
        self.seo()
        self.comments(5...9)
        self.writer.key("localizations")
        self.writer.beginArray()
        self.writer.endArray()
        self.writer.endObject()
    }

    private mutating func identity(_ name: String) {
        self.integer("id", in: 1...99_999)
        self.field("documentId", String(self.random.next(), radix: 36) + String(self.random.next(), radix: 36))
        for moment in ["createdAt", "updatedAt", "publishedAt"] {
            self.field(moment, "2026-03-\(self.number(10...28))T09:26:53.589Z")
        }
        self.field("locale", "en")
    }

    private mutating func person() {
        self.writer.beginObject()
        self.identity("author")
        self.field("name", self.words(2...3))
        self.field("email", self.words(1...1) + "@example.org")
        self.flag("blocked")
        self.writer.endObject()
    }

    private mutating func cover() {
        self.writer.key("cover")
        self.writer.beginObject()
        self.identity("media")
        self.optional("caption")
        self.writer.key("formats")
        self.writer.beginObject()
        for format in ["large", "medium", "small", "thumbnail"].prefix(self.number(1...4)) {
            self.writer.key(format)
            self.writer.beginObject()
            self.field("url", "/uploads/\(format)_\(String(self.random.next(), radix: 16)).jpg")
            self.field("mime", "image/jpeg")
            self.integer("width", in: 150...1000)
            self.integer("height", in: 150...1000)
            self.decimal("size", in: 500...20_000)
            self.writer.endObject()
        }
        self.writer.endObject()
        self.writer.endObject()
    }

    private mutating func seo() {
        self.writer.key("seo")
        self.writer.beginObject()
        self.field("__component", "shared.seo")
        self.field("metaTitle", self.words(3...6))
        self.optional("metaDescription")
        self.writer.key("keywords")
        self.writer.beginArray()
        for _ in 0..<self.number(0...6) { self.writer.string(self.words(1...2)) }
        self.writer.endArray()
        self.writer.endObject()
    }

    private mutating func comments(_ count: ClosedRange<Int>) {
        self.writer.key("comments")
        self.writer.beginArray()
        for _ in 0..<self.number(count) {
            self.writer.beginObject()
            self.identity("comment")
            self.field("text", self.words(8...24))
            self.field("ip", "192.0.2.\(self.number(1...254))")
            self.flag("approved")
            self.writer.endObject()
        }
        self.writer.endArray()
    }
}

/// What the values are made of.
extension SampleArticle {
    private static let vocabulary = [
        "river", "boat", "a", "the", "Ålesund", "ferryman", "meadow", "of", "and", "\"nobody\"", "flood", "year",
        "Sørensen", "photograph", "between", "had", "come", "back", "in", "March,", "alders", "place.", "lower",
        "water",
    ]

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self.random) }

    private mutating func words(_ count: ClosedRange<Int>) -> String {
        (0..<self.number(count)).map { _ in Self.vocabulary.randomElement(using: &self.random) ?? "" }
            .joined(separator: " ")
    }

    private mutating func paragraphs(_ count: ClosedRange<Int>) -> String {
        (0..<self.number(count)).map { _ in self.words(30...70) }.joined(separator: "\n\n")
    }

    private mutating func field(_ key: String, _ value: String) {
        self.writer.key(key)
        self.writer.string(value)
    }

    /// A text, or null as often.
    private mutating func optional(_ key: String) {
        self.writer.key(key)
        if Bool.random(using: &self.random) { self.writer.null() } else { self.writer.string(self.words(3...12)) }
    }

    private mutating func integer(_ key: String, in range: ClosedRange<Int>) {
        self.writer.key(key)
        self.writer.integer(self.number(range))
    }

    /// A number with two digits behind the point.
    private mutating func decimal(_ key: String, in hundredths: ClosedRange<Int>) {
        let value = self.number(hundredths)
        self.writer.key(key)
        self.writer.raw(Array("\(value / 100).\(value % 100 / 10)\(value % 10)".utf8))
    }

    private mutating func flag(_ key: String) {
        self.writer.key(key)
        self.writer.bool(Bool.random(using: &self.random))
    }
}
