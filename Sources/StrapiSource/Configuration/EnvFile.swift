/// The variables of a `.env` file.
///
/// Source: the npm package dotenv, `parse`: `KEY=value` or `export KEY=value`, comments after `#`, values in quotes of three
/// kinds that may span lines, of which double ones know `\n`; of two lines for one name the last counts.
struct EnvFile: Sendable {
    struct Entry: Sendable, Equatable {
        let value: String
        /// Where it begins, from 1.
        let line: Int
    }

    /// No more of a file is read.
    static let maxBytes = 64 << 10

    private(set) var entries: [String: Entry] = [:]

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.prefix(Self.maxBytes), as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        var index = 0
        while index < lines.count {
            let line = index + 1
            let content = Self.withoutSpaces(lines[index])
            index += 1
            guard let (name, start) = Self.assignment(in: content) else { continue }
            guard let quote = start.first, "\"'`".contains(quote) else {
                self.entries[name] = Entry(value: String(Self.withoutSpaces(start.prefix { $0 != "#" })), line: line)
                continue
            }
            if let (value, end) = Self.quoted(start, quote, lines, from: index) {
                self.entries[name] = Entry(value: value, line: line)
                index = end
            } else {
                // A quote that nothing closes is a part of the value.
                self.entries[name] = Entry(value: String(Self.withoutSpaces(start.prefix { $0 != "#" })), line: line)
            }
        }
    }

    private static func assignment(in line: Substring) -> (name: String, value: Substring)? {
        var rest = line
        if rest.hasPrefix("export "), !rest.hasPrefix("export =") { rest = Self.withoutSpaces(rest.dropFirst(7)) }
        let name = rest.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) }
        let after = rest[name.endIndex...].drop { $0 == " " || $0 == "\t" }
        guard !name.isEmpty, after.first == "=" || after.first == ":" else { return nil }
        return (String(name), Self.withoutSpaces(after.dropFirst()))
    }

    /// - Returns: The value, and the line after its last one; nil if the quotation does not end.
    private static func quoted(
        _ start: Substring,
        _ quote: Character,
        _ lines: [Substring],
        from next: Int
    ) -> (value: String, end: Int)? {
        var value = ""
        var content = start.dropFirst()
        // Only so many, so that a stray quote at the top of a long file costs little.
        for index in next...min(lines.count, next + 200) {
            if let end = content.firstIndex(of: quote) {
                value += content[..<end]
                if quote == "\"" { value = value.replacing("\\n", with: "\n").replacing("\\r", with: "\r") }
                return (value, index)
            }
            guard index < lines.count else { return nil }
            value += content + "\n"
            content = lines[index]
        }
        return nil
    }

    private static func withoutSpaces(_ text: Substring) -> Substring {
        var result = text.drop { $0.isWhitespace }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }
}
