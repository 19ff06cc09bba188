import JSONText
import SocketIONIO
import SocketIOProtocol
import TestClients

/// Something that reads what a peer sent, with what must hold for any bytes at all.
///
/// The raw value names its folder of the corpus.
enum DecoderTarget: String, CaseIterable {
    case payload
    case payload3 = "payload-3"
    case binaryPayload3 = "binary-payload-3"
    case socketPackets = "socket-packets"
    case clientFrames = "client-frames"
    case serverFrames = "server-frames"
    case compressedFrames = "compressed-frames"

    /// The most bytes of a message, small enough for random lengths to exceed it.
    static let maxMessageBytes = 1 << 16

    /// Reads `input`; a decoder that traps ends the process.
    ///
    /// - Parameter random: For the pieces in which the input comes.
    /// - Returns: Whether all of it was read without a fault.
    /// - Throws: ``Broken`` when something that must hold does not.
    @discardableResult
    func check(_ input: [UInt8], _ random: inout SeededRandom) throws -> Bool {
        switch self {
        case .payload: try PayloadCheck(revision: .four).run(input)
        case .payload3: try PayloadCheck(revision: .three).run(input)
        case .binaryPayload3: try PayloadCheck(revision: .three, isBinary: true).run(input)
        case .socketPackets: try SocketPacketCheck().run(input)
        case .clientFrames: try FrameCheck(peer: .client).run(input, &random)
        case .serverFrames: try FrameCheck(peer: .server).run(input, &random)
        case .compressedFrames:
            try FrameCheck(peer: .client, inflate: PerMessageDeflate.inflate).run(input, &random)
        }
    }
}

/// What must hold does not.
struct Broken: Error, CustomStringConvertible {
    let description: String

    static func unless(_ holds: Bool, _ law: String) throws {
        if !holds { throw Broken(description: law) }
    }
}

/// A polling body: what is read from it is no larger, and comes back from its own encoding.
private struct PayloadCheck {
    let revision: EngineRevision
    var isBinary = false

    func run(_ input: [UInt8]) throws -> Bool {
        let (packets, isWhole) = self.packets(of: input)
        let bytes = packets.reduce(0) { $0 + $1.text.count }
        // Base64 is a third longer than its bytes.
        try Broken.unless(bytes <= input.count * 2 + 4, "packets of \(bytes) bytes were read from \(input.count)")
        guard self.revision == .four, !packets.isEmpty else { return isWhole }
        let again = PayloadCheck(revision: .four).packets(of: EnginePayload.encode(packets)).packets
        try Broken.unless(again == packets, "the packets \(packets) came back as \(again)")
        return isWhole
    }

    private func packets(of body: [UInt8]) -> (packets: [EnginePacket], isWhole: Bool) {
        var decoder = EnginePayloadDecoder(body, revision: self.revision, isBinary: self.isBinary)
        var packets: [EnginePacket] = []
        do throws(EnginePacketError) {
            while let packet = try decoder.next() { packets.append(packet) }
        } catch {
            return (packets, false)
        }
        return (packets, true)
    }
}

