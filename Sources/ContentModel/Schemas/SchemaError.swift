import JSONText

/// Why the schemas of a project cannot be used, with the place and the way out.
package struct SchemaError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        case notJSON(String)
        case unreadable
        /// A plain file that does not say what it stands for.
        case namesNothing
        /// A component's file outside of any folder whose name has no category.
        case noCategory(file: String)
        /// Something is missing or of the wrong kind; `expected` says what would be right.
        case expected(String, at: String)
        case unknownWord(String, at: String, known: [String])
        case nameDiffers(singularName: String, uid: String)
        case duplicateUID(String, otherPath: String)
        case duplicateName(String, otherPath: String)
        case missingComponent(String, attribute: String)
        case unknownCustomFieldType(String, customField: String)
    }

    /// Where in the file, both from 1.
    package struct Place: Hashable, Sendable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The file; empty when no file is to blame.
    package let path: String
    package let place: Place?
    package let reason: Reason

    package init(path: String, place: Place? = nil, reason: Reason) {
        self.path = path
        self.place = place
        self.reason = reason
    }

    package var description: String {
        let place = self.place.map { "line \($0.line), column \($0.column): " } ?? ""
        return (self.path.isEmpty ? "" : self.path + ": ") + place + self.reason.description
    }
}

extension SchemaError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let problem):
            problem
        case .unreadable:
            "the file cannot be read; check its permissions"
        case .namesNothing:
            "this is no content type, it has no info.singularName; write one, or move the file elsewhere"
        case .noCategory(let file):
            "a component's category is missing; name the file <category>.\(file).json, "
                + "or put it into a folder of that name"
        case .expected(let expected, let name):
            "\(name): expected \(expected)"
        case .unknownWord(let word, let name, let known):
            "\(name): '\(word)' is unknown; "
                + (NearMiss.suggestion(for: ExactString(word), among: known.map { ExactString($0) })
                    .map { "did you mean '\($0)'?" } ?? "write one of \(known.joined(separator: ", "))")
        case .nameDiffers(let name, let uid):
            "info.singularName is '\(name)', but the file stands for \(uid); Strapi wants both names equal: "
                + "rename the folder or file, or change singularName"
        case .duplicateUID(let uid, let otherPath):
            "\(uid) is already described by \(otherPath); remove or rename one of the files"
        case .duplicateName(let name, let otherPath):
            "the name '\(name)' is already taken by \(otherPath); singularName and pluralName must be unique among api:: types"
        case .missingComponent(let uid, let attribute):
            "attribute '\(attribute)': there is no file for the component '\(uid)'; "
                + "add components/\(uid.replacingFirstDot(with: "/")).json, or take the attribute out"
        case .unknownCustomFieldType(let type, let customField):
            "custom field '\(customField)': '\(type)' cannot hold a custom field; name a plain type such as string or json, "
                + "or password"
        }
    }
}

extension String {
    fileprivate func replacingFirstDot(with separator: String) -> String {
        guard let dot = self.firstIndex(of: ".") else { return self }
        return self[..<dot] + separator + self[self.index(after: dot)...]
    }
}
