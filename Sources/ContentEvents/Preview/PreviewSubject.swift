import ContentModel
import JSONText

/// Somebody for whom an event is previewed, with the label as written: `role:editor`, `user:ann`.
enum PreviewSubject: Sendable {
    case audience(Audience, label: String)
    /// Gets nothing, whatever was granted.
    case nobody(label: String, reason: String)
}

/// Finds whom previews are for.
struct PreviewSubjects {
    let rights: Rights
    let directory: any RightsDirectory
    let administration: any RightsAdministration

    /// Every audience; tokens that have expired come last.
    func all() async throws -> [PreviewSubject] {
        let living = self.rights.audiences.map(Self.subject)
        return living + (try await self.expired().map(self.expired))
    }

    /// - Parameter name: `role:editor`, `token:ci`, `user:42` or `user:ann`.
    /// - Throws: ``EmitError`` with the near miss.
    func one(_ name: ExactString) async throws -> PreviewSubject {
        if let audience = self.rights.audience(labelled: name) { return Self.subject(audience) }
        let text = name.string
        if text.utf8.starts(with: "user:".utf8) {
            return try await self.user(ExactString(String(text.dropFirst("user:".count))), label: text)
        }
        if try await self.expired().contains(where: { ExactString($0) == name }) { return self.expired(text) }
        let known = self.rights.audiences.map(\.label)
        let list = known.map(\.string).joined(separator: ", ")
        let question = NearMiss.question(for: name, among: known)
        throw EmitError(.badData, "there is no \(quoted(name))\(question) There are \(list), and user:<name or id>.")
    }

    private func user(_ name: ExactString, label: String) async throws -> PreviewSubject {
        let (user, role) = try await self.directory.user(called: name)
        if user.isBlocked {
            return .nobody(label: label, reason: RightsSentences.isBlocked(user.name, keeper: self.rights.keeper))
        }
        guard let audience = self.rights.audience(role) else {
            return .nobody(label: label, reason: "the role of user \(quoted(user.name)) is gone")
        }
        return .audience(audience, label: label)
    }

    /// The labels of the tokens that the rights know no longer.
    private func expired() async throws -> [String] {
        guard case .tokens(let list) = try await self.administration.perform(.tokenList) else { return [] }
        return list.tokens.filter(\.expired).map(\.audience)
    }

    private static func subject(_ audience: Audience) -> PreviewSubject {
        .audience(audience, label: audience.label.string)
    }

    private func expired(_ label: String) -> PreviewSubject {
        .nobody(label: label, reason: RightsSentences.hasExpired(label, keeper: self.rights.keeper))
    }
}
