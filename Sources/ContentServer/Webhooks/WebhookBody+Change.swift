import ContentEvents
import ContentModel
import JSONText

extension WebhookBody {
    private static let identityNames: [ExactString] = ["id", "documentId", "locale"]

    /// Reads the change of an entry or a file.
    ///
    /// - Throws: ``EmitError`` for a row without an id or without any time.
    func change(_ step: Moment.Step, of type: ContentType, at member: ExactString) throws(EmitError) -> EntryChange {
        let row = try self.object(member)
        let documentID = self.document.identifier("documentId", in: row)
        guard let id = documentID ?? self.document.identifier("id", in: row) else {
            throw EmitError(.badData, "the \(member) of '\(self.event)' has no 'id'")
        }
        let publishedAt = self.document.time("publishedAt", in: row)
        let isDiscard = self.kind == .about(.draftDiscard)
        let visibility = self.visibility(of: row, step, type)
        let identity = self.identity(of: row)
        let hasIdentityOnly = step == .delete && (documentID != nil || visibility != .everybody)
        return EntryChange(
            entry: EntryID(
                uid: type.uid,
                id: id,
                locale: documentID.flatMap { _ in self.document.identifier("locale", in: row) }
            ),
            moment: Moment(
                step: step,
                updatedAt: try self.changedAt(row, publishedAt: publishedAt, isDiscard: isDiscard),
                publishedAt: publishedAt,
                sentAt: self.sentAt,
                digest: self.digest(of: row)
            ),
            createdAt: self.document.time("createdAt", in: row),
            rows: !type.hasDraftAndPublish ? .noDrafts : documentID == nil ? .one : .two,
            visibility: visibility,
            data: hasIdentityOnly ? identity : self.document.text(row),
            identity: identity
        )
    }

    private func visibility(of row: JSONNode, _ step: Moment.Step, _ type: ContentType) -> EntryChange.Visibility {
        guard type.hasDraftAndPublish, step != .publish, step != .unpublish else { return .everybody }
        if self.kind == .about(.draftDiscard) { return .editors }
        switch self.document.value("publishedAt", in: row).map(self.document.kind) {
        case .null: return .editors
        case .string: return .everybody
        case nil, .object, .array, .number, .bool: return .unsaid
        }
    }

    /// When the row was changed, in milliseconds since 1970.
    ///
    /// A draft that is discarded gets the `updatedAt` of what is public, so only its sending says when.
    private func changedAt(_ row: JSONNode, publishedAt: Int64?, isDiscard: Bool) throws(EmitError) -> Int64 {
        let updatedAt = self.document.time("updatedAt", in: row)
        if isDiscard, let latest = [updatedAt, self.sentAt].compactMap({ $0 }).max() { return latest }
        guard let time = updatedAt ?? publishedAt ?? self.sentAt else {
            throw EmitError(
                .badData,
                "'\(self.event)' says no time: it has neither 'createdAt' nor an entry's 'updatedAt'"
            )
        }
        return time
    }

    private func identity(of row: JSONNode) -> [UInt8] {
        var writer = JSONWriter(capacity: 96)
        writer.beginObject()
        for member in self.document.members(row)
        where Self.identityNames.contains(where: { self.document.matches(member.key, $0) }) {
            writer.copy(member, from: self.document)
        }
        writer.endObject()
        return writer.bytes
    }

    private func digest(of row: JSONNode) -> Int {
        var hasher = Hasher()
        hasher.combine(self.event)
        self.document.text(row).withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
