import NIOCore
import SocketIOProtocol

/// The answer to a poll, in the framing of the client's revision.
///
/// Source: engine.io-protocol revisions 3 and 4, "HTTP long-polling"; engine.io 6.6, `lib/transports/polling.ts`.
extension HTTPResponse {
    static func payload(_ messages: [OutgoingMessage], _ form: FrameForm) -> HTTPResponse {
        let isBinary = form.revision == .three && !form.isBase64 && messages.contains(where: \.isBinary)
        let body: ByteBuffer
        switch form.revision {
        case .four: body = Self.separated(messages)
        case .three: body = isBinary ? Self.binary(messages) : Self.measured(messages)
        }
        return HTTPResponse(
            status: 200,
            headers: [
                ("Content-Type", isBinary ? "application/octet-stream" : "text/plain; charset=UTF-8"),
                ("Cache-Control", "no-store"),
            ],
            body: body,
            compression: Self.compression(of: messages, form)
        )
    }

    private static func compression(of messages: [OutgoingMessage], _ form: FrameForm) -> Compression {
        guard messages.contains(where: \.isCompressed) else { return .none }
        return messages.count == 1 && form.revision == .four ? .shared(messages[0]) : .ofBody
    }

    private static func separated(_ messages: [OutgoingMessage]) -> ByteBuffer {
        let texts = messages.map { $0.text(.four) }
        guard texts.count > 1 else { return texts.first ?? ByteBuffer() }
        var body = ByteBuffer()
        body.reserveCapacity(texts.reduce(0) { $0 + $1.readableBytes + 1 })
        for (index, text) in texts.enumerated() {
            if index > 0 { body.writeInteger(EnginePayload.separator) }
            body.writeImmutableBuffer(text)
        }
        return body
    }

    private static func measured(_ messages: [OutgoingMessage]) -> ByteBuffer {
        var body = ByteBuffer()
        for message in messages {
            let text = message.text(.three)
            body.writeBytes(Revision3Payload.textHeader(text.readableBytesView))
            body.writeImmutableBuffer(text)
        }
        return body
    }

    private static func binary(_ messages: [OutgoingMessage]) -> ByteBuffer {
        var body = ByteBuffer()
        for message in messages {
            let length = message.payload.readableBytes + (message.isBinary ? 1 : 0)
            body.writeBytes(Revision3Payload.binaryHeader(isText: !message.isBinary, length: length))
            if message.isBinary { body.writeInteger(Revision3Payload.messageType) }
            body.writeImmutableBuffer(message.payload)
        }
        return body
    }
}
