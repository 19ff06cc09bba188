import JSONText
import Testing

@Suite("Limits, and what is refused before a value")
struct LimitTests {
    @Test("refuses a text one byte over its limit, and takes one that just fits")
    func size() throws {
        _ = try JSONDocument(parsing: "[1,2]", limits: JSONLimits(maxBytes: 5))
        #expect {
            try JSONDocument(parsing: "[1,2]", limits: JSONLimits(maxBytes: 4))
        } throws: { error in
            (error as? JSONError)?.reason == .tooManyBytes(limit: 4) && (error as? JSONError)?.offset == 4
        }
    }

    @Test("refuses what is nested one level deeper than the limit", arguments: ["[", "{\"a\":"])
    func depth(opening: String) throws {
        let close = opening == "[" ? "]" : "}"
        let atLimit = String(repeating: opening, count: 256) + "1" + String(repeating: close, count: 256)
        _ = try JSONDocument(parsing: atLimit)
        let limits = JSONLimits(maxDepth: 255)
        #expect {
            try JSONDocument(parsing: atLimit, limits: limits)
        } throws: { error in
            let error = error as? JSONError
            return error?.reason == .tooDeep(limit: 255) && error?.offset == 255 * opening.utf8.count
        }
    }

    @Test("lets siblings be as many as they like, whatever the depth limit")
    func siblings() throws {
        let text = "[" + Array(repeating: "[]", count: 1000).joined(separator: ",") + "]"
        let document = try JSONDocument(parsing: text, limits: JSONLimits(maxDepth: 2))
        #expect(document.count(document.root) == 1000)
    }

    @Test("goes a hundred thousand levels deep when told to, without running out of stack")
    func deepNesting() throws {
        let levels = 100_000
        let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let document = try JSONDocument(parsing: text, limits: JSONLimits(maxDepth: levels))
        #expect(document.text(document.root).count == 2 * levels)
        #expect(throws: JSONError.self) { try JSONDocument(parsing: String(repeating: "[", count: levels)) }
        #expect(throws: JSONError.self) { try JSONDocument(parsing: String(repeating: #"{"":"#, count: levels)) }
    }

    @Test("refuses limits that leave room for nothing instead of stopping", arguments: [0, -1, Int.min])
    func noRoom(limit: Int) {
        #expect(throws: JSONError.self) { try JSONDocument(parsing: "1", limits: JSONLimits(maxBytes: limit)) }
        #expect(throws: JSONError.self) { try JSONDocument(parsing: "[]", limits: JSONLimits(maxDepth: limit)) }
    }

    @Test("takes a bare value at depth 0")
    func scalarNeedsNoDepth() throws {
        _ = try JSONDocument(parsing: "1", limits: JSONLimits(maxDepth: 0))
    }

    @Test(
        "names a byte order mark as what is wrong",
        arguments: [
            [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0xEF, 0xBB, 0xBF],
        ] as [[UInt8]]
    )
    func byteOrderMark(bytes: [UInt8]) {
        #expect {
            try JSONDocument(parsing: bytes)
        } throws: { error in
            (error as? JSONError)?.reason == .byteOrderMark && (error as? JSONError)?.offset == 0
        }
    }
}
