import Crypto
import Foundation
package import JSONText

/// A signed JSON Web Token of users-permissions: HMAC with SHA-2, secrets of any length.
///
/// Source: RFC 7519 and RFC 7515 (compact serialization); spec/strapi.md d.3 for what Strapi accepts.
package struct JWT: Sendable {
    package enum Algorithm: String, CaseIterable, Sendable {
        case hs256 = "HS256"
        case hs384 = "HS384"
        case hs512 = "HS512"
    }

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
            let signature = Self.decode(parts[2])
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

    /// A token as users-permissions issues it, in its `legacy` mode: `{id, iat, exp}`, HS256.
    ///
    /// - Parameter lifetime: Seconds; nil for a token that never ends.
    package static func issue(user id: Int64, secret: String, now: Int64, lifetime: Int64?) -> String {
        let expiry = lifetime.map { ",\"exp\":\(now + $0)" } ?? ""
        let parts = [#"{"alg":"HS256","typ":"JWT"}"#, "{\"id\":\(id),\"iat\":\(now)\(expiry)}"]
        let signed = parts.map { Self.encode(Array($0.utf8)) }.joined(separator: ".")
        return signed + "." + Self.encode(Algorithm.hs256.sign(Array(signed.utf8), secret: secret))
    }

    private static func object(_ part: Substring.UTF8View) -> JSONDocument? {
        // A part that is no JSON is told like any other malformed one: the caller may not learn more.
        guard let bytes = Self.decode(part), let document = try? JSONDocument(parsing: bytes),
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

    private static func decode(_ part: Substring.UTF8View) -> [UInt8]? {
        var text = ""
        for byte in part {
            switch byte {
            case UInt8(ascii: "-"): text.append("+")
            case UInt8(ascii: "_"): text.append("/")
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        text += String(repeating: "=", count: (4 - part.count % 4) % 4)
        return Data(base64Encoded: text).map(Array.init)
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

extension JWT.Algorithm {
    fileprivate func sign(_ bytes: [UInt8], secret: String) -> [UInt8] {
        let key = SymmetricKey(data: Array(secret.utf8))
        return switch self {
        case .hs256: Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
        case .hs384: Array(HMAC<SHA384>.authenticationCode(for: bytes, using: key))
        case .hs512: Array(HMAC<SHA512>.authenticationCode(for: bytes, using: key))
        }
    }

    /// Compares in constant time.
    fileprivate func isValid(_ code: [UInt8], for bytes: [UInt8], secret: String) -> Bool {
        let key = SymmetricKey(data: Array(secret.utf8))
        return switch self {
        case .hs256: HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: bytes, using: key)
        case .hs384: HMAC<SHA384>.isValidAuthenticationCode(code, authenticating: bytes, using: key)
        case .hs512: HMAC<SHA512>.isValidAuthenticationCode(code, authenticating: bytes, using: key)
        }
    }
}
