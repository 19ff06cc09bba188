import Crypto
import NIOCore
import SocketIOProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The browser's client as a server hands it out: read once, and kept with its compressed forms.
///
/// Source: socket.io 4.8, `lib/index.ts`, `attachServe`.
struct ClientFiles: Sendable {
    private struct File: Sendable {
        let contentType: String
        let entityTag: String
        let plain: ByteBuffer
        let compressed: [ContentCoding: ByteBuffer]
    }
    private let files: [String: File]

    /// What the reference server hands out; anything else beneath its path is a request for Engine.IO.
    private static let names = ["", ".esm", ".msgpack"].flatMap { kind in
        ["", ".min"].flatMap { size in ["socket.io\(kind)\(size).js", "socket.io\(kind)\(size).js.map"] }
    }

    /// Reads what there is of the client, with the forms ending in `.br` and `.gz` beside it.
    ///
    /// - Parameter path: Where it is served, without a slash at the end.
    /// - Returns: `nil` when the folder has none of it.
    init?(in folder: String, servedAt path: String) {
        var files: [String: File] = [:]
        for name in Self.names {
            guard let bytes = Self.read("\(folder)/\(name)") else { continue }
            var compressed: [ContentCoding: ByteBuffer] = [:]
            compressed[.brotli] = Self.read("\(folder)/\(name).br").map { ByteBuffer(bytes: $0) }
            compressed[.gzip] = (Self.read("\(folder)/\(name).gz") ?? Zlib.compress(bytes, as: .gzip))
                .map { ByteBuffer(bytes: $0) }
            compressed[.deflate] = Zlib.compress(bytes, as: .zlib).map { ByteBuffer(bytes: $0) }
            let digest = SHA256.hash(data: bytes).prefix(16)
            files["\(path)/\(name)"] = File(
                contentType: "application/\(name.hasSuffix(".map") ? "json" : "javascript"); charset=utf-8",
                entityTag: "\"\(String(decoding: Base64.urlEncoded(Array(digest)), as: UTF8.self))\"",
                plain: ByteBuffer(bytes: bytes),
                compressed: compressed
            )
        }
        guard !files.isEmpty else { return nil }
        self.files = files
    }

    private static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { Array($0) }
    }

    /// The answer to a GET or HEAD for `path`, or `nil` when it is none of the files.
    func response(to path: String, _ headers: SocketIOHeaders) -> HTTPResponse? {
        guard let file = self.files[path] else { return nil }
        var fields = [
            (name: "Cache-Control", value: "public, max-age=0"), (name: "ETag", value: file.entityTag),
            (name: "Vary", value: "Accept-Encoding"),
        ]
        if Self.isKnown(file.entityTag, to: headers) { return HTTPResponse(status: 304, headers: fields) }
        fields.append(("Content-Type", file.contentType))
        let offered = [ContentCoding.brotli, .gzip, .deflate].filter { file.compressed[$0] != nil }
        guard let coding = ContentCoding.preferred(headers.values("Accept-Encoding"), among: offered),
            let body = file.compressed[coding]
        else { return HTTPResponse(status: 200, headers: fields, body: file.plain) }
        fields.append(("Content-Encoding", coding.rawValue))
        return HTTPResponse(status: 200, headers: fields, body: body)
    }

    /// Source: RFC 9110, section 13.1.2 "If-None-Match", which compares weakly.
    private static func isKnown(_ entityTag: String, to headers: SocketIOHeaders) -> Bool {
        headers.list("If-None-Match", contains: entityTag) || headers.list("If-None-Match", contains: "W/" + entityTag)
            || headers["If-None-Match"] == "*"
    }
}