/// Socket.IO packets, each a line; one that begins with `b` is binary. What is read comes back from its own encoding.
private struct SocketPacketCheck {
    func run(_ input: [UInt8]) throws -> Bool {
        var isWhole = true
        var decoder = SocketPacketDecoder(limits: JSONLimits(maxBytes: 1 << 16, maxDepth: 64))
        for line in input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            do {
                guard let packet = try self.receive(line, &decoder) else { continue }
                try self.checkRoundTrip(packet)
            } catch is SocketPacketError {
                isWhole = false
                // A decoder that threw is not used again.
                decoder = SocketPacketDecoder(limits: JSONLimits(maxBytes: 1 << 16, maxDepth: 64))
            }
        }
        return isWhole
    }

    private func receive(_ line: ArraySlice<UInt8>, _ decoder: inout SocketPacketDecoder) throws -> SocketPacket? {
        guard line.first == UInt8(ascii: "b") else { return try decoder.receive(text: line) }
        return try decoder.receive(binary: Array(line.dropFirst()))
    }

    private func checkRoundTrip(_ packet: SocketPacket) throws {
        let text: [UInt8]
        let attachments: [[UInt8]]
        switch packet {
        case .event(let event):
            try Broken.unless(!ReservedEvent.names.contains(event.name), "the event '\(event.name)' is reserved")
            attachments = event.attachments
            text = SocketPacketText.event(
                event.name,
                arguments: event.arguments.map(event.document.text),
                namespace: event.namespace,
                ackID: event.ackID,
                attachmentCount: attachments.count
            )
        case .ack(let ack):
            attachments = ack.attachments
            text = SocketPacketText.ack(
                ack.id,
                arguments: ack.arguments.map(ack.document.text),
                namespace: ack.namespace,
                attachmentCount: attachments.count
            )
        case .connect, .disconnect, .connectError: return
        }
        try Broken.unless(attachments.count <= SocketPacketDecoder.defaultMaxAttachments, "too many attachments")
        var decoder = SocketPacketDecoder()
        var again = try decoder.receive(text: text[...])
        for attachment in attachments { again = try decoder.receive(binary: attachment) }
        try Broken.unless(again.map(self.parts) == self.parts(packet), "\(packet) came back as \(again as Any)")
    }

    /// What two equal packets have in common.
    private func parts(_ packet: SocketPacket) -> [[UInt8]] {
        let namespace = Array(packet.namespace.utf8)
        switch packet {
        case .event(let event):
            let head = [namespace, Array(event.name.utf8), Array((event.ackID?.description ?? "").utf8)]
            return head + event.arguments.map(event.document.text) + event.attachments
        case .ack(let ack):
            return [namespace, Array(ack.id.description.utf8)] + ack.arguments.map(ack.document.text) + ack.attachments
        case .connect, .disconnect, .connectError: return [namespace]
        }
    }
}

/// WebSocket frames: they say the same in whatever pieces they come, within the limit.
private struct FrameCheck {
    let peer: WebSocketFrameDecoder.Peer
    var inflate: WebSocketFrameDecoder.Inflate?

    func run(_ input: [UInt8], _ random: inout SeededRandom) throws -> Bool {
        let whole = self.decode([input])
        let pieces = self.decode(random.split(input, longest: Int.random(in: 1...40, using: &random)))
        try Broken.unless(
            whole.messages == pieces.messages && whole.error == pieces.error,
            "whole: \(whole); in pieces: \(pieces)"
        )
        for message in whole.messages { try self.checkSize(message, inputCount: input.count) }
        return whole.error == nil
    }

    private func checkSize(_ message: WebSocketFrameDecoder.Message, inputCount: Int) throws {
        switch message {
        case .text(let bytes), .binary(let bytes):
            let most = self.inflate == nil ? inputCount : DecoderTarget.maxMessageBytes
            try Broken.unless(bytes.count <= most, "\(bytes.count) bytes were read from \(inputCount)")
        case .ping(let bytes), .pong(let bytes):
            try Broken.unless(bytes.count <= WebSocketFrame.maxControlPayload, "a control frame is too long")
        case .close: break
        }
    }

    private func decode(
        _ pieces: [[UInt8]]
    ) -> (messages: [WebSocketFrameDecoder.Message], error: WebSocketError?) {
        var decoder = WebSocketFrameDecoder(
            reading: self.peer,
            maxMessageBytes: DecoderTarget.maxMessageBytes,
            inflate: self.inflate
        )
        var messages: [WebSocketFrameDecoder.Message] = []
        for piece in pieces {
            do throws(WebSocketError) {
                try decoder.decode(piece.span.bytes, into: &messages)
            } catch {
                return (messages, error)
            }
        }
        return (messages, nil)
    }
}
