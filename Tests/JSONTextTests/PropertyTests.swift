import JSONText
import Testing

@Suite("Any valid text")
struct PropertyTests {
    @Test("reads back from its own text as the same tree", arguments: UInt64(0)..<300)
    func textOfRoot(seed: UInt64) throws {
        let document = try JSONDocument(parsing: RandomText.make(seed: seed))
        let again = try JSONDocument(parsing: document.text(document.root))
        #expect(JSONTree(again) == JSONTree(document))
        #expect(!again.hasDuplicateKeys)
        #expect(again.text(again.root) == document.text(document.root))
    }

    @Test("is the same tree when it is copied member by member", arguments: UInt64(0)..<300)
    func copies(seed: UInt64) throws {
        let document = try JSONDocument(parsing: RandomText.make(seed: seed))
        var writer = JSONWriter()
        self.copy(document.root, of: document, to: &writer)
        let copied = try JSONDocument(parsing: writer.bytes)
        #expect(JSONTree(copied) == JSONTree(document))
    }

    private func copy(_ node: JSONNode, of document: JSONDocument, to writer: inout JSONWriter) {
        switch document.kind(node) {
        case .object:
            writer.beginObject()
            for (index, member) in document.members(node).enumerated() {
                if index % 3 == 0 {
                    writer.copy(member, from: document)
                } else {
                    writer.copyKey(member.key, from: document)
                    self.copy(member.value, of: document, to: &writer)
                }
            }
            writer.endObject()
        case .array:
            writer.beginArray()
            for element in document.elements(node) { self.copy(element, of: document, to: &writer) }
            writer.endArray()
        case .string, .number, .bool, .null: writer.copy(node, from: document)
        }
    }

    @Test("has parts whose text is theirs alone, and counts what it lists", arguments: UInt64(0)..<100)
    func parts(seed: UInt64) throws {
        let document = try JSONDocument(parsing: RandomText.make(seed: seed))
        try self.checkParts(document.root, of: document)
    }

    private func checkParts(_ node: JSONNode, of document: JSONDocument) throws {
        let part = try JSONDocument(parsing: document.text(node))
        #expect(JSONTree(part) == JSONTree(node, of: document))
        let children = Array(document.elements(node)) + document.members(node).map(\.value)
        #expect(document.count(node) == children.count)
        for child in children {
            #expect(document.range(node).contains(document.range(child).lowerBound))
            try self.checkParts(child, of: document)
        }
        for member in document.members(node) {
            let key = try #require(document.exactString(member.key))
            #expect(document.value(key, in: node) == member.value)
        }
    }
}
