/// One way to do one job with one document.
protocol JSONJob {
    var library: String { get }
    var job: String { get }

    /// - Returns: A number that depends on the result, so that the work cannot be optimized away.
    func run(_ document: [UInt8]) throws -> Int
}

/// The names that the view jobs look up at every key, as a content type's plan does; the first few are dropped.
enum KnownFields {
    static let dropped = ["createdBy", "updatedBy", "internalNotes", "email", "ip", "password"]

    static let kept = [
        "id", "documentId", "createdAt", "updatedAt", "publishedAt", "locale", "title", "slug", "body", "views",
        "rating",
        "featured", "author", "cover", "seo", "comments", "localizations", "name", "blocked", "caption", "formats",
        "url",
        "mime", "width", "height", "size", "metaTitle", "metaDescription", "keywords", "text", "approved",
    ]
}
