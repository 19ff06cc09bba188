package import JSONText

/// The text by which a client names the last event it received, made from the event's position in its log.
///
/// Seven letters, as the reference server sends, and more after 62⁷ events; of equal length they sort as their
/// positions. Clients only store and return it.
package enum EventOffset {
    private static let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    private static let length = 7
    /// That of the greatest position.
    private static let maxLength = 11

    package static func text(_ position: UInt64) -> ExactString {
        var digits: [UInt8] = []
        var rest = position
        while rest > 0 || digits.count < Self.length {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: UInt64(Self.letters.count))
            digits.append(Self.letters[Int(digit)])
            rest = quotient
        }
        return ExactString(String(decoding: digits.reversed(), as: UTF8.self))
    }

    /// The position that `text` names, or `nil` when ``text(_:)`` makes no such text.
    package static func position(_ text: ExactString) -> UInt64? {
        guard text.utf8.count <= Self.maxLength else { return nil }
        var position: UInt64 = 0
        for byte in text.utf8 {
            guard let digit = Self.letters.firstIndex(of: byte) else { return nil }
            let (shifted, isTooLarge) = position.multipliedReportingOverflow(by: UInt64(Self.letters.count))
            let (sum, isTooLargeNow) = shifted.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !isTooLargeNow else { return nil }
            position = sum
        }
        return Self.text(position) == text ? position : nil
    }
}
