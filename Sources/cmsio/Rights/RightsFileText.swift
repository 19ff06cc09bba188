package import ContentEvents
import JSONText

/// The text of a file of rights: the same bytes for the same rights, a line for each thing that may change.
package struct RightsFileText {
    package private(set) var text: String

    /// As YAML, with a header that says what it is.
    package init(_ state: RightsState) {
        self.text = """
            # Who may receive what: the roles, users, API tokens and grants of a cmsio server, without any secret.
            # Written by 'cmsio perms export'. 'cmsio perms import FILE' adds what a server lacks; with --prune it also
            # removes what is not here. A list that is left out (roles, users or tokens) stays as it is.

            """
        self.list("roles", state.roles) { text, role in
            text.line(2, "\(Self.word(role.name)):")
            text.grants(role.grants)
        }
        self.list("users", state.users) { text, user in
            text.line(2, "\(Self.word(user.name)):")
            text.line(4, "role: \(Self.word(user.role))")
            if user.isBlocked { text.line(4, "blocked: true") }
            if !user.isConfirmed { text.line(4, "confirmed: false") }
        }
        self.list("tokens", state.tokens) { text, token in
            text.line(2, "\(Self.word(token.name)):")
            text.line(4, "type: \(token.type.rawValue)")
            if let expires = token.expires { text.line(4, "expires: \(expires)") }
            text.grants(token.grants)
        }
    }

    private mutating func list<Entry>(
        _ name: String,
        _ entries: [Entry],
        _ write: (inout RightsFileText, Entry) -> Void
    ) {
        self.line(0, entries.isEmpty ? "\(name): {}" : "\(name):")
        for entry in entries { write(&self, entry) }
    }

    private mutating func grants(_ grants: [String]) {
        self.line(4, grants.isEmpty ? "grants: []" : "grants:")
        for grant in grants { self.line(6, "- \(Self.word(grant))") }
    }

    private mutating func line(_ indent: Int, _ text: String) {
        self.text += String(repeating: " ", count: indent) + text + "\n"
    }

    /// A name or grant, in quotes unless every reader of YAML takes it for the same word without.
    package static func word(_ word: String) -> String {
        let bytes = word.utf8
        let isPlain =
            bytes.first.map { Self.isLetter($0) } ?? false
            && bytes.allSatisfy { Self.isLetter($0) || Self.plain.contains($0) }
            && bytes.last != UInt8(ascii: ":") && !Self.reserved.contains(word.lowercased())
        if isPlain { return word }
        let escaped = word.unicodeScalars.map { Self.escaped($0) }.joined()
        return "\"\(escaped)\""
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static let plain = Array("0123456789-_./@+*:?".utf8)
    /// What is no word in YAML 1.1 or 1.2.
    private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]

    /// What may not stand between quotes, or would be folded there, as an escape.
    ///
    /// Source: YAML 1.2.2, 5.1 "Character Set" and 5.4 "Line Break Characters".
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x22, 0x5C: return "\\\(scalar)"
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...:
            return String(scalar)
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    /// The same as JSON, which is YAML too, so that it can be imported as well.
    package static func json(_ state: RightsState) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.members("roles", state.roles, \.name) { $0.member("grants", list: $1.grants) }
        writer.members("users", state.users, \.name) { writer, user in
            writer.member("role", user.role)
            writer.key("blocked")
            writer.bool(user.isBlocked)
            writer.key("confirmed")
            writer.bool(user.isConfirmed)
        }
        writer.members("tokens", state.tokens, \.name) { writer, token in
            writer.member("type", token.type.rawValue)
            if let expires = token.expires { writer.member("expires", "\(expires)") }
            writer.member("grants", list: token.grants)
        }
        writer.endObject()
        return writer.bytes
    }
}

extension JSONWriter {
    /// Writes an object of objects, each under its name.
    fileprivate mutating func members<Entry>(
        _ key: String,
        _ entries: [Entry],
        _ name: (Entry) -> String,
        _ write: (inout JSONWriter, Entry) -> Void
    ) {
        self.key(key)
        self.beginObject()
        for entry in entries {
            self.key(name(entry))
            self.beginObject()
            write(&self, entry)
            self.endObject()
        }
        self.endObject()
    }

    /// Writes an array of strings, also an empty one.
    fileprivate mutating func member(_ key: String, list values: [String]) {
        self.key(key)
        self.beginArray()
        for value in values { self.string(value) }
        self.endArray()
    }
}
