import ContentEvents
import ContentServer
import ContentStore
import JSONText

extension CommandSession {
    /// Prints what an event would be to everybody, before it is sent or instead.
    ///
    /// - Parameter data: What the event is made of.
    /// - Throws: ``CommandFailure`` when the server cannot be reached, or would not accept it.
    func preview(
        _ question: PreviewQuestion,
        _ data: JSONDocument,
        _ options: PreviewOptions,
        at location: ServerLocation
    ) async throws {
        let preview = try await self.ask(question, at: location)
        let diffs =
            options.diff
            ? try preview.views.compactMap(\.argument).map { argument in
                ViewDiff(from: data, to: try JSONDocument(parsing: argument))
            } : []
        guard self.terminal.format == .pretty else {
            let style = TextStyle(isColored: false)
            let lines = zip(preview.views, diffs).map { $1.written(title: PreviewText.names($0), style: style) }
            return try self.terminal.result(json: preview.json(diffs: lines))
        }
        let text = self.text(of: preview)
        let head = options.dryRun ? [text.title, text.audiences] : []
        let views = options.diff ? text.diffs(diffs) : options.dryRun ? text.views : []
        // Without --dry-run the receipt follows.
        let end = options.dryRun || preview.views.isEmpty ? [] : [""]
        try self.show(parts: head + [views, (options.explain ? text.fields : []) + end])
    }

    /// Prints who gets which fields of an event, on the server that holds the data folder, else by its store and the
    /// schemas of the settings.
    ///
    /// - Throws: ``CommandFailure``, ``EmitError``, ``StoreError`` or ``SchemaError``.
    func explain(_ question: PreviewQuestion) async throws {
        let preview =
            switch try self.rightsPlace(toChange: false) {
            case .server(let location):
                try await self.ask(question, at: location)
            case .folder(let folder):
                try await self.previewer(in: folder).preview(question.request)
            case .project:
                try await self.previewerOfProject().preview(question.request)
            }
        guard self.terminal.format == .pretty else { return try self.terminal.result(json: preview.json()) }
        let text = self.text(of: preview)
        try self.show(parts: [text.audiences, question.audience == nil ? [] : text.views, text.fields])
    }

    private func ask(_ question: PreviewQuestion, at location: ServerLocation) async throws -> Preview {
        let reply = try await self.ask(location, .preview(question))
        do {
            return try Preview(json: try reply.json("preview"))
        } catch is DecodingError {
            throw OperatorReply.notUnderstood
        }
    }

    private func previewer(in folder: DataFolder) throws -> Previewer {
        let (configuration, content) = try self.content()
        let store = try ContentStore(path: folder.path(of: .store))
        return self.previewer(of: content, configuration, directory: store, administration: store)
    }

    private func previewerOfProject() async throws -> Previewer {
        let project = try await self.project()
        return self.previewer(
            of: project.content,
            project.configuration,
            directory: project.rights.directory,
            administration: project.rights.administration
        )
    }

    private func previewer(
        of content: ServedContent,
        _ configuration: ServeConfiguration,
        directory: any RightsDirectory,
        administration: any RightsAdministration
    ) -> Previewer {
        for warning in content.warnings { self.terminal.warn(warning) }
        return Previewer(
            catalog: LiveCatalog(content.catalog),
            directory: directory,
            administration: administration,
            policy: configuration.policy(for: content),
            census: nil
        )
    }

    private func text(of preview: Preview) -> PreviewText {
        PreviewText(preview, style: self.terminal.resultStyle, width: self.terminal.width)
    }

    private func show(parts: [[String]]) throws {
        for line in parts.filter({ !$0.isEmpty }).joined(separator: [""]) { try self.terminal.result(line) }
    }
}
