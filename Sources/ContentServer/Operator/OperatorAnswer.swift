import Foundation
import JSONText

/// What an operator is answered: `{"ok": true, …}` or `{"ok": false, "error": {"code", "message"}}`.
///
/// Source: DESIGN section 3, "operators".
package enum OperatorAnswer: Sendable {
    /// One member beside `ok`, a JSON text.
    case success(member: String, json: [UInt8])
    case done
    /// - code: The exit status that the command line gives.
    case failure(code: Int, message: String)

    /// A success that carries a value.
    package static func success(_ member: String, _ value: some Encodable) throws -> OperatorAnswer {
        .success(member: member, json: try Self.json(value))
    }

    /// A value as JSON, with its members in a stable order.
    package static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    package var json: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("ok")
        switch self {
        case .success(let member, let json):
            writer.bool(true)
            writer.key(member)
            writer.raw(json)
        case .done:
            writer.bool(true)
        case .failure(let code, let message):
            writer.bool(false)
            writer.key("error")
            Self.write(code: code, message: message, to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }

    /// `{"error": {"code", "message"}}`: a refusal over HTTP, where the status says the rest.
    package static func httpFailure(code: Int, _ message: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("error")
        Self.write(code: code, message: message, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func write(code: Int, message: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.integer(code)
        writer.key("message")
        writer.string(message)
        writer.endObject()
    }
}
