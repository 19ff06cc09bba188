package import JSONText

extension JSONDocument {
    /// Whether two values mean the same: numbers by value, objects whatever the order of their members.
    package func equals(_ node: JSONNode, _ other: JSONDocument, _ otherNode: JSONNode) -> Bool {
        guard self.kind(node) == other.kind(otherNode) else { return false }
        switch self.kind(node) {
        case .null: return true
        case .bool: return self.bool(node) == other.bool(otherNode)
        case .string: return self.exactString(node) == other.exactString(otherNode)
        case .number:
            let (text, otherText) = (self.text(node), other.text(otherNode))
            if text == otherText { return true }
            if let integer = self.integer(node), let otherInteger = other.integer(otherNode) {
                return integer == otherInteger
            }
            return Double(String(decoding: text, as: UTF8.self)) == Double(String(decoding: otherText, as: UTF8.self))
        case .array:
            let (elements, others) = (Array(self.elements(node)), Array(other.elements(otherNode)))
            return elements.count == others.count && zip(elements, others).allSatisfy { self.equals($0, other, $1) }
        case .object:
            let members = Array(self.members(node))
            return members.count == other.members(otherNode).reduce(0) { count, _ in count + 1 }
                && members.allSatisfy { member in
                    guard let key = self.exactString(member.key), let value = other.value(key, in: otherNode) else {
                        return false
                    }
                    return self.equals(member.value, other, value)
                }
        }
    }
}
