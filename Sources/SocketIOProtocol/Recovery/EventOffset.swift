package import JSONText

/// The text by which a client names the last event it received, made from the event's position in its log.
///
/// Seven letters as the reference server sends, more after 64⁷ events. Clients only store and return it.
package enum EventOffset {
    private static let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)
    private static let length = 7

    package static func text(_ position: UInt64) -> ExactString {
        var digits: [UInt8] = []
        var rest = position
        while rest > 0 || digits.count < Self.length {
            digits.append(Self.letters[Int(rest & 63)])
            rest >>= 6
        }
        return ExactString(String(decoding: digits.reversed(), as: UTF8.self))
    }

    /// The position that `text` names, or `nil` when ``text(_:)`` makes no such text.
    package static func position(_ text: ExactString) -> UInt64? {
        var position: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = Self.letters.firstIndex(of: byte), position <= UInt64.max >> 6 else { return nil }
            position = position << 6 | UInt64(digit)
        }
        return Self.text(position) == text ? position : nil
    }
}
