package import JSONText

extension ContentType {
    /// Whether data for an event is an answer of a REST API instead: `{data}`, `{data, meta}` or `{id, attributes}`, or an array
    /// with such an element. Sent as it is, it would arrive in two envelopes and unsanitized within the first.
    ///
    /// A key that is an attribute of the type is no sign of it.
    ///
    /// Source: DESIGN section 2; strict mode refuses such data, "this looks like an API response; send its data".
    package func looksLikeAPIResponse(_ document: JSONDocument) -> Bool {
        self.looksLikeAPIResponse(document.root, in: document)
    }

    // Names that are looked for in every event.
    private static let data: ExactString = "data"
    private static let attributes: ExactString = "attributes"

    private func looksLikeAPIResponse(_ node: JSONNode, in document: JSONDocument) -> Bool {
        switch document.kind(node) {
        case .array:
            document.elements(node).contains { self.looksLikeAPIResponse($0, in: document) }
        case .object:
            self.isEnvelope(Self.data, beside: ["meta"], node, in: document)
                || self.isEnvelope(Self.attributes, beside: ["id", "documentId", "meta"], node, in: document)
        case .string, .number, .bool, .null:
            false
        }
    }

    /// Whether an object has a key that is no attribute, and beside it none but the given ones.
    private func isEnvelope(
        _ key: ExactString,
        beside others: @autoclosure () -> [ExactString],
        _ node: JSONNode,
        in document: JSONDocument
    ) -> Bool {
        guard document.value(key, in: node) != nil, self.attribute(named: key) == nil else { return false }
        return document.members(node).allSatisfy { member in
            document.matches(member.key, key) || others().contains { document.matches(member.key, $0) }
        }
    }
}
