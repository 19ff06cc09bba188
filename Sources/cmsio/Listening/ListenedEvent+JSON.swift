import Foundation
import JSONText

extension ListenedEvent {
    /// One object on one line. What is not known is null; what does not apply is absent.
    ///
    /// `event`; of content `type` and `action`, of raw events `raw`; `data` and `meta`, of foreign events `args`; `id`,
    /// `offset`, `at` (milliseconds since 1970); for an operator `audiences` or `denied`; of what was before `replayed`.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("event", self.name.string)
        switch self.kind {
        case .content(let type, let action):
            writer.member("type", type.string)
            writer.member("action", action.string)
        case .raw, .foreign:
            writer.key("raw")
            writer.bool(true)
        }
        if self.kind == .foreign {
            self.writeForeign(to: &writer)
        } else {
            self.writeContent(to: &writer)
        }
        if self.isReplayed {
            writer.key("replayed")
            writer.bool(true)
        }
        writer.endObject()
        return writer.bytes
    }

    private func writeContent(to writer: inout JSONWriter) {
        if self.denial == nil {
            for key in ["data", "meta"] as [ExactString] { self.write(self.payload(key), as: key, to: &writer) }
        }
        for key in ["id", "offset"] as [ExactString] { self.write(self.told(key), as: key, to: &writer) }
        writer.key("at")
        writer.integer(Int(self.at))
        if let audiences { self.write(audiences, as: "audiences", to: &writer) }
        if let denial { self.writeDenial(denial, to: &writer) }
    }

    private func writeDenial(_ denial: JSONNode, to writer: inout JSONWriter) {
        writer.key("denied")
        writer.beginObject()
        for member in self.document.members(denial) { writer.copy(member, from: self.document) }
        if let ids = self.told("ids") { self.write(ids, as: "ids", to: &writer) }
        writer.endObject()
    }

    private func writeForeign(to writer: inout JSONWriter) {
        writer.key("args")
        writer.beginArray()
        for argument in self.argumentTexts { writer.raw(argument) }
        writer.endArray()
        writer.key("at")
        writer.integer(Int(self.at))
        if self.wantsAck {
            writer.key("wantsAck")
            writer.bool(true)
        }
    }

    /// Each argument, a JSON text, with binary values in Base64.
    var argumentTexts: [[UInt8]] {
        self.arguments.map { argument in
            var writer = JSONWriter()
            self.write(argument, to: &writer)
            return writer.bytes
        }
    }

    /// Writes an argument with its binary values in Base64: `{"$binary": "AAE="}`.
    private func write(_ node: JSONNode, to writer: inout JSONWriter) {
        guard self.hasBinary else { return writer.raw(self.document.compactText(node)) }
        if let binary = self.binary(node) {
            writer.beginObject()
            writer.member("$binary", Data(binary).base64EncodedString())
            writer.endObject()
            return
        }
        switch self.document.kind(node) {
        case .array:
            writer.beginArray()
            for element in self.document.elements(node) { self.write(element, to: &writer) }
            writer.endArray()
        case .object:
            writer.beginObject()
            for member in self.document.members(node) {
                writer.copyKey(member.key, from: self.document)
                self.write(member.value, to: &writer)
            }
            writer.endObject()
        case .string, .number, .bool, .null: writer.raw(self.document.compactText(node))
        }
    }

    private func write(_ value: JSONNode?, as key: ExactString, to writer: inout JSONWriter) {
        writer.key(key)
        if let value {
            writer.raw(self.document.compactText(value))
        } else {
            writer.null()
        }
    }
}
