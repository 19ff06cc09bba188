import ContentEvents

/// Where the rights of an import come from.
protocol ImportedRights: Sendable {
    /// What the rights are to be, with every grant as its id.
    ///
    /// - Parameters:
    ///   - types: Tell what `article:update` means.
    ///   - base: The rights as they are now.
    /// - Throws: ``CommandFailure`` for a grant that there cannot be.
    func proposal(_ types: KnownTypes, base: RightsState?) throws -> ProposedRights

    /// What a problem of the import means for whoever wrote this.
    func failure(_ problem: ImportProblem) -> CommandFailure

    /// What of it is not as it was where it came from, a sentence each.
    var notes: [String] { get }
}

extension RightsFile: ImportedRights {
    var notes: [String] { [] }
}
