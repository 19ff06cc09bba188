/// The kinds of values that settings have.
extension Setting {
    /// A whole number within a range.
    static func number(_ description: SettingDescription, _ range: ClosedRange<Int>) -> Setting<Int?> {
        Setting<Int?>(description, standard: nil) { texts in
            guard let number = Int(try texts.only), range.contains(number) else {
                let upTo = range.upperBound == .max ? "or more" : "to \(range.upperBound)"
                throw SettingProblem("write a whole number, \(range.lowerBound) \(upTo)")
            }
            return number
        } show: {
            $0.map(String.init) ?? "none"
        }
    }

    /// A whole number within a range, with a default.
    static func number(
        _ description: SettingDescription,
        _ range: ClosedRange<Int>,
        standard: Int
    ) -> Setting<Int> {
        let optional = Setting<Int?>.number(description, range)
        return Setting<Int>(description, standard: standard) {
            try optional.parse($0) ?? standard
        } show: {
            "\($0)"
        }
    }

    /// Any text but an empty one.
    static func text(_ description: SettingDescription) -> Setting<String?> {
        Setting<String?>(description, standard: nil) {
            try $0.only
        } show: {
            $0 ?? "none"
        }
    }

    /// Any text but an empty one, with a default.
    static func text(_ description: SettingDescription, standard: String) -> Setting<String> {
        Setting<String>(description, standard: standard) {
            try $0.only
        } show: {
            $0
        }
    }

    static func list(_ description: SettingDescription, standard: [String] = []) -> Setting<[String]> {
        Setting<[String]>(description, standard: standard) {
            $0
        } show: {
            $0.joined(separator: ",")
        }
    }

    static func duration(_ description: SettingDescription, standard: Duration) -> Setting<Duration> {
        Setting<Duration>(description, standard: standard) {
            try DurationText.parse(try $0.only)
        } show: {
            DurationText.show($0)
        }
    }

    static func byteCount(
        _ description: SettingDescription,
        _ range: ClosedRange<Int>,
        standard: Int
    ) -> Setting<Int> {
        Setting<Int>(description, standard: standard) { texts in
            let count = try ByteCountText.parse(try texts.only)
            guard range.contains(count) else {
                throw SettingProblem("write a size of \(range.lowerBound) to \(range.upperBound) bytes")
            }
            return count
        } show: {
            "\($0)"
        }
    }

    static func truth(_ description: SettingDescription) -> Setting<Bool> {
        Setting<Bool>(description, standard: false) { texts in
            switch try texts.only.lowercased() {
            case "true", "yes", "on", "1": return true
            case "false", "no", "off", "0": return false
            default: throw SettingProblem("write true or false")
            }
        } show: {
            "\($0)"
        }
    }

    /// One of the values of an enumeration.
    static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ description: SettingDescription,
        standard: Choice
    ) -> Setting<Choice> where Choice.RawValue == String {
        Setting<Choice>(description, standard: standard) { texts in
            let text = try texts.only
            guard let choice = Choice(rawValue: text) else {
                throw SettingProblem("write \(Choice.allCases.map(\.rawValue).joined(separator: " or "))")
            }
            return choice
        } show: {
            $0.rawValue
        }
    }
}

extension [String] {
    /// The one text there is.
    ///
    /// - Throws: ``SettingProblem`` for none, an empty one, or several.
    fileprivate var only: String {
        get throws {
            guard let text = self.first, !text.isEmpty else { throw SettingProblem("write a value") }
            guard self.count == 1 else { throw SettingProblem("write one value, not a list") }
            return text
        }
    }
}
