/// Numbers for reading.
package enum CountText {
    /// `1,234,567`
    package static func number(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        let groups = digits.indices.map { index in
            (digits.count - index).isMultiple(of: 3) && index > 0 ? ",\(digits[index])" : "\(digits[index])"
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }

    /// `1 event`, `1,234 events`
    static func events(_ count: Int) -> String { self.of(count, "event") }

    /// `1 role`, `4 roles`
    static func of(_ count: Int, _ word: String) -> String { "\(self.number(count)) \(word)\(count == 1 ? "" : "s")" }

    /// `1,234 a second`; nil when too little time has passed to tell.
    static func rate(_ count: Int, over duration: Duration) -> String? {
        let seconds = duration / .seconds(1)
        guard seconds > 0.05, count > 0 else { return nil }
        return "\(self.number(Int(Double(count) / seconds))) a second"
    }
}

extension Duration {
    /// Seconds with so many digits after the point, as in `1.234`.
    package func secondsText(digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let units = Int((self / .seconds(1) * Double(scale)).rounded())
        let fraction = String(units % scale)
        return "\(units / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
