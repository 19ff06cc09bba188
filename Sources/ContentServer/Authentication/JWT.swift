package import JSONText

/// A signed JSON Web Token of users-permissions: HMAC with SHA-2, secrets of any length.
///
/// Source: RFC 7519 and RFC 7515 (compact serialization); spec/strapi.md d.3 for what Strapi accepts.
package struct JWT: Sendable {
    /// Why a token is not accepted. It never says what the token held.
    package enum Refusal: Error, Equatable {
        case malformed, algorithmNotAllowed, badSignature, notYetValid, expired
    }

    /// The claims: always a JSON object.
    package let claims: JSONDocument
    /// Seconds since 1970 at which the token ends; nil for one that never does.
    package let expiresAt: Double?

    /// Verifies a token's signature and times.
    ///
    /// - Parameters:
    ///   - token: The three base64url parts, without padding.
    ///   - algorithms: Those that the issuer may use; `none` is never among them.
    ///   - now: Whole seconds since 1970. A token is expired when `now >= exp`, too early when `nbf > now`.
    package init(
        verifying token: String,
        secret: String,
        algorithms: [Algorithm] = Algorithm.allCases,
        now: Int64
    ) throws(Refusal) {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw .malformed }
        guard header.value("crit", in: header.root) == nil,
            let name = header.value("alg", in: header.root).flatMap(header.exactString),
            let algorithm = algorithms.first(where: { ExactString($0.rawValue) == name })
        else { throw .algorithmNotAllowed }
        let signed = Array(token.utf8.prefix(parts[0].count + 1 + parts[1].count))
        guard algorithm.isValid(signature, for: signed, secret: secret) else { throw .badSignature }
        if let notBefore = try Self.seconds("nbf", in: claims), notBefore > Double(now) { throw .notYetValid }
        self.expiresAt = try Self.seconds("exp", in: claims)
        if let expiresAt = self.expiresAt, Double(now) >= expiresAt { throw .expired }
        self.claims = claims
    }

    /// A token as users-permissions issues it, in its `legacy` mode: `{id, iat, exp}`.
    ///
    /// - Parameter lifetime: Seconds; nil for a token that never ends.
    package static func issue(
        user id: Int64,
        secret: String,
        algorithm: Algorithm = .hs256,
        now: Int64,
        lifetime: Int64?
    ) -> String {
        let expiry = lifetime.map { ",\"exp\":\(now + $0)" } ?? ""
        return Self.issue(claims: "{\"id\":\(id),\"iat\":\(now)\(expiry)}", secret: secret, algorithm: algorithm)
    }

    /// A token that says what the issuer wants it to.
    ///
    /// - Parameter claims: A JSON object.
    package static func issue(claims: String, secret: String, algorithm: Algorithm) -> String {
        let header = #"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#
        let signed = [header, claims].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
        return signed + "." + Base64URL.encode(algorithm.sign(Array(signed.utf8), secret: secret))
    }

    private static func object(_ part: Substring.UTF8View) -> JSONDocument? {
        // A part that is no JSON is told like any other malformed one: the caller may not learn more.
        guard let bytes = Base64URL.decode(part), let document = try? JSONDocument(parsing: bytes),
            document.kind(document.root) == .object
        else { return nil }
        return document
    }

    private static func seconds(_ claim: ExactString, in claims: JSONDocument) throws(Refusal) -> Double? {
        guard let node = claims.value(claim, in: claims.root) else { return nil }
        guard claims.kind(node) == .number, let seconds = Double(String(decoding: claims.text(node), as: UTF8.self))
        else { throw .malformed }
        return seconds
    }
}
