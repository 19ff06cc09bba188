/// A response as it stood on the wire.
package struct RawResponse: Sendable {
    package let status: Int
    package let headers: [String: String]
    package let bytes: [UInt8]
    package var body: String { String(decoding: self.bytes, as: UTF8.self) }

    package subscript(name: String) -> String? { self.headers[name.lowercased()] }

    /// The first response in `bytes`, and its length, when all of it is there.
    ///
    /// - Parameter hasBody: Not after a HEAD.
    package static func parse(_ bytes: [UInt8], hasBody: Bool = true) -> (RawResponse, Int)? {
        guard let end = bytes.indices.dropLast(3).first(where: { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) })
        else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let length = hasBody ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
        let start = end + 4
        guard bytes.count >= start + length else { return nil }
        let body = Array(bytes[start..<start + length])
        return (RawResponse(status: status, headers: headers, bytes: body), start + length)
    }
}

extension RawConnection {
    /// The next response on this connection.
    package func response() async throws -> RawResponse { try await self.read { RawResponse.parse($0) } }

    /// Sends a request and reads its response.
    package func request(
        _ method: String,
        _ target: String,
        headers: [String: String] = [:],
        body: String = ""
    ) async throws -> RawResponse {
        try await self.sendRequest(method, target, headers: headers, body: body)
        return try await self.response()
    }

    package func sendRequest(
        _ method: String,
        _ target: String,
        headers: [String: String] = [:],
        body: String = ""
    ) async throws {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if method == "POST" { text += "Content-Length: \(body.utf8.count)\r\n" }
        try await self.send(text + "\r\n" + body)
    }
}
