package import ContentEvents
import ContentModel
package import JSONText

/// The body of a webhook's request: `{event, createdAt, …}`.
///
/// Source: Strapi 4 and 5, `services/webhook-runner` and the events' own payloads.
package struct WebhookBody: Sendable {
    package let event: ExactString
    let document: JSONDocument
    /// Milliseconds since 1970; nil if it does not say.
    let sentAt: Int64?

    /// - Throws: ``EmitError`` for what is no webhook's body.
    package init(_ body: [UInt8]) throws(EmitError) {
        do throws(JSONError) {
            self.document = try JSONDocument(parsing: body)
        } catch {
            throw EmitError(.badData, "the body is no JSON: \(error)")
        }
        guard self.document.kind(self.document.root) == .object else {
            throw EmitError(.badData, "the body must be a JSON object, as a webhook of Strapi has it")
        }
        guard let event = self.document.value("event", in: self.document.root).flatMap(self.document.exactString) else {
            throw EmitError(.badData, "the body has no 'event', as in entry.update: is this a webhook of Strapi?")
        }
        self.event = event
        self.sentAt = self.document.time("createdAt", in: self.document.root)
    }

    package var kind: WebhookKind { WebhookKind(event: self.event) }

    /// What to look its content type up by: a uid, or the singular name where Strapi 4 leaves the uid out.
    ///
    /// - Throws: ``EmitError`` when the body does not say.
    package func typeName(of subject: WebhookKind.Subject) throws(EmitError) -> ExactString {
        switch subject {
        case .media: return "plugin::upload.file"
        case .release: return "plugin::content-releases.release"
        case .entry, .draftDiscard, .stage: break
        }
        let root = self.document.root
        let name = self.document.value("uid", in: root) ?? self.document.value("model", in: root)
        guard let name = name.flatMap(self.document.exactString) else {
            throw EmitError(.badData, "'\(self.event)' says no content type: it has neither 'uid' nor 'model'")
        }
        return name
    }

    /// The object that is a member of the body.
    ///
    /// - Throws: ``EmitError`` when there is none.
    func object(_ name: ExactString) throws(EmitError) -> JSONNode {
        guard let node = self.document.value(name, in: self.document.root), self.document.kind(node) == .object else {
            throw EmitError(.badData, "'\(self.event)' has no object '\(name)'")
        }
        return node
    }
}

extension JSONDocument {
    /// The time that a member holds, in milliseconds since 1970.
    func time(_ name: ExactString, in node: JSONNode) -> Int64? {
        self.value(name, in: node).flatMap(self.string).flatMap(ISOTime.milliseconds)
    }

    /// A string, or a number as written.
    func identifier(_ name: ExactString, in node: JSONNode) -> ExactString? {
        guard let value = self.value(name, in: node) else { return nil }
        if self.kind(value) == .number { return ExactString(String(decoding: self.text(value), as: UTF8.self)) }
        return self.exactString(value)
    }
}
