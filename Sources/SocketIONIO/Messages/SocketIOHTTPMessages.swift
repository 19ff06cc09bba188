public import JSONText
import SocketIOProtocol

/// A request outside the path of Socket.IO, for the server's `http` handler.
public struct SocketIOHTTPRequest: Sendable {
    /// `GET`, `POST` and so on, as sent.
    public let method: String
    /// What stands before the `?`, as sent: not decoded, and with no `.` or `..` resolved.
    public let path: String
    /// The names and values after the `?`, decoded.
    public let query: [(name: ExactString, value: ExactString)]
    /// The header fields, in order.
    public let headers: SocketIOHeaders
    /// At most `maxPayload` bytes; longer ones were refused with 413.
    public let body: [UInt8]
    /// The peer's IP address; a proxy's own when there is one.
    public let address: String

    /// Makes a request, as for a test of a handler.
    public init(
        method: String,
        path: String,
        query: [(name: ExactString, value: ExactString)] = [],
        headers: SocketIOHeaders = [:],
        body: [UInt8] = [],
        address: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.address = address
    }
}

/// The answer to a ``SocketIOHTTPRequest``.
public struct SocketIOHTTPResponse: Sendable {
    /// 200 to 599.
    public var status: Int
    /// Without `Content-Length`, `Connection` and `Transfer-Encoding`, which the server sets.
    public var headers: SocketIOHeaders
    /// What follows the header.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int, headers: SocketIOHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// The target of a request, cut at the `?`.
package struct RequestTarget {
    package let path: String
    package let query: [(name: ExactString, value: ExactString)]

    package init(_ target: String) {
        let bytes = target.utf8
        guard let mark = bytes.firstIndex(of: UInt8(ascii: "?")) else {
            self.path = target
            self.query = []
            return
        }
        self.path = String(target[..<mark])
        self.query = bytes[bytes.index(after: mark)...].split(separator: UInt8(ascii: "&")).map { pair in
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            let value = equals.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            return (Self.decode(pair[..<(equals ?? pair.endIndex)]), Self.decode(value))
        }
    }

    /// Decodes `%41` and `+`; what is no escape stays as it is, and bytes that are no UTF-8 become U+FFFD.
    private static func decode(_ text: Substring.UTF8View) -> ExactString {
        var decoded: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                if digits.count == 2, digits.allSatisfy(\.isHexDigit),
                    let value = UInt8(String(Substring(digits)), radix: 16)
                {
                    decoded.append(value)
                    rest = rest.dropFirst(2)
                } else {
                    decoded.append(byte)
                }
            default:
                decoded.append(byte)
            }
        }
        return ExactString(String(decoding: decoded, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
