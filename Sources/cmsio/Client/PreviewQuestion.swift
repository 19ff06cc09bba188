import ContentEvents
import JSONText

/// What event a preview is of.
struct PreviewQuestion: Sendable {
    let type: String
    let action: String
    /// Nil to ask about the schema.
    let data: [UInt8]?
    /// `role:editor`, `token:ci` or `user:ann`; nil for every audience.
    let audience: String?
    /// Whether the outcome of each field is asked for.
    let withFields: Bool

    init(type: String, action: String, data: [UInt8]?, audience: String?) {
        self.type = type
        self.action = action
        self.data = data
        self.audience = audience
        self.withFields = true
    }

    /// The event that would be sent.
    init(_ request: EmitRequest, audience: String? = nil, withFields: Bool = false) {
        self.type = request.type
        self.action = request.action
        self.data = request.data
        self.audience = audience
        self.withFields = withFields
    }

    /// The arguments of the operator's event, a JSON text each.
    var arguments: [[UInt8]] {
        var head = JSONWriter()
        head.beginObject()
        head.member("type", self.type)
        head.member("action", self.action)
        if let audience { head.member("as", audience) }
        head.key("fields")
        head.bool(self.withFields)
        head.endObject()
        return [head.bytes] + (self.data.map { [$0] } ?? [])
    }

    /// The same, to be answered here.
    var request: Previewer.Request {
        Previewer.Request(
            type: ExactString(self.type),
            action: ExactString(self.action),
            data: self.data,
            audience: self.audience.map { ExactString($0) },
            withFields: self.withFields
        )
    }
}
