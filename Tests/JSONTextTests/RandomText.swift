/// Makes valid texts with everything in them: all kinds, odd numbers, escapes, spaces, keys that come twice.
struct RandomText {
    private var random: SplitMix64
    private(set) var bytes: [UInt8] = []

    static func make(seed: UInt64) -> [UInt8] {
        var text = RandomText(random: SplitMix64(seed: seed))
        text.value(depth: 0)
        return text.bytes
    }

    private init(random: SplitMix64) { self.random = random }

    private mutating func value(depth: Int) {
        self.space()
        switch self.below(depth < 5 ? 10 : 6) {
        case 0: self.write(["true", "false", "null"])
        case 1, 2: self.number()
        case 3, 4, 5: self.string()
        case 6, 7: self.list("[", "]") { $0.value(depth: depth + 1) }
        default: self.list("{", "}") { $0.member(depth: depth) }
        }
        self.space()
    }

    private mutating func member(depth: Int) {
        self.space()
        self.string()
        self.space()
        self.write([":"])
        self.value(depth: depth + 1)
    }

    private mutating func list(_ open: String, _ close: String, _ item: (inout RandomText) -> Void) {
        self.write([open])
        let count = self.below(self.below(12) == 0 ? 60 : 5)
        for index in 0..<count {
            if index > 0 { self.write([","]) }
            item(&self)
        }
        if count == 0 { self.space() }
        self.write([close])
    }

    private mutating func number() {
        self.write(["", "-"])
        self.write(["0", "7", "12", "1234567890", "9007199254740993"])
        self.write(["", "", ".5", ".250", ".0"])
        self.write(["", "", "e2", "E+3", "e-04"])
    }

    private mutating func string() {
        self.write(["\""])
        for _ in 0..<self.below(4) {
            self.write([
                "a", "a", "b", "id", "title", "documentId", "\\u0061", "\\n", "\\\"", "\\\\", "\\/", "é", "€", "😀",
                "e\u{301}",
                "\\u00e9", "\\ud83d\\ude00", "a longer piece of text", "\u{7F}", "\\u0000", " ",
            ])
        }
        self.write(["\""])
    }

    private mutating func space() { self.write(["", "", "", "", " ", "\n", "\t", "\r\n", "            "]) }

    private mutating func write(_ choices: [String]) {
        self.bytes.append(contentsOf: choices[self.below(choices.count)].utf8)
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self.random) }
}
