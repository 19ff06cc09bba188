import CZlib

/// Compresses and expands whole pieces of data.
package enum Zlib {
    package enum Format {
        /// A bare DEFLATE stream (RFC 1951), ended by a flush, as WebSocket messages hold it.
        case raw
        /// What HTTP calls `deflate` (RFC 1950).
        case zlib
        /// RFC 1952.
        case gzip

        fileprivate var windowBits: Int32 {
            switch self {
            case .raw: -MAX_WBITS
            case .zlib: MAX_WBITS
            case .gzip: MAX_WBITS + 16
            }
        }
        fileprivate var end: Int32 { self == .raw ? Z_SYNC_FLUSH : Z_FINISH }
    }

    /// - Returns: `nil` when zlib fails, as without memory.
    package static func compress(_ bytes: some Collection<UInt8>, as format: Format) -> [UInt8]? {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        defer { stream.deallocate() }
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                stream,
                Self.level,
                Z_DEFLATED,
                format.windowBits,
                Self.memoryLevel,
                Z_DEFAULT_STRATEGY,
                ZLIB_VERSION,
                size
            ) == Z_OK
        else { return nil }
        defer { deflateEnd(stream) }
        var input = Array(bytes)
        let room = Int(deflateBound(stream, uLong(input.count))) + Self.flushBytes
        var isWhole = false
        let compressed = input.withUnsafeMutableBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: room) { output, count in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = uInt(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(output.count)
                let status = deflate(stream, format.end)
                // A flush that fills all the room may have more to say.
                isWhole = status == Z_STREAM_END || status == Z_OK && stream.pointee.avail_out > 0
                count = output.count - Int(stream.pointee.avail_out)
            }
        }
        return isWhole ? compressed : nil
    }

    package enum ExpandError: Error, Equatable {
        /// The data grows beyond the limit, or there is no memory for it.
        case tooLong
        /// It is no DEFLATE stream.
        case malformed
    }

    /// Expands bare DEFLATE streams until the input ends.
    ///
    /// - Parameter limit: The most bytes to produce; no more than that and a little is ever held.
    package static func expand(_ bytes: [UInt8], limit: Int) throws(ExpandError) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        defer { stream.deallocate() }
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .tooLong
        }
        defer { inflateEnd(stream) }
        var input = bytes
        var output: [UInt8] = []
        let failure = input.withUnsafeMutableBufferPointer { input -> ExpandError? in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = uInt(input.count)
            return Self.expand(stream, into: &output, limit: limit)
        }
        if let failure { throw failure }
        return output
    }

    private static func expand(
        _ stream: UnsafeMutablePointer<z_stream>,
        into output: inout [UInt8],
        limit: Int
    ) -> ExpandError? {
        while true {
            var status = Z_OK
            let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunk) { chunk, count in
                stream.pointee.next_out = chunk.baseAddress
                stream.pointee.avail_out = uInt(chunk.count)
                status = inflate(stream, Z_SYNC_FLUSH)
                count = chunk.count - Int(stream.pointee.avail_out)
            }
            guard chunk.count <= limit - output.count else { return .tooLong }
            output.append(contentsOf: chunk)
            switch status {
            case Z_STREAM_END: inflateReset(stream)
            case Z_OK, Z_BUF_ERROR: break
            case Z_MEM_ERROR: return .tooLong
            default: return .malformed
            }
            if stream.pointee.avail_in == 0, chunk.count < Self.chunk { return nil }
            if status == Z_BUF_ERROR, chunk.isEmpty { return .malformed }
        }
    }

    /// The fastest: events are compressed on event loops.
    private static let level = Z_BEST_SPEED
    private static let memoryLevel: Int32 = 8
    /// What a flush adds beyond what `deflateBound` counts.
    private static let flushBytes = 16
    private static let chunk = 16 << 10
}
