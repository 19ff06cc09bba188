package import JSONText

/// Writes Socket.IO packets as text, without the Engine.IO type in front.
///
/// Source: socket.io-protocol revision 5, "Packet encoding".
package enum SocketPacketText {
    /// Writes any packet from its parts.
    ///
    /// - Parameters:
    ///   - namespace: Left out of the text when it is `/`.
    ///   - attachmentCount: How many binary messages will follow; with any, an event or ack gets its binary type.
    ///   - payload: A valid JSON text, copied as it is; empty for none.
    package static func packet(
        _ kind: SocketPacketKind,
        namespace: ExactString,
        ackID: AckID?,
        attachmentCount: Int,
        payload: [UInt8]
    ) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(payload.count + namespace.utf8.count + 16)
        text.append(kind.digit(hasAttachments: attachmentCount > 0))
        if attachmentCount > 0 {
            text.append(contentsOf: String(attachmentCount).utf8)
            text.append(UInt8(ascii: "-"))
        }
        if namespace != "/" {
            text.append(contentsOf: namespace.utf8)
            text.append(UInt8(ascii: ","))
        }
        if let ackID { text.append(contentsOf: ackID.digits.utf8) }
        text.append(contentsOf: payload)
        return text
    }

    /// A client's request to join a namespace; `auth` is a JSON object.
    package static func connect(namespace: ExactString, auth: [UInt8]?) -> [UInt8] {
        Self.packet(.connect, namespace: namespace, ackID: nil, attachmentCount: 0, payload: auth ?? [])
    }

    /// The server's acceptance: exactly `{"sid":…}`, and `"pid":…` for a client that may come back.
    package static func connected(
        namespace: ExactString,
        socketID: ExactString,
        privateID: ExactString? = nil
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.key("sid")
        writer.string(socketID.string)
        if let privateID {
            writer.key("pid")
            writer.string(privateID.string)
        }
        writer.endObject()
        return Self.packet(.connect, namespace: namespace, ackID: nil, attachmentCount: 0, payload: writer.bytes)
    }

    /// The server's refusal; `data` is a JSON text, left out when there is none.
    package static func connectError(namespace: ExactString, message: String, data: [UInt8]?) -> [UInt8] {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.key("message")
        writer.string(message)
        if let data {
            writer.key("data")
            writer.raw(data)
        }
        writer.endObject()
        return Self.packet(.connectError, namespace: namespace, ackID: nil, attachmentCount: 0, payload: writer.bytes)
    }

    package static func disconnect(namespace: ExactString) -> [UInt8] {
        Self.packet(.disconnect, namespace: namespace, ackID: nil, attachmentCount: 0, payload: [])
    }

    /// An event; `arguments` are JSON texts, with a placeholder for each of the attachments.
    ///
    /// - Parameter offset: Where it stands in the log, as one argument more.
    package static func event(
        _ name: ExactString,
        arguments: [[UInt8]],
        offset: ExactString? = nil,
        namespace: ExactString,
        ackID: AckID?,
        attachmentCount: Int
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: arguments.reduce(name.utf8.count + 8) { $0 + $1.count + 1 })
        writer.beginArray()
        writer.string(name.string)
        for argument in arguments { writer.raw(argument) }
        if let offset { writer.string(offset.string) }
        writer.endArray()
        return Self.packet(
            .event,
            namespace: namespace,
            ackID: ackID,
            attachmentCount: attachmentCount,
            payload: writer.bytes
        )
    }

    /// The reply to an event with an id; `arguments` are JSON texts.
    package static func ack(
        _ id: AckID,
        arguments: [[UInt8]],
        namespace: ExactString,
        attachmentCount: Int
    ) -> [UInt8] {
        var writer = JSONWriter(capacity: arguments.reduce(8) { $0 + $1.count + 1 })
        writer.beginArray()
        for argument in arguments { writer.raw(argument) }
        writer.endArray()
        return Self.packet(
            .ack,
            namespace: namespace,
            ackID: id,
            attachmentCount: attachmentCount,
            payload: writer.bytes
        )
    }
}
