import ContentEvents
import ContentStore
import Foundation

extension CommandSession {
    /// Prints how two states of the rights, or two audiences, differ.
    ///
    /// - Throws: ``Verdict`` with status 1 when they do; ``CommandFailure`` when one of them cannot be read.
    func showDifference(from first: RightsOperand, to second: RightsOperand) async throws {
        let (difference, types) = try await self.difference(from: first, to: second)
        if !self.terminal.isQuiet { try self.show(difference, from: first, to: second, types: types) }
        if !difference.equal { throw Verdict(status: .no) }
    }

    private func show(
        _ difference: RightsDifference,
        from first: RightsOperand,
        to second: RightsOperand,
        types: KnownTypes
    ) throws {
        guard self.terminal.format == .pretty else {
            return try self.terminal.result(
                encoding: DifferenceReport(
                    from: "\(first)",
                    to: "\(second)",
                    equal: difference.equal,
                    subjects: difference.subjects
                )
            )
        }
        guard !difference.equal else { return }
        let style = self.terminal.resultStyle
        let lines = DifferenceText(difference, types: types).lines(style: style)
        try self.terminal.result(style.bad("--- " + Printable.text("\(first)")))
        try self.terminal.result(style.good("+++ " + Printable.text("\(second)")))
        // Of two audiences the names are said.
        for line in first.isAudience ? lines.dropFirst() : lines[...] { try self.terminal.result(line) }
    }

    private func difference(
        from first: RightsOperand,
        to second: RightsOperand
    ) async throws -> (RightsDifference, KnownTypes) {
        if case .audience(let one) = first, case .audience(let other) = second {
            let rights = try await self.currentRights(toChange: false)
            let holders = (try rights.state.holder(one), try rights.state.holder(other))
            return (RightsDifference(from: holders.0, to: holders.1), rights.knownTypes)
        }
        let sources = (try await self.source(first), try await self.source(second))
        let types = KnownTypes(sources.0.types + sources.1.types)
        let (old, new) = (try sources.0.proposal(types), try sources.1.proposal(types))
        return (RightsDifference(from: old, to: new), types)
    }

    private func source(_ operand: RightsOperand) async throws -> RightsSource {
        switch operand {
        case .audience, .here: return .store(try await self.currentRights(toChange: false))
        case .path(let path):
            guard let folder = try DataFolder.containing(path) else { return .file(try RightsFile(reading: path)) }
            let store = folder.path(of: .store)
            guard FileManager.default.fileExists(atPath: store) else {
                throw CommandFailure(
                    .noInput,
                    "there is no store in '\(folder.path)'; name a data folder of 'cmsio serve'."
                )
            }
            let quick = try ContentStore.answer(.export, at: store)
            let answer = if let quick { quick } else { try await ContentStore(path: store).perform(.export) }
            guard case .export(let export) = answer else { throw OperatorReply.notUnderstood }
            return .store(export)
        }
    }
}

/// Where one side of a difference comes from.
private enum RightsSource {
    case store(RightsExport)
    case file(RightsFile)

    var types: [RightsExport.TypeName] {
        switch self {
        case .store(let export): export.types
        case .file: []
        }
    }

    /// - Parameter types: Of the other side too: a file may use their short names.
    func proposal(_ types: KnownTypes) throws -> ProposedRights {
        switch self {
        case .store(let export): ProposedRights(export.state)
        case .file(let file): try file.proposal(types, base: nil)
        }
    }
}

/// A difference as JSON.
private struct DifferenceReport: Encodable {
    let kind = "difference"
    let from: String
    let to: String
    let equal: Bool
    let subjects: [RightsDifference.Subject]
}

extension DataFolder {
    /// The data folder that a path names, by itself or as the folder around it; nil for what is no folder.
    ///
    /// - Throws: ``CommandFailure`` for one of another user.
    fileprivate static func containing(_ path: String) throws -> DataFolder? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        let inner = (path as NSString).appendingPathComponent(DataFolder.name)
        return try DataFolder.open(at: FileManager.default.fileExists(atPath: inner) ? inner : path)
    }
}
