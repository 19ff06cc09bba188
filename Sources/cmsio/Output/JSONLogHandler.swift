import ContentEvents
import JSONText
import Logging

/// Writes log entries to standard error for programs: an object a line, with `time` (RFC 3339, UTC), `level`, `message` and
/// `metadata`.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    init(level: Logger.Level) {
        self.logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { metadata["error"] = "\(error)" }
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("time", TimeText.universal(milliseconds: WallClock.system.milliseconds))
        writer.member("level", event.level.rawValue)
        writer.member("message", "\(event.message)")
        writer.key("metadata")
        writer.value(.dictionary(metadata))
        writer.endObject()
        Terminal.tell(String(decoding: writer.bytes, as: UTF8.self))
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ value: Logger.Metadata.Value) {
        switch value {
        case .string(let text): self.string(text)
        case .stringConvertible(let value): self.string("\(value)")
        case .array(let values):
            self.beginArray()
            for value in values { self.value(value) }
            self.endArray()
        case .dictionary(let members):
            self.beginObject()
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                self.key(key)
                self.value(value)
            }
            self.endObject()
        }
    }
}
