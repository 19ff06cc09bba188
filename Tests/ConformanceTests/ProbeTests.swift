import TestClients
import Testing

@Suite("The questions of the probe", .timeLimit(.minutes(10)))
struct ProbeTests {
    /// Where we differ from the reference server, and why.
    static let differences: [String: String] = [
        "j=0 (jsonp) EIO=4": "JSONP is not spoken: no client of revision 4 asks for it",
        "post empty body": "an empty body is no payload: 400, where the reference says ok and ends the session",
        "ws no EIO": "refused with 400 before the upgrade, not with an aborted connection after it",
        "ws EIO=3": "refused with 400 before the upgrade, not with an aborted connection after it",
        "ws transport=polling": "refused with 400 before the upgrade, not with a close after it",
        "ws close packet '1'": "closes the connection, as the protocol says; the reference ignores it",
        "ws ack id huge": "an id comes back as it was sent, and not as the nearest double",
        "serveClient socket.io.js": "served from a folder that the user names, and this server is given none",
        "serveClient socket.io.min.js": "as socket.io.js",
        "serveClient socket.io.esm.min.js": "as socket.io.js",
        "serveClient socket.io.msgpack.min.js": "as socket.io.js",
        "serveClient socket.io.js.map": "as socket.io.js",
        "serveClient 304": "as socket.io.js",
        "serveClient encodings": "as socket.io.js",
    ]

    /// How often to ask: the probe sleeps where it should wait, so on a busy machine an answer may be another by chance.
    private static let attempts = 3

    @Test("are answered as the reference server answers them, but for the differences we name")
    func questions() async throws {
        try await self.compare(with: "node.jsonl", lastCase: "path elsewhere", known: Self.differences)
    }

    @Test("are answered alike when clients may recover, and those of Socket.IO 2 may come")
    func recoveryAndEngineIO3() async throws {
        var known = Self.differences
        known["ws no EIO"] = nil
        known["ws EIO=3"] = nil
        known["csr recovered"] = "what a client sent comes back as it was written, with its white space"
        try await self.compare(
            with: "node-csr-eio3.jsonl",
            serverOptions: ["--recovery", "--allow-eio3"],
            probeOptions: ["--csr", "--eio3"],
            lastCase: "csr bogus pid",
            known: known
        )
    }

    private func compare(
        with file: String,
        serverOptions: [String] = [],
        probeOptions: [String] = [],
        lastCase: String,
        known: [String: String]
    ) async throws {
        let reference = try ProbeAnswers(recorded: file)
        var answers: ProbeAnswers?
        var differences: Set<String> = []
        for _ in 0..<Self.attempts where answers == nil || differences != Set(known.keys) {
            let latest = try await ServerProcess.run(serverOptions + ["--threads", "2"]) { server in
                try await ProbeAnswers(asking: server.url, options: probeOptions, lastCase: lastCase)
            }
            differences = latest.differences(from: reference)
            answers = latest
        }
        for name in differences.subtracting(known.keys).sorted() {
            Issue.record(
                """
                '\(name)' is answered in a new way.
                reference: \(reference.byCase[name] ?? "")
                ours: \(answers?.byCase[name] ?? "nothing")
                """
            )
        }
        for name in Set(known.keys).subtracting(differences).sorted() {
            Issue.record("'\(name)' is answered as by the reference now: it is no difference any more")
        }
    }
}
