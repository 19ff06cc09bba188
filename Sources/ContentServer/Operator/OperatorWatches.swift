package import ContentEvents
import ContentModel
import JSONText
package import SocketIONIO

/// Lets operators watch: every event, or what an audience gets, or does not get; from now on, and what was before.
package struct OperatorWatches: Sendable {
    private let directory: any RightsDirectory
    private let delivery: WatchedDelivery

    package init(directory: any RightsDirectory, delivery: WatchedDelivery) {
        self.directory = directory
        self.delivery = delivery
    }

    /// From now on the socket gets `event` packets; a second call adds what it watches.
    ///
    /// - Parameter request: `{as?, denied?}`
    package func watch(_ request: OperatorRequest, from socket: SocketIOSocket) async throws -> OperatorAnswer {
        try request.allow(["as", "denied"])
        let (watcher, audience) = try await self.watcher(request)
        let label = audience?.label ?? ""
        self.delivery.watcherJoined(watcher, label: label)
        socket.onDisconnect { [delivery] _ in delivery.watcherLeft(watcher, label: label) }
        await socket.join(watcher.rooms)
        return .done
    }

    /// A page of the events before an offset.
    ///
    /// - Parameter request: `{as?, denied?, before?}`
    package func recent(_ request: OperatorRequest) async throws -> OperatorAnswer {
        try request.allow(["as", "denied", "before"])
        guard self.delivery.keepsEvents else {
            throw EmitError(.badData, "the server keeps no events: start 'cmsio serve' without --keep-last 0.")
        }
        let (watcher, audience) = try await self.watcher(request)
        guard audience == nil || !self.directory.rights.isSuspended else {
            throw EmitError(
                .unavailable,
                "nobody knows any more what they may see: the rights cannot be read (see GET /readyz). Try again later."
            )
        }
        let before = try request.optionalInteger("before").map(Int.init)
        let page = self.delivery.earlier(for: watcher, audience: audience, before: before)
        return .success(member: "recent", json: page.json)
    }

    private func watcher(_ request: OperatorRequest) async throws -> (Watcher, Audience?) {
        let isDenied = try request.optionalBool("denied") ?? false
        guard let label = try request.optionalName("as") else {
            if isDenied { throw EmitError(.usage, "'denied' needs 'as': whose events?") }
            return (.everything, nil)
        }
        let audience = try await self.audience(label)
        return (isDenied ? .denied(audience.id) : .audience(audience.id), audience)
    }

    /// - Parameter label: `role:editor`, `token:ci`, or `user:42` for that user's role.
    private func audience(_ label: ExactString) async throws -> Audience {
        if let audience = self.directory.rights.audience(labelled: label) { return audience }
        let text = label.string
        if text.utf8.starts(with: "user:".utf8) {
            let name = String(text.dropFirst("user:".count))
            let role = try await self.directory.user(called: ExactString(name)).role
            if let audience = self.directory.rights.audience(role) { return audience }
        }
        let wayOut = NearMiss.audienceQuestion(for: label, in: self.directory.rights)
        throw EmitError(.badData, "there is no '\(label)' to listen as\(wayOut)")
    }
}
