import ContentEvents
import JSONText

/// What the roles, users or API tokens of a project are called in cmsio's own store.
struct CopiedNames {
    /// By their numbers.
    let names: [Int64: String]
    /// What is called otherwise, a sentence each.
    let notes: [String]

    /// Keeps every name that can be kept, and makes others of those that cannot be written there or are there twice.
    ///
    /// - Parameters:
    ///   - thing: `role`, `user` or `token`.
    ///   - originals: By number.
    init(of thing: String, _ originals: [(id: Int64, name: String)]) {
        var names: [Int64: String] = [:]
        var taken: Set<ExactString> = []
        var notes: [String] = []
        for (id, name) in originals where Self.isUsable(name, thing) && taken.insert(ExactString(name)).inserted {
            names[id] = name
        }
        for (id, name) in originals where names[id] == nil {
            var new = Self.usable(name, thing)
            while !taken.insert(ExactString(new)).inserted { new += "-\(id)" }
            names[id] = new
            notes.append("\(thing) \(quoted(ExactString(name))) is called \(quoted(ExactString(new))) here.")
        }
        (self.names, self.notes) = (names, notes)
    }

    private static func isUsable(_ name: String, _ thing: String) -> Bool {
        (thing == "user" ? RightsName.userProblem(name) : RightsName.problem(name, of: thing)) == nil
    }

    /// `Ann Lee` becomes `Ann-Lee`, and the user `42` `user-42`.
    private static func usable(_ name: String, _ thing: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            let isWritable = self.isUsable(String(scalar), "scalar")
            // Leaves room for numbers behind it.
            if text.utf8.count + scalar.utf8.count > 40 { break }
            text.unicodeScalars.append(isWritable ? scalar : "-")
        }
        return self.isUsable(text, thing) ? text : "\(thing)-\(text)"
    }
}

extension Unicode.Scalar {
    fileprivate var utf8: String.UTF8View { String(self).utf8 }
}
