import Foundation
import JSONText

/// What a server answered an operator: `{"ok": true, …}`.
struct OperatorReply: Sendable {
    private let document: JSONDocument
    private let node: JSONNode

    /// - Parameter node: The answer's one argument.
    /// - Throws: ``CommandFailure`` for a refusal, and for what is no answer.
    init(_ document: JSONDocument, _ node: JSONNode?) throws {
        guard let node, let isOK = document.value("ok", in: node).flatMap(document.bool) else {
            throw Self.notUnderstood
        }
        self.document = document
        self.node = node
        guard isOK else { throw self.refusal }
    }

    /// The JSON text of a member.
    func json(_ member: ExactString) throws -> [UInt8] {
        guard let value = self.document.value(member, in: self.node) else { throw Self.notUnderstood }
        return self.document.text(value)
    }

    /// A member as a document of its own.
    func document(_ member: ExactString) throws -> JSONDocument {
        let text = try self.json(member)
        do {
            return try JSONDocument(parsing: text)
        } catch {
            throw Self.notUnderstood
        }
    }

    func string(_ member: ExactString) throws -> String {
        guard let text = self.document.value(member, in: self.node).flatMap(self.document.string) else {
            throw Self.notUnderstood
        }
        return text
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ member: ExactString) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(try self.json(member)))
        } catch is DecodingError {
            throw Self.notUnderstood
        }
    }

    private var refusal: CommandFailure {
        let error = self.document.value("error", in: self.node)
        let code = error.flatMap { self.document.value("code", in: $0) }.flatMap(self.document.integer)
        let message = error.flatMap { self.document.value("message", in: $0) }.flatMap(self.document.string)
        let status = code.flatMap { ExitStatus(rawValue: Int32(clamping: $0)) } ?? .badData
        return CommandFailure(status, message ?? "the server refused, and did not say why.")
    }

    static let notUnderstood = CommandFailure(
        .unreachable,
        "the server answered what this cmsio does not understand; use the same version for both."
    )
}
