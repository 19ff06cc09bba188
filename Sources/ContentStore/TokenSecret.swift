import Crypto
import Foundation

/// The secrets of API tokens, which the store keeps only as keyed digests.
package enum TokenSecret {
    /// 32 random bytes as 64 hexadecimal digits.
    package static func generate() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Hex.text(of: $0) }
    }

    /// What is kept of a secret: HMAC-SHA512 in lower-case hexadecimal digits, keyed with the UTF-8 bytes of the salt.
    ///
    /// Source: Strapi, admin `services/api-token`, as in spec/strapi.md d.4.
    package static func accessKey(for secret: String, salt: String) -> String {
        let code = HMAC<SHA512>.authenticationCode(
            for: Data(secret.utf8),
            using: SymmetricKey(data: Data(salt.utf8))
        )
        return Hex.text(of: code)
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hex {
    static func text(of bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
