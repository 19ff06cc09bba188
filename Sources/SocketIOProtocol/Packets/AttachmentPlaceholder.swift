package import JSONText

/// Stands in a packet's JSON where a binary value was: `{"_placeholder":true,"num":0}`.
///
/// Source: socket.io-protocol revision 5, "Packet encoding", "Sending and receiving binary".
package enum AttachmentPlaceholder {
    /// The placeholder of attachment `index`, to be put into an event's arguments.
    package static func json(_ index: Int) -> [UInt8] {
        Array(#"{"_placeholder":true,"num":\#(index)}"#.utf8)
    }
}

extension JSONDocument {
    /// The number of the attachment that `node` stands for, or `nil` when it is no placeholder.
    ///
    /// Every object with a true `_placeholder` is one; a number that cannot count attachments is given as -1.
    package func attachmentIndex(_ node: JSONNode) -> Int? {
        guard self.kind(node) == .object, let mark = self.value("_placeholder", in: node), self.bool(mark) == true
        else { return nil }
        return self.value("num", in: node).flatMap(self.integer) ?? -1
    }

    /// Whether every placeholder in `node`, at any depth, names one of the first `count` attachments.
    ///
    /// The depth is bounded by the limit the document was parsed with.
    func placeholders(in node: JSONNode, areBelow count: Int) -> Bool {
        switch self.kind(node) {
        case .object:
            if let index = self.attachmentIndex(node) { return 0..<count ~= index }
            return self.members(node).allSatisfy { self.placeholders(in: $0.value, areBelow: count) }
        case .array:
            return self.elements(node).allSatisfy { self.placeholders(in: $0, areBelow: count) }
        case .string, .number, .bool, .null:
            return true
        }
    }
}
