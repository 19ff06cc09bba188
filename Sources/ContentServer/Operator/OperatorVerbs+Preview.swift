package import ContentEvents
import JSONText

extension OperatorVerbs {
    /// Shows what `emit` would send, and sends nothing.
    ///
    /// - Parameters:
    ///   - request: `{type, action, as?, fields?}`: for one audience or user alone, and with the outcome of each field.
    ///   - data: The entry; nil to see what becomes of all that the schema knows.
    package func preview(_ request: OperatorRequest, data: [UInt8]?) async throws -> Preview {
        try request.allow(["type", "action", "as", "fields"])
        return try await self.previewer.preview(
            Previewer.Request(
                type: try request.name("type"),
                action: try request.name("action"),
                data: data,
                audience: try request.optionalName("as"),
                withFields: try request.optionalBool("fields") ?? false
            )
        )
    }

    /// Answers `emit` as JSON: with the receipt, or if `dryRun` is true with the preview, and then sends nothing.
    package func emitUnlessDryRun(_ request: OperatorRequest) async throws -> [UInt8] {
        guard try request.optionalBool("dryRun") ?? false else {
            return try OperatorAnswer.json(try await self.emit(request, mayHave: ["dryRun"]))
        }
        try request.allow(["type", "action", "data", "idempotencyKey", "dryRun"])
        guard let data = request.json("data") else { throw request.missing("data") }
        let event = Previewer.Request(type: try request.name("type"), action: try request.name("action"), data: data)
        return try await self.previewer.preview(event).json()
    }
}
