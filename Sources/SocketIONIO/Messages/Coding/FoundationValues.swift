#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The types whose values are bytes: `[UInt8]` and `Data`.
enum Bytes {
    /// The bytes of a value of one of those types.
    static func of<Value>(_ value: Value) -> [UInt8]? {
        // An empty array of anything can be cast to [UInt8], so the type is what counts.
        if Value.self == [UInt8].self { return value as? [UInt8] }
        if Value.self == Data.self { return (value as? Data).map { Array($0) } }
        return nil
    }

    /// A value of one of those types.
    static func value<Value>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
        if type == [UInt8].self { return bytes as? Value }
        if type == Data.self { return Data(bytes) as? Value }
        return nil
    }

    static func areWanted<Value>(by type: Value.Type) -> Bool { type == [UInt8].self || type == Data.self }
}

/// The types whose JSON is a text by custom, though their `Codable` says otherwise: `Date` in ISO 8601 with milliseconds
/// and `Z`, as JavaScript writes it, and `URL`.
enum FoundationText {
    static func of<Value>(_ value: Value) -> String? {
        switch value {
        case let date as Date: date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        case let url as URL: url.absoluteString
        default: nil
        }
    }

    static func isWanted<Value>(by type: Value.Type) -> Bool { type == Date.self || type == URL.self }

    /// A value of one of those types, or `nil` when the text is none.
    static func value<Value>(_ type: Value.Type, _ text: String) -> Value? {
        if type == URL.self { return URL(string: text) as? Value }
        // A text without milliseconds is a date as well.
        let date =
            (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle()))
        return date as? Value
    }
}
