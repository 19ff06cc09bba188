import ContentModel
import JSONText

extension ContentCatalog {
    /// The type that an event is of.
    func type(emitted name: ExactString) throws(EmitError) -> ContentType {
        if let type = self.contentType(named: name) { return type }
        let own = self.contentTypes.filter(\.isOfProject).map(\.singularName)
        guard !own.isEmpty else {
            throw EmitError(
                .badData,
                "there is no content type \(quoted(name)), as the server has no schemas: start 'cmsio serve' with --schemas or "
                    + "--demo, or send the data untouched with 'cmsio raw'."
            )
        }
        let ending = self.nearMiss(to: name).map { "; did you mean \(quoted($0))?" } ?? "."
        let shown = own.prefix(20).map(\.string).joined(separator: ", ") + (own.count > 20 ? ", …" : "")
        throw EmitError(
            .badData,
            "there is no content type \(quoted(name))\(ending) The server's schemas (--schemas) know \(shown)."
        )
    }
}

extension Rights {
    /// Refuses actions that nobody could have been granted on purpose.
    func check(_ action: ExactString, of type: ContentType) throws(EmitError) {
        if ContentAction.builtIn.contains(action) { return }
        let name = type.isOfProject ? type.singularName : type.uid
        guard !ContentAction.reserved.contains(action) else {
            throw EmitError(
                .badData,
                "\(quoted(action)) cannot be an action, as Socket.IO uses the name: choose another."
            )
        }
        guard ContentAction.isWellFormed(action) else {
            throw EmitError(
                .badData,
                "\(quoted(action)) cannot be an action: write 1 to 64 bytes without spaces and without . : * ?."
            )
        }
        guard !self.someGrantNames(action, of: type.uid) else { return }
        let known = ContentAction.builtIn + self.grantedActions(of: type.uid).sorted()
        let question = NearMiss.suggestion(for: action, among: known).map { " Did you mean \(quoted($0))?" } ?? ""
        throw EmitError(
            .badData,
            "no grant names \(quoted(action)) for \(name): \(self.keeper.naming("\(name):\(action)")), or send "
                + "the data untouched with 'cmsio raw'.\(question)"
        )
    }
}

extension ContentType {
    /// Refuses data that is no entry of any type.
    func check(_ document: JSONDocument, mode: SanitizeMode) throws(EmitError) {
        let root = document.root
        let isEntry =
            switch document.kind(root) {
            case .object: true
            case .array: document.elements(root).allSatisfy { [.object, .null].contains(document.kind($0)) }
            case .string, .number, .bool, .null: false
            }
        guard isEntry else {
            throw EmitError(.badData, "the data is no entry: send an object, or an array of objects.")
        }
        if case .strict = mode, self.looksLikeAPIResponse(document) {
            throw EmitError(.badData, "this looks like an API response; send its data.")
        }
    }
}

extension JSONDocument {
    /// Reads the data of an event.
    init(emitted data: [UInt8]) throws(EmitError) {
        do throws(JSONError) {
            try self.init(parsing: data)
        } catch {
            throw EmitError(.badData, "the data is not JSON: \(error).")
        }
    }

    /// Each `documentId` and `id` of the entry or entries, numbers as written.
    var entityIDs: [ExactString] {
        var ids: [ExactString] = []
        if self.kind(self.root) == .array {
            for entry in self.elements(self.root) { self.appendIDs(of: entry, to: &ids) }
        } else {
            self.appendIDs(of: self.root, to: &ids)
        }
        return ids
    }

    private static let idNames: [ExactString] = ["documentId", "id"]

    private func appendIDs(of entry: JSONNode, to ids: inout [ExactString]) {
        for name in Self.idNames {
            if let id = self.value(name, in: entry).flatMap({ self.entityID($0) }) { ids.append(id) }
        }
    }

    private func entityID(_ node: JSONNode) -> ExactString? {
        switch self.kind(node) {
        case .string: self.exactString(node)
        case .number: ExactString(String(decoding: self.bytes[self.range(node)], as: UTF8.self))
        case .object, .array, .bool, .null: nil
        }
    }
}
