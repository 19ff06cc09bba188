import ContentEvents
import JSONText
import SocketIONIO

/// An event as somebody who listens gets it.
struct ListenedEvent: Sendable {
    let name: ExactString
    private let document: JSONDocument
    private let argument: JSONNode?
    private let head: JSONNode?
    /// Milliseconds since 1970.
    private let at: Int64

    /// - Parameter message: One of the operator namespace, whose first argument says what it is.
    /// - Returns: Nil for what is no event.
    init?(watched message: SocketIOMessage) {
        guard message.name == "event", let head = message.arguments.first,
            let name = message.document.value("event", in: head).flatMap(message.document.exactString)
        else { return nil }
        self.name = name
        self.document = message.document
        self.head = head
        self.argument = message.arguments.dropFirst().first
        let at = message.document.value("at", in: head).flatMap(message.document.integer)
        self.at = at.map(Int64.init) ?? WallClock.system.milliseconds
    }

    /// - Parameters:
    ///   - message: What a client got.
    ///   - now: Milliseconds since 1970: clients are not told when the event was accepted.
    init(received message: SocketIOMessage, now: Int64) {
        self.name = message.name
        self.document = message.document
        self.head = nil
        self.argument = message.arguments.first
        self.at = now
    }

    /// One object on one line: `event`, `data`, `meta`, `id`, `offset`, `at` (milliseconds since 1970), and for an operator
    /// `audiences`. What is not known is null.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("event")
        writer.string(self.name.string)
        for key in ["data", "meta"] as [ExactString] { self.copy(key, of: self.argument, to: &writer) }
        for key in ["id", "offset"] as [ExactString] { self.copy(key, of: self.head, to: &writer) }
        writer.key("at")
        writer.integer(Int(self.at))
        if self.audiences != nil { self.copy("audiences", of: self.head, to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    /// One line: when, what, the data, and for an operator who gets it.
    func line(style: TextStyle) -> String {
        let time = style.faint(TimeText.clock(milliseconds: self.at))
        let data = self.member("data", of: self.argument).map {
            String(decoding: self.document.compactText($0), as: UTF8.self)
        }
        let names = self.audiences.map { self.document.elements($0).compactMap(self.document.string) }
        let audiences = names.map { $0.isEmpty ? "nobody" : Printable.text($0.joined(separator: " ")) }
        let event = style.name(Printable.text(self.name.string))
        let end = audiences.map { style.faint("  -> \($0)") } ?? ""
        return "\(time)  \(event)  \(Printable.text(data ?? "-"))\(end)"
    }

    private var audiences: JSONNode? { self.member("audiences", of: self.head) }

    private func member(_ key: ExactString, of node: JSONNode?) -> JSONNode? {
        node.flatMap { self.document.value(key, in: $0) }
    }

    private func copy(_ key: ExactString, of node: JSONNode?, to writer: inout JSONWriter) {
        writer.key(key)
        if let value = self.member(key, of: node) {
            writer.raw(self.document.compactText(value))
        } else {
            writer.null()
        }
    }
}
