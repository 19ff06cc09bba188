/// What a schema file says that its people should know of, though it can be read; a sentence with its place.
package struct SchemaRemark: Hashable, Sendable, CustomStringConvertible {
    /// The file.
    package let path: String
    package let place: SchemaError.Place?
    /// What is so, and what to do about it.
    package let text: String

    package init(path: String, place: SchemaError.Place? = nil, text: String) {
        self.path = path
        self.place = place
        self.text = text
    }

    package var description: String {
        let place = self.place.map { "line \($0.line), column \($0.column): " } ?? ""
        return "\(self.path): \(place)\(self.text)"
    }
}
