import Crypto
import Foundation

/// Signs what is posted, so that the receiver knows who sent it and that nobody changed it.
///
/// Source: Standard Webhooks 1.0, "Signature scheme": HMAC-SHA256 over `id.timestamp.body`, in Base64 after `v1,`.
package struct WebhookSignature: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: Any text, or `whsec_` and the key in Base64.
    /// - Throws: ``SettingProblem`` when what follows `whsec_` is not Base64.
    package init(secret: String) throws {
        let prefix = "whsec_"
        guard secret.hasPrefix(prefix) else {
            self.key = SymmetricKey(data: Data(secret.utf8))
            return
        }
        guard let bytes = Data(base64Encoded: String(secret.dropFirst(prefix.count))), !bytes.isEmpty else {
            throw SettingProblem("write the key in Base64 after \(prefix), or a secret that does not begin so")
        }
        self.key = SymmetricKey(data: bytes)
    }

    /// The header fields of one attempt.
    ///
    /// - Parameters:
    ///   - id: The same for each attempt, so that the receiver can tell what it has had before.
    ///   - second: Seconds since 1970, of this attempt.
    package func headers(id: String, second: Int64, body: [UInt8]) -> [(name: String, value: String)] {
        let signed = Data("\(id).\(second).".utf8) + Data(body)
        let code = Data(HMAC<SHA256>.authenticationCode(for: signed, using: self.key))
        return [
            ("webhook-id", id), ("webhook-timestamp", "\(second)"),
            ("webhook-signature", "v1,\(code.base64EncodedString())"),
        ]
    }
}
