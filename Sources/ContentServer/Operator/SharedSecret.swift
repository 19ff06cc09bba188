import Crypto

/// The secret that makes a peer an operator.
package typealias OperatorKey = SharedSecret

/// A secret that a peer must present, compared in constant time.
///
/// It never appears in a description.
package struct SharedSecret: Sendable, CustomStringConvertible {
    private let comparison: SymmetricKey
    private let code: HMAC<SHA256>.MAC

    /// - Parameter secret: The secret's text, without its line end.
    package init(secret: String) {
        // Comparing codes under a key of our own makes the time independent of both texts.
        self.comparison = SymmetricKey(size: .bits256)
        self.code = HMAC<SHA256>.authenticationCode(for: Array(secret.utf8), using: self.comparison)
    }

    package func matches(_ presented: String) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(self.code, authenticating: Array(presented.utf8), using: self.comparison)
    }

    package var description: String { "(set)" }
}
