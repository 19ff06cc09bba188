import ContentEvents
import Foundation
import Testing

@Suite("Commands and answers about rights, as JSON")
struct RightsJSONTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static let commands: [(command: RightsCommand, json: String)] = [
        (.list, #"{"list":{}}"#),
        (
            .grant(who: "role:public", actions: ["article:update"]),
            #"{"grant":{"actions":["article:update"],"who":"role:public"}}"#
        ),
        (.revoke(who: "token:ci", actions: ["connect"]), #"{"revoke":{"actions":["connect"],"who":"token:ci"}}"#),
        (.can(who: "user:42", action: "connect"), #"{"can":{"action":"connect","who":"user:42"}}"#),
        (.roleAdd(name: "editor"), #"{"roleAdd":{"name":"editor"}}"#),
        (.userAdd(name: "ann", role: "editor"), #"{"userAdd":{"name":"ann","role":"editor"}}"#),
        (
            .tokenAdd(name: "ci", type: .readOnly, actions: [], expiresIn: 60),
            #"{"tokenAdd":{"actions":[],"expiresIn":60,"name":"ci","type":"read-only"}}"#
        ),
        (
            .tokenAdd(name: "ci", type: .fullAccess, actions: [], expiresIn: nil),
            #"{"tokenAdd":{"actions":[],"name":"ci","type":"full-access"}}"#
        ),
    ]

    @Test("commands are written and read back", arguments: commands)
    func command(_ example: (command: RightsCommand, json: String)) throws {
        #expect(try self.json(example.command) == example.json)
        #expect(try JSONDecoder().decode(RightsCommand.self, from: Data(example.json.utf8)) == example.command)
    }

    private static let role = RoleSummary(id: 1, name: "public", grants: ["article:update", "connect"], users: 0)
    private static let user = UserSummary(id: 42, name: "ann", role: "editor", blocked: false, confirmed: true)
    private static let token = TokenSummary(
        id: 7,
        name: "ci",
        type: .custom,
        grants: ["connect"],
        createdAt: 1_800_000_000,
        expiresAt: nil,
        expired: false
    )

    static let answers: [(answer: RightsAnswer, json: String)] = [
        (
            .overview(RightsOverview(roles: [role], tokens: [token], users: [user])),
            #"{"kind":"overview","roles":[{"audience":"role:public","grants":["article:update","connect"],"id":1,"#
                + #""name":"public","users":0}],"tokens":[{"audience":"token:ci","createdAt":1800000000,"expired":false,"#
                + #""grants":["connect"],"id":7,"name":"ci","type":"custom"}],"users":[{"blocked":false,"confirmed":true,"#
                + #""id":42,"name":"ann","role":"editor"}]}"#
        ),
        (
            .grants(
                GrantsChanged(
                    audience: "role:public",
                    granted: ["article:update"],
                    revoked: [],
                    unchanged: [],
                    notes: []
                )
            ),
            #"{"audience":"role:public","granted":["article:update"],"kind":"grants","notes":[],"revoked":[],"unchanged":[]}"#
        ),
        (
            .verdict(RightsVerdict(who: "role:public", action: "connect", allowed: true, reason: "r")),
            #"{"action":"connect","allowed":true,"kind":"verdict","reason":"r","who":"role:public"}"#
        ),
        (
            .roles(RoleList(roles: [role])),
            #"{"kind":"roles","roles":[{"audience":"role:public","grants":["article:update","connect"],"id":1,"#
                + #""name":"public","users":0}]}"#
        ),
        (
            .users(UserList(users: [user])),
            #"{"kind":"users","users":[{"blocked":false,"confirmed":true,"id":42,"name":"ann","role":"editor"}]}"#
        ),
        (.tokens(TokenList(tokens: [])), #"{"kind":"tokens","tokens":[]}"#),
        (
            .role(role),
            #"{"audience":"role:public","grants":["article:update","connect"],"id":1,"kind":"role","name":"public","users":0}"#
        ),
        (
            .user(user),
            #"{"blocked":false,"confirmed":true,"id":42,"kind":"user","name":"ann","role":"editor"}"#
        ),
        (
            .tokenAdded(TokenAdded(token: token, secret: "s")),
            #"{"kind":"tokenAdded","secret":"s","token":{"audience":"token:ci","createdAt":1800000000,"expired":false,"#
                + #""grants":["connect"],"id":7,"name":"ci","type":"custom"}}"#
        ),
        (
            .token(token),
            #"{"audience":"token:ci","createdAt":1800000000,"expired":false,"grants":["connect"],"id":7,"kind":"token","#
                + #""name":"ci","type":"custom"}"#
        ),
    ]

    @Test("answers are one object with their kind, and are read back", arguments: answers)
    func answer(_ example: (answer: RightsAnswer, json: String)) throws {
        #expect(try self.json(example.answer) == example.json)
        #expect(try JSONDecoder().decode(RightsAnswer.self, from: Data(example.json.utf8)) == example.answer)
    }

    @Test("receipts and errors are read back")
    func receipt() throws {
        let receipt = Receipt(
            id: "1",
            offset: 1,
            event: "article:update",
            repeated: false,
            sockets: 2,
            audiences: [
                AudienceReceipt(
                    audience: "role:public",
                    sockets: 2,
                    dropped: [DroppedReceipt(path: "author.email", rule: "private", reason: "it is private")],
                    error: nil
                )
            ]
        )
        #expect(
            try self.json(receipt)
                == #"{"audiences":[{"audience":"role:public","dropped":[{"path":"author.email","reason":"it is private","#
                + #""rule":"private"}],"sockets":2}],"event":"article:update","id":"1","offset":1,"repeated":false,"sockets":2}"#
        )
        #expect(try JSONDecoder().decode(Receipt.self, from: Data(self.json(receipt).utf8)) == receipt)
        let error = EmitError(.badData, "m")
        #expect(try self.json(error) == #"{"kind":65,"message":"m"}"#)
        #expect(try JSONDecoder().decode(EmitError.self, from: Data(self.json(error).utf8)) == error)
    }
}
