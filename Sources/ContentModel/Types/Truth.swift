import JSONText

/// JavaScript's idea of true, which Strapi's rules are written in.
enum Truth {
    /// Everything but `null`, `false`, `""` and numbers equal to 0.
    static func isTruthy(_ node: JSONNode, in document: JSONDocument) -> Bool {
        switch document.kind(node) {
        case .object, .array: true
        case .string: document.range(node).count > 2
        case .bool: document.bool(node) == true
        case .null: false
        case .number: !self.isZero(document.bytes[document.range(node)])
        }
    }

    /// Whether the number is 0 as a double, which `1e-400` is too.
    private static func isZero(_ number: ArraySlice<UInt8>) -> Bool {
        Double(String(decoding: number, as: UTF8.self)) == 0
    }
}
