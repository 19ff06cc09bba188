import NIOCore
import SocketIOProtocol

/// A packet on its way out, ready for every transport and shared by all its receivers.
struct OutgoingPacket: Sendable {
    /// The messages in the order in which they are sent: one, and one more for each attachment.
    let messages: [OutgoingMessage]
    /// What the messages weigh in a queue.
    let byteCount: Int

    /// - Parameter text: The Socket.IO packet, without the Engine.IO type.
    init(text: [UInt8], attachments: [[UInt8]] = [], isCompressed: Bool = true) {
        var messages = [OutgoingMessage(text: text, isCompressed: isCompressed)]
        messages.append(contentsOf: attachments.map { OutgoingMessage(binary: $0, isCompressed: isCompressed) })
        self.messages = messages
        self.byteCount = messages.reduce(0) { $0 + $1.frame.readableBytes }
    }
}

/// One Engine.IO packet in the bytes of both transports.
struct OutgoingMessage: Sendable {
    /// A whole unmasked WebSocket frame.
    let frame: ByteBuffer
    /// The packet as it stands in a polling payload, and in a text frame for a client that takes no binary.
    let text: ByteBuffer
    let isBinary: Bool
    /// Whether a transport that compresses may compress it.
    let isCompressed: Bool

    /// - Parameter text: What follows the type `4` of an Engine.IO message.
    init(text: [UInt8], isCompressed: Bool = true) {
        self.init(type: UInt8(ascii: "4"), text: text, isCompressed: isCompressed)
    }

    /// Any text packet: one buffer serves both transports.
    init(type: UInt8, text: [UInt8], isCompressed: Bool = true) {
        let header = WebSocketFrame.header(.text, length: text.count + 1)
        var frame = ByteBuffer()
        frame.reserveCapacity(header.count + text.count + 1)
        frame.writeBytes(header)
        frame.writeInteger(type)
        frame.writeBytes(text)
        self.text = frame.getSlice(at: header.count, length: text.count + 1) ?? ByteBuffer()
        self.frame = frame
        self.isBinary = false
        self.isCompressed = isCompressed
    }

    init(binary: [UInt8], isCompressed: Bool = true) {
        self.frame = ByteBuffer(bytes: WebSocketFrame.unmasked(.binary, payload: binary))
        self.text = ByteBuffer(bytes: EnginePacket.binary(binary).text)
        self.isBinary = true
        self.isCompressed = isCompressed
    }

    /// The frame for a client that asked for base64 with `b64`.
    var base64Frame: ByteBuffer {
        guard self.isBinary else { return self.frame }
        return ByteBuffer(bytes: WebSocketFrame.unmasked(.text, payload: Array(buffer: self.text)))
    }
}
