import Foundation
import JSONText
import Testing

@Suite("A valid text, read by Foundation as well")
struct FoundationTests {
    @Test("says the same", arguments: UInt64(0)..<300)
    func agreement(seed: UInt64) throws {
        let bytes = RandomText.make(seed: seed)
        let document = try JSONDocument(parsing: bytes)
        let value = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        self.compare(document.root, of: document, with: value)
    }

    private func compare(_ node: JSONNode, of document: JSONDocument, with value: Any?) {
        switch document.kind(node) {
        case .object: self.compareMembers(node, of: document, with: value as? [String: Any])
        case .array:
            let elements = value as? [Any]
            #expect(elements?.count == document.count(node))
            for (element, value) in zip(document.elements(node), elements ?? []) {
                self.compare(element, of: document, with: value)
            }
        case .string: #expect((value as? String).map { Array($0.utf8) } == document.string(node).map { Array($0.utf8) })
        case .number:
            let number = (value as? NSNumber)?.doubleValue ?? .nan
            let ours = Double(String(decoding: document.text(node), as: UTF8.self)) ?? .nan
            // Foundation may be off by the last bit.
            #expect(abs(number - ours) <= ours.ulp)
            if abs(ours) < 1e15 { #expect(document.integer(node) == Int(exactly: ours)) }
        case .bool: #expect(value as? Bool == document.bool(node))
        case .null: #expect(value is NSNull)
        }
    }

    private func compareMembers(_ node: JSONNode, of document: JSONDocument, with object: [String: Any]?) {
        let keys = document.members(node).compactMap { document.string($0.key) }
        // In a Swift dictionary a composed and a decomposed letter are one key; and of equal keys it keeps another one.
        guard Set(keys).count == keys.count, !document.hasDuplicateKeys else { return }
        #expect(object?.count == keys.count)
        for member in document.members(node) {
            self.compare(member.value, of: document, with: document.string(member.key).flatMap { object?[$0] })
        }
    }
}
