package import ContentEvents
package import JSONText

/// The two verbs, and the preview of one, as an operator asks for them, over the namespace or over HTTP: the same
/// members, the same refusals.
package struct OperatorVerbs: Sendable {
    private let io: IO
    let previewer: Previewer

    package init(io: IO, previewer: Previewer) {
        self.io = io
        self.previewer = previewer
    }

    /// - Parameters:
    ///   - request: `{type, action, idempotencyKey?}`, and what else it `mayHave`.
    ///   - data: The entry; the request's own member `data` when nil.
    package func emit(
        _ request: OperatorRequest,
        data: [UInt8]? = nil,
        mayHave others: [ExactString] = []
    ) async throws -> Receipt {
        try request.allow(["type", "action", "data", "idempotencyKey"] + others)
        let type = try request.name("type")
        let action = try request.name("action")
        let key = try request.optionalName("idempotencyKey")
        guard let data = data ?? request.json("data") else { throw request.missing("data") }
        return try await self.io.emit(type: type, action: action, data: data, idempotencyKey: key?.string)
    }

    /// - Parameters:
    ///   - request: `{event, rooms?, except?, idempotencyKey?}`.
    ///   - data: Any JSON; the request's own member `data` when nil.
    package func raw(_ request: OperatorRequest, data: [UInt8]? = nil) async throws -> Receipt {
        try request.allow(["event", "data", "rooms", "except", "idempotencyKey"])
        let event = try request.name("event")
        let rooms = try request.names("rooms")
        let except = try request.names("except")
        let key = try request.optionalName("idempotencyKey")
        return try await self.io.raw(
            event: event,
            data: data ?? request.json("data"),
            rooms: rooms,
            except: except,
            idempotencyKey: key?.string
        )
    }
}
