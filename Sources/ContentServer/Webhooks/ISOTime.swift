import Foundation

/// Reads times as JavaScript's `toISOString` writes them, with or without milliseconds.
enum ISOTime {
    /// - Returns: Milliseconds since 1970; nil for a text that is no such time.
    static func milliseconds(_ text: String) -> Int64? {
        for hasFraction in [true, false] {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction)
            if let date = try? style.parse(text) { return Int64((date.timeIntervalSince1970 * 1000).rounded()) }
        }
        return nil
    }
}
