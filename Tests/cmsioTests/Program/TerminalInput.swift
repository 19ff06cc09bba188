/// What a program sends to a terminal, told apart: characters, and the sequences of ECMA-48 that move and erase.
struct TerminalInput: Sendable {
    enum Action: Equatable {
        case text(Unicode.Scalar)
        case carriageReturn
        case lineFeed
        case backspace
        case tab
        case saveCursor
        case restoreCursor
        /// `ESC [ 1 ; 2 H` is `H` with 1 and 2.
        case control(Character, [Int])
    }

    private enum State {
        case ground
        case escape
        /// After `ESC [`.
        case control(String)
        /// After `ESC ]` and its like, up to BEL or `ESC \`.
        case message
        /// One more character belongs to it, as after `ESC (`.
        case designation
    }

    private var state = State.ground
    /// The beginning of a character whose end has not come.
    private var pending: [UInt8] = []

    /// - Parameter bytes: In any split.
    mutating func read(_ bytes: some Sequence<UInt8>) -> [Action] {
        self.pending += bytes
        let complete = self.pending.count - Self.openEnd(of: self.pending)
        let text = String(decoding: self.pending[..<complete], as: UTF8.self)
        self.pending.removeFirst(complete)
        return text.unicodeScalars.compactMap { self.read($0) }
    }

    private mutating func read(_ scalar: Unicode.Scalar) -> Action? {
        switch self.state {
        case .ground: return self.ground(scalar)
        case .escape: return self.escape(scalar)
        case .control(let text): return self.control(text, scalar)
        case .message:
            if scalar == "\u{07}" { self.state = .ground }
            if scalar == "\u{1B}" { self.state = .designation }
        case .designation: self.state = .ground
        }
        return nil
    }

    private mutating func ground(_ scalar: Unicode.Scalar) -> Action? {
        switch scalar {
        case "\u{1B}": self.state = .escape
        case "\r": return .carriageReturn
        case "\n": return .lineFeed
        case "\u{08}": return .backspace
        case "\t": return .tab
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
        default: return .text(scalar)
        }
        return nil
    }

    private mutating func escape(_ scalar: Unicode.Scalar) -> Action? {
        self.state = .ground
        switch scalar {
        case "[": self.state = .control("")
        case "]", "P", "^", "_": self.state = .message
        case "(", ")", "#": self.state = .designation
        case "7": return .saveCursor
        case "8": return .restoreCursor
        default: break
        }
        return nil
    }

    private mutating func control(_ text: String, _ scalar: Unicode.Scalar) -> Action? {
        guard (0x40...0x7E).contains(scalar.value) else {
            self.state = .control(text + String(scalar))
            return nil
        }
        self.state = .ground
        return .control(Character(scalar), text.split(separator: ";").compactMap { Int($0) })
    }

    /// How many bytes at the end begin a character in UTF-8 that they do not complete.
    private static func openEnd(of bytes: [UInt8]) -> Int {
        for (distance, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > distance + 1 ? distance + 1 : 0
        }
        return 0
    }
}
