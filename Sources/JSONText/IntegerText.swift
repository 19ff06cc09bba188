/// Reads a number, as RFC 8259 section 6 writes it, when it is a whole one that fits an `Int`.
enum IntegerText {
    /// - Parameter number: A number that the parser accepted.
    static func value(of number: ArraySlice<UInt8>) -> Int? {
        let exponentMark = number.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? number.endIndex
        guard let mantissa = Mantissa(number[..<exponentMark]) else { return nil }
        if mantissa.digits == 0 { return 0 }
        let exponent = mantissa.exponent + self.exponent(number[exponentMark...].dropFirst())
        // Below 0 the last digit stands behind the point; 10^19 is above every Int.
        guard 0...18 ~= exponent, let magnitude = mantissa.digits.shifted(by: exponent) else { return nil }
        return number.first == UInt8(ascii: "-") ? Int(exactly: -Int128(magnitude)) : Int(exactly: magnitude)
    }

    /// The number without its exponent: `digits` times ten to the `exponent`, where `digits` does not end in 0.
    private struct Mantissa {
        var digits: UInt64 = 0
        var exponent = 0

        /// - Returns: `nil` for digits that fit no `Int`, whatever follows them.
        init?(_ text: ArraySlice<UInt8>) {
            var zeros = 0
            for byte in text where byte != UInt8(ascii: "-") && byte != UInt8(ascii: ".") {
                let digit = UInt64(byte - UInt8(ascii: "0"))
                if digit == 0 {
                    zeros += self.digits == 0 ? 0 : 1
                } else {
                    guard let shifted = self.digits.shifted(by: zeros + 1) else { return nil }
                    let (sum, isOver) = shifted.addingReportingOverflow(digit)
                    if isOver { return nil }
                    self.digits = sum
                    zeros = 0
                }
            }
            let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.endIndex
            self.exponent = zeros - text[point...].dropFirst().count
        }
    }

    /// The value of a written exponent, such as `+12`; 0 for none. Enormous ones stop growing, out of reach of any text.
    private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
        var value = 0
        for byte in text where UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte && value < 1 << 40 {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }
}

extension UInt64 {
    /// Times ten to the `places`; `nil` when that does not fit.
    fileprivate func shifted(by places: Int) -> UInt64? {
        if self == 0 { return 0 }
        var value = self
        for _ in 0..<places {
            let (product, isOver) = value.multipliedReportingOverflow(by: 10)
            if isOver { return nil }
            value = product
        }
        return value
    }
}
