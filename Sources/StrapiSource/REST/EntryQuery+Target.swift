package import ContentModel
import JSONText

extension EntryQuery {
    /// The target of the request that reads the entry: path and query, percent-encoded.
    ///
    /// - Parameter base: The path that Strapi is served beneath; empty for the root.
    /// Source: Strapi 4 and 5, "REST API": endpoints; "Populate"; `publicationState` (4), `status` and `locale`.
    package func target(below base: String) -> String {
        let isSingle = self.type.kind == .singleType
        let name = isSingle ? self.type.singularName : self.type.pluralName
        let path = "\(base)/api/\(Self.encode(name.string))\(isSingle ? "" : "/\(Self.encode(self.id))")"
        let query = self.parameters.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }
        return "\(path)?\(query.joined(separator: "&"))"
    }

    private typealias Parameter = (name: String, value: String)

    private var id: String {
        switch self.key {
        case .documentID(let id), .id(let id): id.string
        }
    }

    private var parameters: [Parameter] {
        let locale: [Parameter] = self.locale.map { [("locale", $0.string)] } ?? []
        let populate = Self.parameters("populate", self.population)
        switch self.key {
        case .documentID:
            let status: [Parameter] = [("status", self.isDraft ? "draft" : "published")]
            return populate + (self.type.hasDraftAndPublish ? status : []) + locale
        case .id:
            let state: [Parameter] = self.isDraft ? [("publicationState", "preview")] : []
            // The id of a collection's entry is that of one locale.
            return populate + state + (self.type.kind == .singleType ? locale : [])
        }
    }

    private static func parameters(_ name: String, _ population: Population) -> [Parameter] {
        switch population {
        case .everything: [(name, "*")]
        case .attributes(let attributes):
            attributes.flatMap { populated in
                let own = "\(name)[\(populated.name)]"
                return populated.below.map { self.parameters("\(own)[populate]", $0) } ?? [(own, "true")]
            }
        }
    }

    private static func encode(_ text: String) -> String {
        let unreserved = Set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~*".utf8
        )
        return text.utf8.map { byte in
            if unreserved.contains(byte) { return String(Unicode.Scalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
