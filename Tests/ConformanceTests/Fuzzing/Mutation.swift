import TestClients

extension SeededRandom {
    /// A changed copy: a few bytes flipped, cut out, put in, repeated, or taken from another input.
    mutating func mutation(of input: [UInt8], crossing others: [[UInt8]]) -> [UInt8] {
        var bytes = input
        for _ in 0..<Int.random(in: 1...4, using: &self) { self.mutateOnce(&bytes, others) }
        return bytes
    }

    private mutating func mutateOnce(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
        let place = Int.random(in: 0...bytes.count, using: &self)
        let end = Int.random(in: place...min(bytes.count, place + 16), using: &self)
        switch Int.random(in: 0..<7, using: &self) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1 where place < bytes.count:
            bytes[place] = [0, 0x7D, 0x7E, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &self) ?? 0
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.insert(contentsOf: self.bytes(Int.random(in: 1...8, using: &self)), at: place)
        case 5: bytes.removeSubrange(place...)
        default:
            guard let other = others.randomElement(using: &self), !other.isEmpty else { return }
            let start = Int.random(in: 0..<other.count, using: &self)
            bytes.insert(contentsOf: other[start..<min(other.count, start + 64)], at: place)
        }
    }

    /// Any JSON, nested as deep as `depth` at most.
    mutating func json(depth: Int = 3) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self) {
        case 0: return "null"
        case 1: return Bool.random(using: &self) ? "true" : "false"
        case 2: return "\(Int.random(in: -1_000_000...1_000_000, using: &self))"
        case 3: return ["0", "-0", "1e308", "0.1", "123456789012345678901234567890"].randomElement(using: &self) ?? "0"
        case 4, 5: return self.jsonString()
        case 6:
            return "["
                + (0..<Int.random(in: 0...3, using: &self)).map { _ in self.json(depth: depth - 1) }.joined(
                    separator: ","
                ) + "]"
        default:
            let members = (0..<Int.random(in: 0...3, using: &self)).map { _ in
                "\(self.jsonString()):\(self.json(depth: depth - 1))"
            }
            return "{" + members.joined(separator: ",") + "}"
        }
    }

    mutating func jsonString() -> String {
        let texts = ["", "a", "message", "é€😀", #"\n\"\\"#, #"\u00e9"#, #"\ud83d\ude00"#, "x y"]
        return "\"\(texts.randomElement(using: &self) ?? "")\(texts.randomElement(using: &self) ?? "")\""
    }
}
