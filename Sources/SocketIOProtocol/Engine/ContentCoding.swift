/// The ways to compress a response's body, and which of them a client would like.
///
/// Source: RFC 9110, section 12.5.3 "Accept-Encoding".
package enum ContentCoding: String, Sendable, CaseIterable {
    case brotli = "br"
    case gzip
    case deflate

    /// The coding that the client prefers among `offered`; of those it likes equally, the first.
    ///
    /// - Parameters:
    ///   - fields: The values of `Accept-Encoding`.
    ///   - offered: What the server can do, the best first.
    /// - Returns: `nil` for none, when the client takes none of them or likes the body as it is better.
    package static func preferred(_ fields: [String], among offered: [ContentCoding]) -> ContentCoding? {
        var weights: [String: Int] = [:]
        for field in fields {
            for part in field.split(separator: ",") {
                let (name, weight) = Self.parse(part)
                if weights[name] == nil { weights[name] = weight }
            }
        }
        let star = weights["*"] ?? 0
        var best: (coding: ContentCoding, weight: Int)?
        for coding in offered {
            let weight = weights[coding.rawValue] ?? star
            if weight > best?.weight ?? 0 { best = (coding, weight) }
        }
        guard let best, best.weight >= weights["identity"] ?? 0 else { return nil }
        return best.coding
    }

    /// A coding's name in lower case and its weight in thousandths: 1000 without a `q`, 0 for a `q` that is none.
    private static func parse(_ part: Substring) -> (name: String, weight: Int) {
        let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
        guard let name = pieces.first else { return ("", 0) }
        guard let quality = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else { return (name, 1000) }
        guard let value = Double(quality.dropFirst(2)), (0...1).contains(value) else { return (name, 0) }
        return (name, Int(value * 1000))
    }
}
