import Crypto

/// What Strapi stores of an API token.
///
/// Source: spec/strapi.md d.4.
package enum APITokenKey {
    /// Lowercase hexadecimal digits of HMAC-SHA512.
    ///
    /// - Parameters:
    ///   - token: What the client presents, of any length.
    ///   - salt: The project's `apiToken.salt`.
    package static func make(of token: String, salt: String) -> String {
        let code = HMAC<SHA512>.authenticationCode(
            for: Array(token.utf8),
            using: SymmetricKey(data: Array(salt.utf8))
        )
        return code.map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
