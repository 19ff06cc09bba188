import ContentEvents
import Foundation

/// An answer about rights, for reading.
struct RightsText {
    private let answer: RightsAnswer
    private let style: TextStyle
    private let width: Int?

    /// - Parameter width: Columns of the terminal.
    init(_ answer: RightsAnswer, style: TextStyle, width: Int?) {
        self.answer = answer
        self.style = style
        self.width = width
    }

    var lines: [String] {
        switch self.answer {
        case .overview(let overview): self.overview(overview)
        case .grants(let change): self.change(change)
        case .verdict(let verdict):
            [(verdict.allowed ? self.style.good("yes") : self.style.bad("no")) + ": " + Printable.text(verdict.reason)]
        case .roles(let list): self.roles(list.roles)
        case .users(let list): self.users(list.users)
        case .tokens(let list): self.tokens(list.tokens)
        case .role(let role): self.roles([role])
        case .user(let user): self.users([user])
        case .tokenAdded(let added): [added.secret]
        case .token(let token): self.tokens([token])
        case .recipients(let recipients): RecipientsText(recipients).lines(style: self.style, width: self.width)
        case .export(let export): [RightsFileText(export.state).text]
        case .imported(let imported): imported.tokens.map { "\(Printable.text($0.token.audience)) \($0.secret)" }
        }
    }

    private func overview(_ overview: RightsOverview) -> [String] {
        let matrix = RightsMatrix(overview)
        var tokens = TextTable([("TOKEN", .left), ("TYPE", .left), ("EXPIRES", .left)])
        for token in overview.tokens { tokens.add([token.audience, token.type.rawValue, Self.expiry(token)]) }
        let parts = [
            matrix.lines(style: self.style, width: self.width), self.lines(of: tokens), self.users(overview.users),
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private func roles(_ roles: [RoleSummary]) -> [String] {
        var table = TextTable([("ROLE", .left), ("USERS", .right), ("MAY", .left)])
        for role in roles { table.add([role.audience, "\(role.users)", Self.grants(role.grants)]) }
        return self.lines(of: table)
    }

    private func tokens(_ tokens: [TokenSummary]) -> [String] {
        var table = TextTable([("TOKEN", .left), ("TYPE", .left), ("EXPIRES", .left), ("MAY", .left)])
        for token in tokens {
            table.add([token.audience, token.type.rawValue, Self.expiry(token), Self.rights(token)])
        }
        return self.lines(of: table)
    }

    private func users(_ users: [UserSummary]) -> [String] {
        var table = TextTable([("USER", .left), ("ID", .right), ("ROLE", .left), ("STATE", .left)])
        for user in users {
            let state = user.blocked ? "blocked" : user.confirmed ? "active" : "not confirmed"
            table.add(["user:\(user.name)", "\(user.id)", user.role.map { "role:\($0)" } ?? "-", state])
        }
        return self.lines(of: table)
    }

    private func lines(of table: TextTable) -> [String] {
        table.isEmpty ? [] : table.lines(style: self.style, width: self.width)
    }

    private func change(_ change: GrantsChanged) -> [String] {
        let audience = self.style.name(Printable.text(change.audience))
        let sentences = [
            ("may now", change.granted), ("may no longer", change.revoked), ("unchanged:", change.unchanged),
        ]
        return sentences.filter { !$0.1.isEmpty }.map { "\(audience) \($0.0) \(Printable.text(Self.grants($0.1)))" }
            + change.notes.map(Printable.text)
    }

    private static func grants(_ grants: [String]) -> String {
        grants.isEmpty ? "-" : grants.joined(separator: " ")
    }

    private static func rights(_ token: TokenSummary) -> String {
        switch token.type {
        case .custom: self.grants(token.grants)
        case .fullAccess: "everything"
        case .readOnly: "read everything"
        }
    }

    private static func expiry(_ token: TokenSummary) -> String {
        guard let expiresAt = token.expiresAt else { return "never" }
        return token.expired ? "expired" : TimeText.date(seconds: expiresAt)
    }
}
