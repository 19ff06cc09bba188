import JSONText
import Testing
import cmsio

@Suite("What listen counts, signs and draws")
struct ListenValueTests {
    // MARK: Signatures

    @Test("a signature is the one that Standard Webhooks gives as its example")
    func signature() throws {
        let signature = try WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let headers = signature.headers(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            second: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(
            headers.map(\.value) == [
                "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ]
        )
    }

    @Test("a secret that promises Base64 and is none is refused", arguments: ["whsec_", "whsec_%%%"])
    func noSecret(secret: String) {
        #expect(throws: SettingProblem.self) { try WebhookSignature(secret: secret) }
    }

    // MARK: Forwarding

    @Test(
        "addresses to post to",
        arguments: [
            ("http://127.0.0.1:3000/hook", "http://127.0.0.1:3000/hook"), ("localhost:3000", "http://localhost:3000/"),
            ("http://example.org/a?b=c", "http://example.org/a?b=c"), ("http://[::1]:8080?x", "http://[::1]:8080/?x"),
        ]
    )
    func addresses(text: String, address: String) throws {
        #expect(try HTTPAddress(forwardingTo: text).description == address)
    }

    @Test(
        "https is refused with the way out, and what is no address",
        arguments: ["https://a/b", "ftp://a", "", "a b"]
    )
    func noAddresses(text: String) {
        let problem = #expect(throws: SettingProblem.self) { try HTTPAddress(forwardingTo: text) }
        #expect(problem?.description.contains("socat") == text.hasPrefix("https"))
    }

    @Test("an event is done when it is taken, given up when it is refused, and tried again when there is hope")
    func attempts() {
        var attempts = ForwardAttempts()
        #expect(attempts.next(after: .failed("x")) == .retry(after: .milliseconds(500), because: "x"))
        #expect(attempts.next(after: .answered(status: 503)) == .retry(after: .seconds(1), because: "it answered 503"))
        #expect(attempts.next(after: .answered(status: 204)) == .done)
        for status in [301, 400, 404, 410] {
            var attempts = ForwardAttempts()
            #expect(attempts.next(after: .answered(status: status)) == .giveUp(because: "it answered \(status)"))
        }
        for status in [408, 425, 429, 500, 599] {
            var attempts = ForwardAttempts()
            #expect(attempts.next(after: .answered(status: status)) != .giveUp(because: "it answered \(status)"))
        }
    }

    @Test("an event is tried eight times, with longer and longer waits")
    func lastAttempt() {
        var attempts = ForwardAttempts()
        var waits: [Duration] = []
        while case .retry(let wait, _) = attempts.next(after: .failed("x")) { waits.append(wait) }
        #expect(waits == [.milliseconds(500)] + [1, 2, 4, 8, 16, 30].map { .seconds($0) })
    }

    // MARK: Statistics

    @Test("rates are those since the last look, totals those of all time")
    func statistics() {
        var statistics = EventStatistics(at: .zero)
        for name in ["a", "b", "b", "b"] as [ExactString] { statistics.add(name) }
        let first = statistics.look(at: .seconds(2))
        #expect(first.all == EventStatistics.Row(event: "all", total: 4, rate: 2))
        #expect(
            first.events == [
                EventStatistics.Row(event: "b", total: 3, rate: 1.5),
                EventStatistics.Row(event: "a", total: 1, rate: 0.5),
            ]
        )
        statistics.add("a")
        let second = statistics.look(at: .seconds(3))
        #expect(second.all == EventStatistics.Row(event: "all", total: 5, rate: 1))
        #expect(second.events.map(\.rate) == [0, 1])
        #expect(statistics.totals(over: .seconds(5)).all == EventStatistics.Row(event: "all", total: 5, rate: 1))
    }

    @Test("however many names there are, few are kept, and none is lost from the total")
    func manyNames() {
        var statistics = EventStatistics(at: .zero)
        for number in 0..<1000 { statistics.add("e\(number)") }
        let look = statistics.look(at: .seconds(1))
        #expect(look.events.count == 201)
        #expect(look.all.total == 1000 && look.events.reduce(0) { $0 + $1.total } == 1000)
    }

    @Test("statistics as JSON")
    func statisticsJSON() {
        var statistics = EventStatistics(at: .zero)
        statistics.add("a:b")
        let json = StatisticsText(statistics.look(at: .milliseconds(1500))).json(
            at: 1_800_000_000_000,
            after: .milliseconds(1500),
            isFinal: true
        )
        #expect(
            String(decoding: json, as: UTF8.self) == #"{"at":1800000000000,"seconds":1.5,"total":1,"rate":0.7,"#
                + #""events":[{"event":"a:b","total":1,"rate":0.7}],"final":true}"#
        )
    }

    // MARK: Width

    @Test(
        "text is cut to columns, never within a wide character",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("世界世界", 5, "世界…"), ("世界世界", 6, "世界…"),
            ("世界世界", 8, "世界世界"), ("abc", 1, "…"), ("abc", 0, ""),
        ]
    )
    func cuts(text: String, columns: Int, cut: String) {
        #expect(DisplayWidth.cut(text, columns: columns) == cut)
    }
}
