import Foundation
import JSONText
import Testing

@Suite("Any bytes at all")
struct RandomBytesTests {
    @Test("are refused or read, and never stop the program", arguments: UInt64(0)..<50)
    func randomBytes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let alphabet = Array(#"{}[]:,"\u0aftn-1.eE+ /'"#.utf8) + [0, 0x1F, 0x80, 0xC3, 0xA9, 0xED, 0xEF, 0xF4, 0xFF]
        for _ in 0..<100 {
            let isStructured = Bool.random(using: &random)
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                isStructured ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            self.check(bytes)
        }
    }

    @Test("made from a valid text by a few changes are judged as Foundation judges them", arguments: UInt64(0)..<300)
    func mutations(seed: UInt64) {
        var random = SplitMix64(seed: seed &+ 1_000_000)
        let original = RandomText.make(seed: seed)
        self.check(original)
        for _ in 0..<20 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) { Self.mutate(&bytes, with: &random) }
            self.check(bytes)
        }
    }

    private static func mutate(_ bytes: inout [UInt8], with random: inout SplitMix64) {
        guard let place = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 2: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 3: bytes.insert(Array(#"{}[]:,"\"#.utf8).randomElement(using: &random) ?? 0, at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 5))
        }
    }

    /// Reads the bytes, and compares with Foundation what both must agree on.
    private func check(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        let foundation = Result { try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) }
        do throws(JSONError) {
            let document = try JSONDocument(parsing: bytes)
            #expect(throws: Never.self) { try JSONDocument(parsing: document.text(document.root)) }
            if case .failure(let error) = foundation, !Self.hasNumberTooLargeForDouble(document.root, of: document) {
                Issue.record("only Foundation refuses \(text): \(error)")
            }
        } catch {
            #expect(0...bytes.count ~= error.offset && error.line >= 1 && error.column >= 1)
            if case .success = foundation, !Self.isAcceptedByFoundationAlone(bytes, error.reason) {
                Issue.record("only we refuse \(text): \(error)")
            }
        }
    }

    /// Foundation reads numbers into a `Double` or `Decimal`; RFC 8259 section 6 sets no limit, and we keep the digits.
    private static func hasNumberTooLargeForDouble(_ node: JSONNode, of document: JSONDocument) -> Bool {
        switch document.kind(node) {
        case .number: Double(String(decoding: document.text(node), as: UTF8.self))?.isInfinite == true
        case .array: document.elements(node).contains { self.hasNumberTooLargeForDouble($0, of: document) }
        case .object: document.members(node).contains { self.hasNumberTooLargeForDouble($0.value, of: document) }
        case .string, .bool, .null: false
        }
    }

    /// Foundation lets objects end with a comma, which RFC 8259 section 4 does not, and takes a text with a zero byte or
    /// a byte order mark for UTF-16 or UTF-32.
    private static func isAcceptedByFoundationAlone(_ bytes: [UInt8], _ reason: JSONError.Reason) -> Bool {
        reason == .trailingComma || reason == .byteOrderMark || bytes.contains(0)
    }
}
