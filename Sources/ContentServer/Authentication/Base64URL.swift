import Foundation

/// Bytes as text of letters, digits, `-` and `_`, without padding.
///
/// Source: RFC 7515, section 2.
enum Base64URL {
    /// - Returns: nil when the text is none of it.
    static func decode(_ text: Substring.UTF8View) -> [UInt8]? {
        var standard = ""
        for byte in text {
            switch byte {
            case UInt8(ascii: "-"): standard.append("+")
            case UInt8(ascii: "_"): standard.append("/")
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: standard.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        standard += String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: standard).map(Array.init)
    }

    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
