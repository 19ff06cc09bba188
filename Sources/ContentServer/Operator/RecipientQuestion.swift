package import ContentEvents
import JSONText

/// The operator's question who would receive an event, and how many sockets of each audience are connected.
package struct RecipientQuestion: Sendable {
    private let io: IO
    private let members: Members
    private let directory: any RightsDirectory

    package init(io: IO, members: Members, directory: any RightsDirectory) {
        self.io = io
        self.members = members
        self.directory = directory
    }

    /// - Parameter request: `{type, action}`.
    func answer(_ request: OperatorRequest) async throws -> OperatorAnswer {
        try request.allow(["type", "action"])
        let (type, action) = (try request.name("type").string, try request.name("action").string)
        let recipients = try await self.io.recipients(type: type, action: action)
        let (counts, rights) = (await self.members.countsByAudience, self.directory.rights)
        return try .success(
            "recipients",
            recipients.counting { label in rights.audience(labelled: label).flatMap { counts[$0.id] } ?? 0 }
        )
    }
}
