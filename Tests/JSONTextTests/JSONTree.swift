import JSONText

/// A document as a tree of plain values, to compare by what it says: strings and keys decoded, numbers as written.
indirect enum JSONTree: Equatable {
    case object([Member])
    case array([JSONTree])
    case string([UInt8])
    case number([UInt8])
    case bool(Bool)
    case null

    struct Member: Equatable {
        let key: [UInt8]
        let value: JSONTree
    }

    init(_ document: JSONDocument) { self.init(document.root, of: document) }

    init(_ node: JSONNode, of document: JSONDocument) {
        switch document.kind(node) {
        case .object:
            self = .object(
                document.members(node).map { member in
                    Member(key: Self.decoded(member.key, of: document), value: JSONTree(member.value, of: document))
                }
            )
        case .array: self = .array(document.elements(node).map { JSONTree($0, of: document) })
        case .string: self = .string(Self.decoded(node, of: document))
        case .number: self = .number(document.text(node))
        case .bool: self = .bool(document.bool(node) == true)
        case .null: self = .null
        }
    }

    private static func decoded(_ node: JSONNode, of document: JSONDocument) -> [UInt8] {
        document.string(node).map { Array($0.utf8) } ?? []
    }
}
