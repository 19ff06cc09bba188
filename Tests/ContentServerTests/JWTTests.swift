import ContentServer
import JSONText
import Testing

/// The literal tokens were made with PyJWT 2.15.1 and Python's hmac, not with our own code.
@Suite("JSON Web Tokens")
struct JWTTests {
    static let secret = "short-secret"
    static let issued: Int64 = 1_700_000_000

    @Test("accepts its own token until the second it ends")
    func lifetime() throws {
        let token = JWT.issue(user: 7, secret: Self.secret, now: Self.issued, lifetime: 60)
        let jwt = try JWT(verifying: token, secret: Self.secret, now: Self.issued + 59)
        #expect(jwt.claims.value("id", in: jwt.claims.root).flatMap(jwt.claims.integer) == 7)
        #expect(jwt.expiresAt == Double(Self.issued + 60))
        #expect(throws: JWT.Refusal.expired) {
            try JWT(verifying: token, secret: Self.secret, now: Self.issued + 60)
        }
    }

    @Test("a token without exp is valid for ever")
    func noExpiry() throws {
        let token = JWT.issue(user: 7, secret: Self.secret, now: Self.issued, lifetime: nil)
        #expect(try JWT(verifying: token, secret: Self.secret, now: .max / 2).expiresAt == nil)
    }

    @Test("refuses another secret, a changed claim and a cut signature")
    func signature() {
        let token = JWT.issue(user: 7, secret: Self.secret, now: Self.issued, lifetime: nil)
        let other = JWT.issue(user: 8, secret: Self.secret, now: Self.issued, lifetime: nil)
        let parts = token.split(separator: ".")
        let swapped = [parts[0], other.split(separator: ".")[1], parts[2]].joined(separator: ".")
        for (text, secret) in [
            (token, "other"), (swapped, Self.secret), (parts[0] + "." + parts[1] + ".", Self.secret),
        ] {
            #expect(throws: JWT.Refusal.badSignature) {
                try JWT(verifying: String(text), secret: secret, now: Self.issued)
            }
        }
    }

    struct Foreign: CustomTestStringConvertible {
        let testDescription: String
        let token: String
        let refusal: JWT.Refusal?
    }

    static let foreign = [
        Foreign(
            testDescription: "HS256",
            token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6NywiaWF0IjoxNzAwMDAwMDAwfQ"
                + ".-vpq01Om2t_xHIekx1RM7QuPtYB6Yn1VgqcLbkSzGTo",
            refusal: nil
        ),
        Foreign(
            testDescription: "HS384",
            token: "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyJpZCI6NywiaWF0IjoxNzAwMDAwMDAwfQ"
                + ".Z7GSsvrQe0YTgHqH8076_4W7JoYvF-f7iqNnaKq2N0reLyI6p8kkYCzO4j9eCkAf",
            refusal: nil
        ),
        Foreign(
            testDescription: "HS512",
            token: "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJpZCI6NywiaWF0IjoxNzAwMDAwMDAwfQ"
                + ".fJpLTOyfxAKy9VVI4Bb-TeICLdCQrU5rSCfUb7GY8EXz3weRzdyt_S0_iDgl2Zl-oXpdAuq5QItNxHiBvKIzfA",
            refusal: nil
        ),
        Foreign(
            testDescription: "alg none",
            token: "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpZCI6NywiaWF0IjoxNzAwMDAwMDAwfQ.",
            refusal: .algorithmNotAllowed
        ),
        Foreign(
            testDescription: "RS256 in the header, signed as HS256",
            token: "eyJhbGciOiAiUlMyNTYifQ.eyJpZCI6IDcsICJpYXQiOiAxNzAwMDAwMDAwfQ"
                + ".L-sHpHk1y1C-S246MvFH4WpEQ8MXFez6BUFDoNNI6XY",
            refusal: .algorithmNotAllowed
        ),
        Foreign(
            testDescription: "HS512 in the header, signed as HS256",
            token: "eyJhbGciOiAiSFM1MTIifQ.eyJpZCI6IDcsICJpYXQiOiAxNzAwMDAwMDAwfQ"
                + ".Kh9Mrbc9X3J1VGxZd7jDwG-tUQ0QZhPHLa6Rn9epx14",
            refusal: .badSignature
        ),
        Foreign(
            testDescription: "nbf 100 s ahead",
            token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
                + ".eyJpZCI6NywiaWF0IjoxNzAwMDAwMDAwLCJuYmYiOjE3MDAwMDAxMDB9"
                + ".7DwgTHAwWgM2Gif5RA5g5SRwh1_BiZUcLD3bWCkl6yg",
            refusal: .notYetValid
        ),
        Foreign(
            testDescription: "exp a string",
            token: "eyJhbGciOiAiSFMyNTYifQ.eyJpZCI6IDcsICJpYXQiOiAxNzAwMDAwMDAwLCAiZXhwIjogInNvb24ifQ"
                + ".CAqS_yog94mPCEW5iHO9D9NTjHauVHN_kVRuiDkf4pA",
            refusal: .malformed
        ),
        Foreign(
            testDescription: "claims an array",
            token: "eyJhbGciOiAiSFMyNTYifQ.WzFd.ZmP56pPVI9SFTs2Y8AWmPWa-yOo4JF7XECXGKx2Gu7M",
            refusal: .malformed
        ),
        Foreign(testDescription: "two parts", token: "eyJhbGciOiJIUzI1NiJ9.e30", refusal: .malformed),
        Foreign(testDescription: "nothing", token: "", refusal: .malformed),
    ]

    @Test("judges the tokens of another implementation", arguments: foreign)
    func foreignToken(_ example: Foreign) throws {
        let verify = { try JWT(verifying: example.token, secret: Self.secret, now: Self.issued) }
        guard let refusal = example.refusal else {
            let jwt = try verify()
            #expect(jwt.claims.value("id", in: jwt.claims.root).flatMap(jwt.claims.integer) == 7)
            return
        }
        #expect(throws: refusal) { try verify() }
    }

    @Test("refuses an algorithm that the issuer does not use")
    func restricted() {
        let token = JWT.issue(user: 7, secret: Self.secret, now: Self.issued, lifetime: nil)
        #expect(throws: JWT.Refusal.algorithmNotAllowed) {
            try JWT(verifying: token, secret: Self.secret, algorithms: [.hs512], now: Self.issued)
        }
    }
}
