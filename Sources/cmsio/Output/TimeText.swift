import Foundation

/// Times for reading, in the zone of this machine.
enum TimeText {
    /// `2026-02-01 12:30`
    static func date(seconds: Int64) -> String {
        self.format(time_t(seconds), "%Y-%m-%d %H:%M")
    }

    /// `12:30:00.250`
    static func clock(milliseconds: Int64) -> String {
        let fraction = String(milliseconds % 1000)
        let zeros = String(repeating: "0", count: max(0, 3 - fraction.count))
        return "\(self.format(time_t(milliseconds / 1000), "%H:%M:%S")).\(zeros)\(fraction)"
    }

    private static func format(_ second: time_t, _ pattern: String) -> String {
        var second = second
        var parts = tm()
        guard localtime_r(&second, &parts) != nil else { return "?" }
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, pattern, &parts)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
