package import JSONText

/// The number by which a reply finds its event.
///
/// The peer's ids are kept as its digits and given back as written, so that no id is too large for us.
package struct AckID: Hashable, Sendable, CustomStringConvertible {
    /// The longest run of digits a peer may send.
    package static let maxDigits = 64

    /// `0` to `9`, at least one.
    package let digits: ExactString

    package init(_ number: UInt64) {
        self.digits = ExactString(String(number))
    }

    /// - Parameter digits: Nothing but the digits `0` to `9`.
    init?(digits: ArraySlice<UInt8>) {
        guard !digits.isEmpty, digits.count <= Self.maxDigits else { return nil }
        self.digits = ExactString(String(decoding: digits, as: UTF8.self))
    }

    /// The id as one of ours, or `nil` when it is too large to be.
    package var number: UInt64? { UInt64(self.digits.string) }

    package var description: String { self.digits.string }
}
