package import JSONText

/// What roles, users and API tokens may be called.
package enum RightsName {
    /// The roles without which nobody could sign in.
    package static let builtInRoles: Set<ExactString> = ["public", "authenticated"]

    /// What is wrong with a name, as it could not be written in a command or a message; nil if nothing is.
    package static func problem(_ name: String, of thing: String) -> String? {
        let isWritable = name.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        }
        if (1...64).contains(name.utf8.count), isWritable, !name.utf8.contains(UInt8(ascii: ":")) { return nil }
        return
            "\(quoted(ExactString(name))) cannot be the name of a \(thing): write 1 to 64 bytes without spaces and colons"
    }

    /// The same for users, whose names may not look like their numbers.
    package static func userProblem(_ name: String) -> String? {
        if let problem = self.problem(name, of: "user") { return problem }
        guard name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return "\(quoted(ExactString(name))) cannot be the name of a user, as it would be taken for a user's number"
    }
}
