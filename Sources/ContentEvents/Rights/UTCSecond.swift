/// A second of the calendar, as files write it: `2027-01-31T12:00:00Z`.
package struct UTCSecond: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Since 1970.
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Reads `2027-01-31T12:00:00Z`; nil for anything else, also for days and hours that there are none of.
    package init?(parsing text: String) {
        let bytes = Array(text.utf8)
        let pattern = Array("0000-00-00T00:00:00Z".utf8)
        guard bytes.count == pattern.count else { return nil }
        var numbers = [0]
        for (byte, expected) in zip(bytes, pattern) {
            if expected == UInt8(ascii: "0") {
                guard let digit = Character(Unicode.Scalar(byte)).wholeNumberValue else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + digit
            } else {
                guard byte == expected else { return nil }
                numbers.append(0)
            }
        }
        let clock = (numbers[3] * 60 + numbers[4]) * 60 + numbers[5]
        self.seconds = Self.days(year: numbers[0], month: numbers[1], day: numbers[2]) * 86_400 + Int64(clock)
        // A 31st of April would be the 1st of May: what is written must be what is read.
        guard self.description == text else { return nil }
    }

    package var description: String {
        let day = self.seconds.quotientFloored(by: 86_400)
        let second = self.seconds - day * 86_400
        let (year, month, date) = Self.date(day)
        let parts = [Int64(month), Int64(date), second / 3600, second / 60 % 60, second % 60]
        let texts = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }
        let years = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
        return "\(years)-\(texts[0])-\(texts[1])T\(texts[2]):\(texts[3]):\(texts[4])Z"
    }

    /// Days since 1970-01-01, counted in years that begin in March, so that a leap day is their last.
    private static func days(year: Int, month: Int, day: Int) -> Int64 {
        let year = Int64(month <= 2 ? year - 1 : year)
        let era = year.quotientFloored(by: 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * Int64(month > 2 ? month - 3 : month + 9) + 2) / 5 + Int64(day) - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(_ days: Int64) -> (year: Int64, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.quotientFloored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int64 {
    fileprivate func quotientFloored(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
