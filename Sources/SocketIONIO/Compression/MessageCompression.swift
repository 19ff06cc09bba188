package import SocketIOProtocol

extension PerMessageDeflate {
    /// One message compressed, without its tail.
    ///
    /// - Returns: `nil` when there is no memory for it.
    package static func deflate(_ message: some Collection<UInt8>) -> [UInt8]? {
        guard var bytes = Zlib.compress(message, as: .raw) else { return nil }
        if bytes.suffix(Self.tail.count).elementsEqual(Self.tail) { bytes.removeLast(Self.tail.count) }
        return bytes
    }

    /// What expands the messages that ``WebSocketFrameDecoder`` reads.
    package static let inflate: WebSocketFrameDecoder.Inflate = { bytes, limit throws(WebSocketError) in
        do throws(Zlib.ExpandError) {
            return try Zlib.expand(bytes, limit: limit)
        } catch {
            throw error == .tooLong ? .messageTooBig(limit: limit) : .notDeflated
        }
    }
}
