extension JSONDocument {
    /// The value on one line: as ``text(_:)``, without the spaces and line ends between values.
    public func compactText(_ node: JSONNode) -> [UInt8] {
        var compact: [UInt8] = []
        compact.reserveCapacity(self.range(node).count)
        var isInString = false
        var isEscaped = false
        for byte in self.text(node) {
            if !isInString, byte <= UInt8(ascii: " ") { continue }
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            isEscaped = isInString && byte == UInt8(ascii: "\\") && !isEscaped
            compact.append(byte)
        }
        return compact
    }
}
