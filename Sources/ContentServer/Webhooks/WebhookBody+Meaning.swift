package import ContentEvents
package import ContentModel
import JSONText

extension WebhookBody {
    /// - Throws: ``EmitError`` for a body that lacks what its event needs.
    package func meaning(_ subject: WebhookKind.Subject, of type: ContentType) throws(EmitError) -> WebhookMeaning {
        switch subject {
        case .entry(let step): .change(try self.change(step, of: type, at: "entry"))
        case .draftDiscard: .change(try self.change(.update, of: type, at: "entry"))
        case .media(let step): .change(try self.change(step, of: type, at: "media"))
        case .stage: .notice(try self.stageChange(of: type))
        case .release: try self.releasePublication(of: type).map { .notice($0) } ?? .failure
        }
    }

    /// What a change of the review stage is told as: the entry's identity and state, with the names of both stages.
    ///
    /// - Throws: ``EmitError`` when the body has no `entity`.
    private func stageChange(of type: ContentType) throws(EmitError) -> EntryEvent {
        let entity = try self.object("entity")
        var writer = JSONWriter(capacity: 160)
        writer.beginObject()
        for name in ["id", "documentId", "locale", "status"] as [ExactString] {
            guard let value = self.document.value(name, in: entity) else { continue }
            writer.key(name)
            writer.copy(value, from: self.document)
        }
        for end in ["from", "to"] as [ExactString] {
            guard let name = self.stageName(end) else { continue }
            writer.key(end)
            writer.string(name)
        }
        writer.endObject()
        return EntryEvent(uid: type.uid, action: "stage", data: writer.bytes)
    }

    /// What a release that went out is told as; nil for one that failed.
    ///
    /// - Throws: ``EmitError`` when the body has no `release`.
    private func releasePublication(of type: ContentType) throws(EmitError) -> EntryEvent? {
        let isPublished = self.document.value("isPublished", in: self.document.root).flatMap(self.document.bool)
        guard isPublished == true else { return nil }
        let release = try self.object("release")
        return EntryEvent(uid: type.uid, action: "publish", data: self.document.text(release))
    }

    private func stageName(_ end: ExactString) -> String? {
        var node: JSONNode? = self.document.root
        for name in ["workflow", "stages", end, "name"] as [ExactString] {
            node = node.flatMap { self.document.value(name, in: $0) }
        }
        return node.flatMap(self.document.string)
    }
}
