/// What the two sides of a WebSocket agree on about compressed messages.
///
/// No state is carried from one message to the next in either direction: a frame compressed once serves all its
/// receivers, and an idle connection holds no window.
///
/// Source: RFC 7692, sections 5 and 7.
package enum PerMessageDeflate {
    /// The server's answer to an offer it takes.
    package static let answer = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"

    /// What a sender cuts off the end of each compressed message, and a reader puts there.
    package static let tail: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]

    /// Whether one of a client's offers can be taken with ``answer``.
    ///
    /// An offer that limits the server's window is not taken, because the shared frames use the whole of it; nor is
    /// one with a parameter that is unknown, given twice, or out of range.
    ///
    /// - Parameter fields: The values of `Sec-WebSocket-Extensions`.
    package static func isOffered(in fields: [String]) -> Bool {
        fields.contains { field in
            field.utf8.split(separator: UInt8(ascii: ",")).contains { Self.isAcceptable(Substring($0)) }
        }
    }

    private static func isAcceptable(_ offer: Substring) -> Bool {
        var parts = offer.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Self.trimmed(Substring($0)) }[...]
        guard parts.popFirst()?.lowercased() == "permessage-deflate" else { return false }
        var seen: Set<String> = []
        return parts.allSatisfy { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
            let name = pair.first?.lowercased() ?? ""
            guard seen.insert(name).inserted else { return false }
            let value = pair.count > 1 ? Self.unquoted(pair[1]) : nil
            switch name {
            case "server_no_context_takeover", "client_no_context_takeover": return value == nil
            case "client_max_window_bits": return value.map { Self.windowBits($0) != nil } ?? true
            case "server_max_window_bits": return value.flatMap(Self.windowBits) == 15
            default: return false
            }
        }
    }

    private static func windowBits(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), text.first != "0" else {
            return nil
        }
        return Int(text).flatMap { (8...15).contains($0) ? $0 : nil }
    }

    private static func unquoted(_ text: Substring) -> Substring {
        guard text.utf8.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return text.dropFirst().dropLast()
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var rest = text.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
