import Testing
import cmsio

@Suite("What the console remembers")
struct HistoryRuleTests {
    @Test(
        "are lines without secrets",
        arguments: [
            "status", "perms token add ci article:update", "perms grant token:ci 'comment:*'",
            "sockets --audience token:ci",
            "emit article update {\"id\": 1, \"documentId\": \"k2v9x0q8w1e7r6t5y4u3i2o1\"}",
            "disconnect YkC2JrjDHGDVl9v9AAAB --code maintenance", "listen --token-file ann.jwt",
            "emit article update {\"slug\": \"a-very-long-slug-with-2-numbers-and-11-hyphens-in-it\"}",
            "perms token mint ann", "raw keyboard {\"keys\": 104}", "emit article update {} --set title=monkeys",
        ]
    )
    func keeps(line: String) {
        #expect(HistoryRule.keeps(line))
    }

    @Test(
        "are no lines that hold a secret, or begin with a blank, or are empty",
        arguments: [
            "", " status", "\tstatus", "emit user update {\"id\": 1, \"password\": \"x\"}",
            "emit user update {\"resetPasswordToken\" : \"x\"}", "emit a b {} --set secret=x",
            "emit a b {} --set apiKey=x",
            "raw login '{\"token\":\"x\"}'", "raw login \"{\\\"token\\\":1}\"", "raw x {\"h\": \"Bearer abc\"}",
            "raw x eyJhbGciOiJIUzI1NiJ9.e30.abc", "raw x {\"a\": \"0123456789abcdef0123456789abcdef\"}",
            "raw x 5f2c9ab08d1e4c7fa3b65f2c9ab08d1e4c7fa3b6", "emit a b {\"JWT\": 1}",
        ]
    )
    func drops(line: String) {
        #expect(!HistoryRule.keeps(line))
    }
}
