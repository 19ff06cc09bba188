import ContentEvents
import Testing
import cmsio

@Suite("The matrix of rights")
struct RightsMatrixTests {
    private static let overview = RightsOverview(
        roles: [
            RoleSummary(
                id: 1,
                name: "public",
                grants: [
                    "article:find", "article:update", "connect", "出版:create", "article:feature", "article:freeze",
                ],
                users: 0
            ),
            RoleSummary(id: 2, name: "编辑", grants: ["room:news-*", "room:sport", "出版:*"], users: 0),
            RoleSummary(id: 3, name: "idle", grants: ["connect"], users: 0),
        ],
        tokens: [
            TokenSummary(
                id: 1,
                name: "view",
                type: .readOnly,
                grants: ["connect"],
                createdAt: 0,
                expiresAt: nil,
                expired: false
            )
        ],
        users: []
    )

    private func lines(_ width: Int?) -> [String] {
        RightsMatrix(Self.overview).lines(style: TextStyle(isColored: false), width: width)
    }

    @Test("has a letter for each action, a large one for those of one's own, and aligns wide characters")
    func matrix() {
        #expect(
            self.lines(nil) == [
                "AUDIENCE     article  出版  ALSO",
                "role:public  ufFR     c     -",
                "role:编辑    -        *     may not connect room:news-* room:sport",
                "role:idle    -        -     -",
                "token:view   fo       fo    read everything",
                "* all, c create, u update, f find, o findOne, F feature, R freeze",
            ]
        )
    }

    @Test("fits the terminal: the last column and the legend break at its width")
    func wrapped() {
        let lines = self.lines(52)
        #expect(lines.allSatisfy { DisplayWidth.columns($0) <= 52 }, "\(lines)")
        #expect(
            lines[2...3] == [
                "role:编辑    -        *     may not connect", "                            room:news-* room:sport",
            ]
        )
    }

    @Test("is a block for each audience, with whole words, where the terminal is too narrow")
    func blocks() {
        #expect(
            self.lines(40) == [
                "role:public",
                "  article  update find feature freeze",
                "  出版     create",
                "role:编辑",
                "  出版  *",
                "  also  may not connect room:news-*",
                "        room:sport",
                "role:idle",
                "  -",
                "token:view",
                "  article  find findOne",
                "  出版     find findOne",
                "  also     read everything",
            ]
        )
    }
}
