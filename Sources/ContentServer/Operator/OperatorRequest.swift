package import ContentEvents
package import JSONText

/// A JSON object that an operator sent, read member by member.
package struct OperatorRequest: Sendable {
    private let document: JSONDocument
    private let node: JSONNode

    /// - Throws: ``EmitError`` of bad data when `node` is no object.
    package init(_ document: JSONDocument, at node: JSONNode) throws(EmitError) {
        guard document.kind(node) == .object else {
            throw EmitError(.badData, "the request must be a JSON object")
        }
        self.document = document
        self.node = node
    }

    package func allow(_ known: [ExactString]) throws(EmitError) {
        for member in self.document.members(self.node)
        where !known.contains(where: { self.document.matches(member.key, $0) }) {
            let name = self.document.string(member.key) ?? ""
            let list = known.map(\.string).joined(separator: ", ")
            throw EmitError(.badData, "the request has an unknown member '\(name)'; it may have \(list)")
        }
    }

    package func name(_ member: ExactString) throws(EmitError) -> ExactString {
        guard let name = try self.optionalName(member) else { throw self.missing(member) }
        return name
    }

    package func optionalName(_ member: ExactString) throws(EmitError) -> ExactString? {
        guard let value = self.value(member) else { return nil }
        guard let name = self.document.exactString(value) else {
            throw EmitError(.badData, "'\(member)' must be a string")
        }
        return name
    }

    package func optionalInteger(_ member: ExactString) throws(EmitError) -> Int64? {
        guard let value = self.value(member) else { return nil }
        guard let integer = self.document.integer(value) else {
            throw EmitError(.badData, "'\(member)' must be a whole number")
        }
        return Int64(integer)
    }

    package func optionalBool(_ member: ExactString) throws(EmitError) -> Bool? {
        guard let value = self.value(member) else { return nil }
        guard let flag = self.document.bool(value) else {
            throw EmitError(.badData, "'\(member)' must be true or false")
        }
        return flag
    }

    package func names(_ member: ExactString) throws(EmitError) -> [ExactString] {
        guard let value = self.value(member) else { return [] }
        let names = self.document.elements(value).map(self.document.exactString)
        guard self.document.kind(value) == .array, !names.contains(nil) else {
            throw EmitError(.badData, "'\(member)' must be an array of strings")
        }
        return names.compactMap { $0 }
    }

    /// The member's value as written, `null` included.
    package func json(_ member: ExactString) -> [UInt8]? {
        self.document.value(member, in: self.node).map(self.document.text)
    }

    package func missing(_ member: ExactString) -> EmitError {
        EmitError(.badData, "the request has no '\(member)'")
    }

    /// The member's value; nil when it is absent or null.
    private func value(_ member: ExactString) -> JSONNode? {
        self.document.value(member, in: self.node).flatMap { self.document.kind($0) == .null ? nil : $0 }
    }
}
