import JSONText
import SocketIOProtocol

/// Turns values into the arguments of an event: JSON texts, and the binary values among them as attachments.
struct ArgumentEncoding {
    private(set) var arguments: [[UInt8]] = []
    private let attachmentList = AttachmentList()

    var attachments: [[UInt8]] { self.attachmentList.attachments }

    /// - Throws: `EncodingError`, for a number that JSON cannot write, or by the value's own `encode(to:)`.
    mutating func append<Value: Encodable>(_ value: Value) throws {
        let box = ValueBox()
        try ValueEncoder(box: box, attachments: self.attachmentList, codingPath: []).encode(value)
        var writer = JSONWriter(capacity: 32)
        box.write(to: &writer)
        self.arguments.append(writer.bytes)
    }
}

/// The binary values found so far.
final class AttachmentList {
    private(set) var attachments: [[UInt8]] = []

    /// - Returns: What stands in its place.
    func add(_ bytes: [UInt8]) -> [UInt8] {
        self.attachments.append(bytes)
        return AttachmentPlaceholder.json(self.attachments.count - 1)
    }
}

/// A JSON value that is being put together.
final class ValueBox {
    enum Content {
        case nothing
        /// A whole JSON text.
        case text([UInt8])
        case string(String)
        case array([ValueBox])
        case object([(key: String, value: ValueBox)])
    }
    var content = Content.nothing

    /// The elements, of a value that becomes an array with the first call.
    func append() -> ValueBox {
        let element = ValueBox()
        if case .array(var elements) = self.content {
            self.content = .nothing
            elements.append(element)
            self.content = .array(elements)
        } else {
            self.content = .array([element])
        }
        return element
    }

    /// A member of a value that becomes an object with the first call; a member of the same name is replaced.
    func member(_ key: String) -> ValueBox {
        let member = ValueBox()
        if case .object(var members) = self.content {
            self.content = .nothing
            if let index = members.firstIndex(where: { $0.key == key }) {
                members[index].value = member
            } else {
                members.append((key, member))
            }
            self.content = .object(members)
        } else {
            self.content = .object([(key, member)])
        }
        return member
    }

    func write(to writer: inout JSONWriter) {
        switch self.content {
        case .text(let text): writer.raw(text)
        case .string(let string): writer.string(string)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for (key, value) in members {
                writer.key(key)
                value.write(to: &writer)
            }
            writer.endObject()
        case .nothing:
            writer.beginObject()
            writer.endObject()
        }
    }
}
