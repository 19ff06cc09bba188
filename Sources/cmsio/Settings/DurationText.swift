/// How durations are written: `500ms`, `5s`, `2m`, `12h`, `7d`.
package enum DurationText {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// Reads a whole number and its unit; at least 1 ms, at most ten years.
    ///
    /// - Throws: ``SettingProblem``
    @Sendable package static func parse(_ text: String) throws -> Duration {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text[digits.endIndex...]
        guard let number = Int64(digits), number > 0, let factor = self.units.first(where: { $0.name == unit }),
            case (let product, let overflow) = number.multipliedReportingOverflow(by: factor.milliseconds),
            !overflow, product <= 3650 * 86_400_000
        else { throw SettingProblem("write a number and its unit, as in 500ms, 5s, 2m, 12h or 7d") }
        return .milliseconds(product)
    }

    /// Reads a whole number of seconds or more, as ``parse(_:)`` does.
    ///
    /// - Throws: ``SettingProblem``
    @Sendable package static func parseSeconds(_ text: String) throws -> Duration {
        let duration = try Self.parse(text)
        guard duration.wholeMilliseconds % 1000 == 0 else {
            throw SettingProblem("write whole seconds, as in 30s or 7d")
        }
        return duration
    }

    /// Writes a duration in the largest unit that leaves it whole.
    package static func show(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        let unit = self.units.last { milliseconds % $0.milliseconds == 0 } ?? self.units[0]
        return "\(milliseconds / unit.milliseconds)\(unit.name)"
    }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        self.components.seconds * 1000 + self.components.attoseconds / 1_000_000_000_000_000
    }

    var wholeSeconds: Int64 { self.components.seconds }
}
