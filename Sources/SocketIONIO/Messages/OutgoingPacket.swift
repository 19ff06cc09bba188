import NIOCore
import SocketIOProtocol
import Synchronization

/// A packet on its way out, ready for every transport and shared by all its receivers.
struct OutgoingPacket: Sendable {
    /// The messages in the order in which they are sent: one, and one more for each attachment.
    let messages: [OutgoingMessage]
    /// What the messages weigh in a queue.
    let byteCount: Int
    /// The message of a packet without attachments.
    var onlyMessage: OutgoingMessage? { self.messages.count == 1 ? self.messages.first : nil }

    /// - Parameters:
    ///   - text: The Socket.IO packet, without the Engine.IO type.
    ///   - isCompressed: Whether a transport that compresses may compress it.
    init(text: [UInt8], attachments: [[UInt8]] = [], isCompressed: Bool = true) {
        var messages = [OutgoingMessage(text: text, isCompressed: isCompressed)]
        messages += attachments.map { OutgoingMessage(binary: $0, isCompressed: isCompressed) }
        self.messages = messages
        self.byteCount = messages.reduce(0) { $0 + $1.frame.readableBytes }
    }
}

/// One Engine.IO packet in the bytes of every transport. What few clients need is made when the first of them gets it,
/// and shared by the others.
final class OutgoingMessage: Sendable {
    /// A whole unmasked WebSocket frame, as nearly all clients get it.
    let frame: ByteBuffer
    /// The frame's payload: a packet in text, or the bytes of a binary message.
    let payload: ByteBuffer
    let isBinary: Bool
    let isCompressed: Bool
    private let variants = Mutex<[Variant: ByteBuffer]>([:])

    private enum Variant: Hashable {
        case frame(FrameForm)
        case base64(EngineRevision)
        case compressedText(Zlib.Format)
    }

    /// - Parameter text: What follows the type `4` of an Engine.IO message.
    convenience init(text: [UInt8], isCompressed: Bool = true) {
        self.init(type: UInt8(ascii: "4"), text: text, isCompressed: isCompressed)
    }

    /// Any text packet: one buffer serves all transports.
    init(type: UInt8, text: [UInt8], isCompressed: Bool = true) {
        let header = WebSocketFrame.header(.text, length: text.count + 1)
        var frame = ByteBuffer()
        frame.reserveCapacity(header.count + text.count + 1)
        frame.writeBytes(header)
        frame.writeInteger(type)
        frame.writeBytes(text)
        self.payload = frame.getSlice(at: header.count, length: text.count + 1) ?? ByteBuffer()
        self.frame = frame
        self.isBinary = false
        self.isCompressed = isCompressed
    }

    init(binary: [UInt8], isCompressed: Bool = true) {
        let frame = ByteBuffer(bytes: WebSocketFrame.unmasked(.binary, payload: binary))
        let start = frame.readableBytes - binary.count
        self.payload = frame.getSlice(at: start, length: binary.count) ?? ByteBuffer()
        self.frame = frame
        self.isBinary = true
        self.isCompressed = isCompressed
    }

    /// The packet as text: `b` and base64 for binary, with the type between them in revision 3.
    func text(_ revision: EngineRevision) -> ByteBuffer {
        guard self.isBinary else { return self.payload }
        return self.variant(.base64(revision)) {
            var text = Array((revision == .three ? "b4" : "b").utf8)
            Base64.encode(Array(buffer: self.payload), into: &text)
            return ByteBuffer(bytes: text)
        }
    }

    /// The frame for a client that takes it in that form only.
    func frame(as form: FrameForm) -> ByteBuffer {
        let deflates = form.deflatesFrom.map { self.isCompressed && self.payload.readableBytes >= $0 } ?? false
        guard self.isBinary && (form.isBase64 || form.revision == .three) || deflates else { return self.frame }
        return self.variant(.frame(form)) { self.makeFrame(form, deflates: deflates) }
    }

    /// The packet as text of revision 4, compressed.
    ///
    /// - Returns: `nil` when there is no memory for it.
    func compressedText(_ format: Zlib.Format) -> ByteBuffer? {
        let key = Variant.compressedText(format)
        if let made = self.variants.withLock({ $0[key] }) { return made }
        guard let bytes = Zlib.compress(self.text(.four).readableBytesView, as: format) else { return nil }
        return self.variant(key) { ByteBuffer(bytes: bytes) }
    }

    private func makeFrame(_ form: FrameForm, deflates: Bool) -> ByteBuffer {
        let isText = !self.isBinary || form.isBase64
        var payload = isText ? self.text(form.revision) : self.payload
        if !isText, form.revision == .three {
            payload = ByteBuffer(bytes: [Revision3Payload.messageType] + Array(buffer: payload))
        }
        let compressed = deflates ? PerMessageDeflate.deflate(payload.readableBytesView) : nil
        let body = compressed.map { ByteBuffer(bytes: $0) } ?? payload
        var frame = ByteBuffer(
            bytes: WebSocketFrame.header(
                isText ? .text : .binary,
                length: body.readableBytes,
                isCompressed: compressed != nil
            )
        )
        frame.writeImmutableBuffer(body)
        return frame
    }

    private func variant(_ key: Variant, make: () -> ByteBuffer) -> ByteBuffer {
        if let made = self.variants.withLock({ $0[key] }) { return made }
        let new = make()
        return self.variants.withLock { variants in
            if let made = variants[key] { return made }
            variants[key] = new
            return new
        }
    }
}

/// What a client takes over its WebSocket besides plain frames.
struct FrameForm: Sendable, Hashable {
    var revision = EngineRevision.four
    /// It takes no binary frames.
    var isBase64 = false
    /// From how many bytes on messages are compressed; `nil` when that was not agreed on.
    var deflatesFrom: Int?

    /// Whether every message goes out as ``OutgoingMessage/frame``.
    var isPlain: Bool { self == FrameForm() }
}
