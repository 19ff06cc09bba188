import ContentModel
import JSONText

/// One line of what `emit --lines` reads.
package enum EventLine: Sendable, Equatable {
    case event(EmitRequest)
    /// An event that `raw` sent, in a recording of `listen`.
    case raw
    /// Nothing but spaces.
    case blank

    private static let members: [ExactString] = ["type", "action", "data", "idempotencyKey"]

    /// Reads `{type, action, data, idempotencyKey?}`, or what `listen` records: an object with a member `event`.
    ///
    /// - Throws: ``LineProblem``
    package init(parsing bytes: [UInt8]) throws(LineProblem) {
        guard bytes.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else {
            self = .blank
            return
        }
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw LineProblem("column \(error.column): \(error.reason)")
        }
        guard document.kind(document.root) == .object else {
            throw LineProblem("this is no object; write {\"type\": …, \"action\": …, \"data\": …} on one line")
        }
        let members = LineMembers(document: document)
        let recorded = try members.string("event")
        if recorded == nil { try members.allow(Self.members) }
        if recorded != nil, try members.isTrue("raw") {
            self = .raw
            return
        }
        let parts = recorded.flatMap(EventName.init)
        guard let type = try members.string("type") ?? parts?.type else { throw members.missing("type") }
        guard let action = try members.string("action") ?? parts?.action else { throw members.missing("action") }
        guard let data = document.value("data", in: document.root) else { throw members.missing("data") }
        self = .event(
            EmitRequest(
                type: type,
                action: action,
                data: document.text(data),
                idempotencyKey: try members.string("idempotencyKey")
            )
        )
    }
}

/// What is wrong with a line, without its number.
package struct LineProblem: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The members of a line's object.
private struct LineMembers {
    let document: JSONDocument

    /// - Returns: Nil when it is absent or null.
    func string(_ name: ExactString) throws(LineProblem) -> String? {
        guard let value = self.value(name) else { return nil }
        guard let text = self.document.string(value) else { throw LineProblem("'\(name)' must be a string") }
        return text
    }

    func isTrue(_ name: ExactString) throws(LineProblem) -> Bool {
        guard let value = self.value(name) else { return false }
        guard let truth = self.document.bool(value) else { throw LineProblem("'\(name)' must be true or false") }
        return truth
    }

    func allow(_ known: [ExactString]) throws(LineProblem) {
        for member in self.document.members(self.document.root) {
            let name = self.document.exactString(member.key) ?? ""
            guard !known.contains(name) else { continue }
            let wayOut =
                NearMiss.suggestion(for: name, among: known).map { "did you mean '\($0)'?" }
                ?? "write \(known.map(\.string).joined(separator: ", "))"
            throw LineProblem("unknown member '\(name)'; \(wayOut)")
        }
    }

    func missing(_ name: ExactString) -> LineProblem {
        LineProblem("there is no '\(name)'; write {\"type\": …, \"action\": …, \"data\": …} on one line")
    }

    private func value(_ name: ExactString) -> JSONNode? {
        self.document.value(name, in: self.document.root).flatMap { self.document.kind($0) == .null ? nil : $0 }
    }
}
