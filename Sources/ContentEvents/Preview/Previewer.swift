import ContentModel
package import JSONText

/// Shows what `emit` would send, to whom and why, and sends nothing: no offset, id or idempotency key is used up.
///
/// The views are made by the fan-out that ``IO`` sends by, so what it shows is what sockets would get.
package struct Previewer: Sendable {
    private let catalog: LiveCatalog
    private let directory: any RightsDirectory
    private let administration: any RightsAdministration
    private let policy: EmitPolicy
    private let census: (any SocketCensus)?

    /// - Parameters:
    ///   - administration: Knows the tokens that have expired.
    ///   - census: Nil where there are no sockets.
    package init(
        catalog: LiveCatalog,
        directory: any RightsDirectory,
        administration: any RightsAdministration,
        policy: EmitPolicy,
        census: (any SocketCensus)?
    ) {
        self.catalog = catalog
        self.directory = directory
        self.administration = administration
        self.policy = policy
        self.census = census
    }

    /// What is to be previewed.
    package struct Request: Sendable {
        /// A singular name, or a uid.
        package let type: ExactString
        package let action: ExactString
        /// A JSON text: an entry, or an array of entries. Nil to see what becomes of all that the schema knows.
        package let data: [UInt8]?
        /// `role:editor`, `token:ci`, `user:42` or `user:ann`; nil for every audience.
        package let audience: ExactString?
        /// Whether to tell the outcome of each field.
        package let withFields: Bool

        package init(
            type: ExactString,
            action: ExactString,
            data: [UInt8]?,
            audience: ExactString? = nil,
            withFields: Bool = false
        ) {
            self.type = type
            self.action = action
            self.data = data
            self.audience = audience
            self.withFields = withFields
        }
    }

    /// - Throws: ``EmitError`` where `emit` would refuse the event, and for an audience that there is not.
    package func preview(_ request: Request) async throws -> Preview {
        let rights = self.directory.rights
        let catalog = self.catalog.current
        let type = try catalog.type(emitted: request.type)
        try rights.check(request.action, of: type)
        let event = try PreparedEvent(
            type,
            request.action,
            data: request.data ?? SampleEntry.json(of: type, in: catalog),
            policy: self.policy,
            hasWatchers: false
        ) { FanOut(request.action, of: type, to: rights, catalog: catalog, policy: self.policy) }
        if let refusal = event.refusal { throw refusal }

        let known = PreviewSubjects(rights: rights, directory: self.directory, administration: self.administration)
        let subjects = if let name = request.audience { [try await known.one(name)] } else { try await known.all() }
        var draft = PreviewDraft(
            event,
            policy: self.policy,
            withFields: request.withFields,
            isFromSchema: request.data == nil
        )
        for subject in subjects { draft.add(subject, sockets: await self.sockets(of: subject, event)) }
        return draft.preview
    }

    private func sockets(of subject: PreviewSubject, _ event: PreparedEvent) async -> Int? {
        guard let census else { return nil }
        guard case .audience(let audience, _) = subject,
            event.outcome.shares.contains(where: { $0.id == audience.id && $0.result.success != nil })
        else { return 0 }
        return await census.sockets(of: audience.id, for: event.subject)
    }
}
