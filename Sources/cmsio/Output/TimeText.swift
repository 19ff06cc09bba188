import Foundation

/// Times for reading, in the zone of this machine.
enum TimeText {
    /// `2026-02-01 12:30`
    static func date(seconds: Int64) -> String {
        self.format(time_t(seconds), "%Y-%m-%d %H:%M")
    }

    /// `2026-02-01T12:30:00.250Z`
    static func universal(milliseconds: Int64) -> String {
        var second = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&second, &parts)
        return "\(self.format(parts, "%Y-%m-%dT%H:%M:%S")).\(self.fraction(milliseconds))Z"
    }

    /// `12:30:00`
    static func clock(seconds: Int64) -> String {
        self.format(time_t(seconds), "%H:%M:%S")
    }

    /// `12:30:00.250`
    static func clock(milliseconds: Int64) -> String {
        "\(self.clock(seconds: milliseconds / 1000)).\(self.fraction(milliseconds))"
    }

    private static func fraction(_ milliseconds: Int64) -> String {
        let fraction = String(milliseconds % 1000)
        return String(repeating: "0", count: max(0, 3 - fraction.count)) + fraction
    }

    private static func format(_ second: time_t, _ pattern: String) -> String {
        var second = second
        var parts = tm()
        return localtime_r(&second, &parts) == nil ? "?" : self.format(parts, pattern)
    }

    private static func format(_ parts: tm, _ pattern: String) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let count = withUnsafePointer(to: parts) { strftime(&buffer, buffer.count, pattern, $0) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
