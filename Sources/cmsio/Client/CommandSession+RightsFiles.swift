import ContentEvents
import ContentStore
import Foundation

extension CommandSession {
    /// Writes all rights as a file: YAML, or JSON where that was asked for.
    ///
    /// - Parameter path: Nil for standard output.
    /// - Throws: ``CommandFailure``
    func exportRights(to path: String?) async throws {
        let state = try await self.currentRights(toChange: false).state
        let bytes =
            self.options.output == .json
            ? RightsFileText.json(state) + [UInt8(ascii: "\n")] : Array(RightsFileText(state).text.utf8)
        guard let path else { return try self.terminal.result(bytes: bytes) }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.noInput, "cannot write '\(path)': check its folder and its permissions.")
        }
        self.terminal.say(
            "Wrote '\(path)': roles \(state.roles.count), users \(state.users.count), tokens \(state.tokens.count)."
        )
    }

    /// Makes the rights what a file or a project says, once it is clear what that changes.
    ///
    /// - Throws: ``CommandFailure``, with the place, when it asks for what cannot be; then nothing was changed.
    func importRights(_ source: some ImportedRights, pruning: Bool, isDryRun: Bool, isConfirmed: Bool) async throws {
        for note in source.notes { self.terminal.warn(note) }
        let current = try await self.currentRights(toChange: !isDryRun)
        let types = current.knownTypes
        let proposal = try source.proposal(types, base: current.state)
        let plan: RightsImport
        do throws(ImportProblem) {
            plan = try RightsImport(of: proposal, into: current.state, pruning: pruning)
        } catch {
            throw source.failure(error)
        }
        // Where the file names too little for a pruning import, there is nothing to propose.
        let pruned = pruning ? nil : try? RightsImport(of: proposal, into: current.state, pruning: true)
        let leftover = pruned.flatMap { LeftoverText($0.changes).sentence }.map { " " + $0 } ?? ""
        if isDryRun {
            try self.show(plan, tokens: nil, types: types)
            let isSame = plan.changes.isEmpty
            return self.terminal.say(isSame ? "Nothing would change.\(leftover)" : "Nothing was changed: --dry-run.")
        }
        try self.confirm(plan, types: types, isConfirmed: isConfirmed)
        let tokens = plan.changes.isEmpty ? [] : try await self.apply(plan.changes)
        try self.show(plan, tokens: tokens, types: types)
        if plan.changes.isEmpty { return self.terminal.say("There is nothing to change.\(leftover)") }
        if !tokens.isEmpty { self.terminal.say("Keep the secrets of the new tokens, nothing can tell them again.") }
    }

    private func apply(_ changes: [RightsChange]) async throws -> [TokenAdded] {
        guard case .imported(let imported) = try await self.answer(.change(changes)) else {
            throw OperatorReply.notUnderstood
        }
        return imported.tokens
    }

    /// Says what an import changes, and has somebody agree to what it removes.
    private func confirm(_ plan: RightsImport, types: KnownTypes, isConfirmed: Bool) throws {
        let mustAsk = plan.removesSomething && !isConfirmed
        guard !mustAsk || Confirmation.isPossible else {
            throw CommandFailure(
                .usage,
                "this import removes something, and nobody is there to ask: look at it with --dry-run, then add --yes."
            )
        }
        for line in DifferenceText(plan.difference, types: types).lines(style: self.terminal.talkStyle) {
            if mustAsk { Terminal.tell(line) } else { self.terminal.say(line) }
        }
        if mustAsk { try Confirmation.ask("Remove what is marked with '-'?", otherwise: "Nothing was changed.") }
    }

    /// Prints the result: for reading, the difference of a dry run or the secrets of new tokens, as the difference of an
    /// import that is done was said before.
    ///
    /// - Parameter tokens: Those that are new; nil for a dry run.
    private func show(_ plan: RightsImport, tokens: [TokenAdded]?, types: KnownTypes) throws {
        guard self.terminal.format == .pretty else {
            return try self.terminal.result(encoding: ImportReport(plan.difference, tokens: tokens))
        }
        guard let tokens else {
            let lines = DifferenceText(plan.difference, types: types).lines(style: self.terminal.resultStyle)
            return try lines.forEach(self.terminal.result)
        }
        try self.show(.imported(RightsImported(tokens: tokens)))
    }
}

/// What an import did, or would do, as JSON.
private struct ImportReport: Encodable {
    let kind = "import"
    /// False for a dry run.
    let applied: Bool
    let equal: Bool
    let subjects: [RightsDifference.Subject]
    let tokens: [TokenAdded]

    init(_ difference: RightsDifference, tokens: [TokenAdded]?) {
        self.applied = tokens != nil
        self.equal = difference.equal
        self.subjects = difference.subjects
        self.tokens = tokens ?? []
    }
}
