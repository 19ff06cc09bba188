/// Reads the messages of one WebSocket from bytes in any split.
///
/// A message is held whole, so its size is limited; a frame that says it is longer is refused before it is read.
///
/// Source: RFC 6455, sections 5 and 7; RFC 7692, section 7.2.2.
package struct WebSocketFrameDecoder: Sendable {
    /// Whose frames are read: a client must mask its frames, and a server must not.
    package enum Peer: Sendable {
        case client, server
    }

    package enum Message: Hashable, Sendable {
        /// Valid UTF-8.
        case text([UInt8])
        case binary([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        /// `code` is `nil` when the peer named none. Nothing is read after it.
        case close(code: WebSocketCloseCode?, reason: String)
    }

    /// Expands one compressed message, which has had its tail put back.
    ///
    /// - Parameter limit: The most bytes the message may have.
    package typealias Inflate = @Sendable (_ bytes: [UInt8], _ limit: Int) throws(WebSocketError) -> [UInt8]

    private enum State {
        case firstByte
        case secondByte(first: UInt8)
        case length(Frame, bytesLeft: Int, value: UInt64)
        case mask(Frame, bytesLeft: Int, value: UInt32)
        case payload(Frame, WebSocketMask, left: Int)
        /// A close frame came, or an error was thrown.
        case ended
    }

    private struct Frame {
        let opcode: WebSocketOpcode
        let isFinal: Bool
        /// The first reserved bit: this frame begins a compressed message.
        let isCompressed: Bool
        var length = 0
    }

    private let peer: Peer
    private let maxMessageBytes: Int
    private let inflate: Inflate?
    private var state = State.firstByte
    /// The message being put together, and whether it is text; `nil` between messages.
    private var messageOpcode: WebSocketOpcode?
    private var message: [UInt8] = []
    private var isMessageCompressed = false
    private var textCheck = UTF8Check()
    private var control: [UInt8] = []

    /// - Parameters:
    ///   - maxMessageBytes: The most bytes of a message, before and after it was expanded.
    ///   - inflate: What expands compressed messages, when permessage-deflate was agreed on.
    package init(reading peer: Peer, maxMessageBytes: Int, inflate: Inflate? = nil) {
        self.inflate = inflate
        self.peer = peer
        self.maxMessageBytes = maxMessageBytes
    }

    /// Takes the next bytes and appends the messages they complete.
    ///
    /// - Throws: ``WebSocketError`` after the messages before the fault were appended. Nothing is read afterwards.
    package mutating func decode(_ bytes: RawSpan, into messages: inout [Message]) throws(WebSocketError) {
        var position = 0
        while position < bytes.byteCount {
            switch self.state {
            case .firstByte:
                self.state = .secondByte(first: bytes.byte(position))
                position += 1
            case .secondByte(let first):
                try self.startFrame(first, bytes.byte(position))
                position += 1
            case .length(let frame, let bytesLeft, let value):
                try self.takeLength(bytes.byte(position), of: frame, bytesLeft: bytesLeft, value: value)
                position += 1
            case .mask(let frame, let bytesLeft, let value):
                self.takeMask(bytes.byte(position), of: frame, bytesLeft: bytesLeft, value: value)
                position += 1
            case .payload(let frame, var mask, let left):
                let taken = min(left, bytes.byteCount - position)
                try self.takePayload(bytes.extracting(position..<position + taken), of: frame, mask: &mask)
                position += taken
                self.state = .payload(frame, mask, left: left - taken)
            case .ended:
                return
            }
            if case .payload(let frame, _, left: 0) = self.state { try self.finish(frame, into: &messages) }
        }
    }

    private mutating func startFrame(_ first: UInt8, _ second: UInt8) throws(WebSocketError) {
        guard first & (self.inflate == nil ? 0x70 : 0x30) == 0 else { throw self.fail(.reservedBits) }
        guard let opcode = WebSocketOpcode(rawValue: first & 0x0F) else {
            throw self.fail(.unknownOpcode(first & 0x0F))
        }
        let frame = Frame(opcode: opcode, isFinal: first & 0x80 != 0, isCompressed: first & 0x40 != 0)
        guard !frame.isCompressed || opcode == .text || opcode == .binary else { throw self.fail(.reservedBits) }
        let isMasked = second & 0x80 != 0
        guard isMasked == (self.peer == .client) else { throw self.fail(isMasked ? .masked : .notMasked) }
        if opcode.isControl {
            guard frame.isFinal else { throw self.fail(.fragmentedControlFrame) }
            guard second & 0x7F <= 125 else { throw self.fail(.longControlFrame) }
        } else if (opcode == .continuation) != (self.messageOpcode != nil) {
            throw self.fail(opcode == .continuation ? .nothingToContinue : .messageNotFinished)
        }
        switch second & 0x7F {
        case 126: self.state = .length(frame, bytesLeft: 2, value: 0)
        case 127: self.state = .length(frame, bytesLeft: 8, value: 0)
        case let length: try self.lengthIsKnown(UInt64(length), of: frame)
        }
    }

    private mutating func takeLength(
        _ byte: UInt8,
        of frame: Frame,
        bytesLeft: Int,
        value: UInt64
    ) throws(WebSocketError) {
        let value = value << 8 | UInt64(byte)
        if bytesLeft > 1 {
            self.state = .length(frame, bytesLeft: bytesLeft - 1, value: value)
        } else {
            try self.lengthIsKnown(value, of: frame)
        }
    }

    private mutating func lengthIsKnown(_ length: UInt64, of frame: Frame) throws(WebSocketError) {
        var frame = frame
        if !frame.opcode.isControl {
            guard length <= UInt64(self.maxMessageBytes - self.message.count) else {
                throw self.fail(.messageTooBig(limit: self.maxMessageBytes))
            }
            if frame.opcode != .continuation {
                self.messageOpcode = frame.opcode
                self.isMessageCompressed = frame.isCompressed
            }
        }
        frame.length = Int(length)
        switch self.peer {
        case .client: self.state = .mask(frame, bytesLeft: 4, value: 0)
        case .server: self.state = .payload(frame, WebSocketMask(0), left: frame.length)
        }
    }

    private mutating func takeMask(_ byte: UInt8, of frame: Frame, bytesLeft: Int, value: UInt32) {
        let value = value << 8 | UInt32(byte)
        if bytesLeft > 1 {
            self.state = .mask(frame, bytesLeft: bytesLeft - 1, value: value)
        } else {
            self.state = .payload(frame, WebSocketMask(value.bigEndian), left: frame.length)
        }
    }

    private mutating func takePayload(_ bytes: RawSpan, of frame: Frame, mask: inout WebSocketMask)
        throws(WebSocketError)
    {
        guard !frame.opcode.isControl else {
            Self.append(bytes, to: &self.control, mask: &mask, isMasked: self.peer == .client)
            return
        }
        let start = self.message.count
        Self.append(bytes, to: &self.message, mask: &mask, isMasked: self.peer == .client)
        if self.messageOpcode == .text, !self.isMessageCompressed, !self.textCheck.take(self.message[start...]) {
            throw self.fail(.notUTF8)
        }
    }

    private static func append(_ bytes: RawSpan, to output: inout [UInt8], mask: inout WebSocketMask, isMasked: Bool) {
        let start = output.count
        bytes.withUnsafeBytes { output.append(contentsOf: $0) }
        if isMasked { mask.apply(to: &output, from: start) }
    }

    private mutating func finish(_ frame: Frame, into messages: inout [Message]) throws(WebSocketError) {
        self.state = .firstByte
        guard !frame.opcode.isControl else { return try self.finishControl(frame.opcode, into: &messages) }
        guard frame.isFinal, let opcode = self.messageOpcode else { return }
        if self.isMessageCompressed { try self.expand(opcode) }
        guard self.textCheck.isComplete else { throw self.fail(.notUTF8) }
        let message = self.message
        self.message = []
        self.messageOpcode = nil
        messages.append(opcode == .text ? .text(message) : .binary(message))
    }

    private mutating func expand(_ opcode: WebSocketOpcode) throws(WebSocketError) {
        guard let inflate else { return }
        do throws(WebSocketError) {
            self.message = try inflate(self.message + PerMessageDeflate.tail, self.maxMessageBytes)
        } catch {
            throw self.fail(error)
        }
        if opcode == .text, !self.textCheck.take(self.message[...]) { throw self.fail(.notUTF8) }
    }

    private mutating func finishControl(
        _ opcode: WebSocketOpcode,
        into messages: inout [Message]
    ) throws(WebSocketError) {
        let payload = self.control
        self.control = []
        switch opcode {
        case .ping: messages.append(.ping(payload))
        case .pong: messages.append(.pong(payload))
        case .close, .continuation, .text, .binary:
            messages.append(try self.close(payload))
            self.state = .ended
        }
    }

    private mutating func close(_ payload: [UInt8]) throws(WebSocketError) -> Message {
        guard !payload.isEmpty else { return .close(code: nil, reason: "") }
        guard payload.count >= 2,
            let code = WebSocketCloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        else { throw self.fail(.badCloseCode) }
        guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw self.fail(.notUTF8) }
        return .close(code: code, reason: reason)
    }

    private mutating func fail(_ error: WebSocketError) -> WebSocketError {
        self.state = .ended
        self.message = []
        self.control = []
        return error
    }
}

extension RawSpan {
    fileprivate func byte(_ offset: Int) -> UInt8 { self.unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}

/// A peer's breach of the WebSocket protocol; the connection is to be failed with ``closeCode``.
package enum WebSocketError: Error, Hashable, CustomStringConvertible {
    case reservedBits
    case unknownOpcode(UInt8)
    case notMasked
    case masked
    case fragmentedControlFrame
    case longControlFrame
    case nothingToContinue
    case messageNotFinished
    case messageTooBig(limit: Int)
    case notUTF8
    case badCloseCode
    case notDeflated

    package var closeCode: WebSocketCloseCode {
        switch self {
        case .messageTooBig: .messageTooBig
        case .notUTF8, .notDeflated: .notUTF8
        case .reservedBits, .unknownOpcode, .notMasked, .masked, .fragmentedControlFrame, .longControlFrame,
            .nothingToContinue, .messageNotFinished, .badCloseCode:
            .protocolError
        }
    }

    package var description: String {
        switch self {
        case .reservedBits: "a WebSocket frame uses reserved bits, though no extension was agreed on"
        case .unknownOpcode(let opcode): "a WebSocket frame has the unknown opcode \(opcode)"
        case .notMasked: "a client's WebSocket frame is not masked"
        case .masked: "a server's WebSocket frame is masked"
        case .fragmentedControlFrame: "a WebSocket control frame is fragmented"
        case .longControlFrame: "a WebSocket control frame has more than \(WebSocketFrame.maxControlPayload) bytes"
        case .nothingToContinue: "a WebSocket continuation frame came without a message to continue"
        case .messageNotFinished: "a WebSocket message began before the last one was finished"
        case .messageTooBig(let limit): "a WebSocket message has more than \(limit) bytes"
        case .notUTF8: "a WebSocket text is not UTF-8"
        case .notDeflated: "a compressed WebSocket message cannot be expanded"
        case .badCloseCode: "a WebSocket close frame has a code that may not be sent"
        }
    }
}
