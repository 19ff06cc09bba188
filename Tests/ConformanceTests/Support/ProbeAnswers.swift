import Foundation
import JSONText
import TestClients

/// The answers of a server to the questions of `Clients/probe/probe.py`.
struct ProbeAnswers: Sendable {
    /// Canonical JSON by the case's name, which begins with the case before when it goes on from that.
    private(set) var byCase: [String: String] = [:]
    private(set) var cases: [String] = []

    /// What the reference server answered.
    ///
    /// - Parameter file: One of the folder `Clients/probe`.
    init(recorded file: String) throws {
        let path = LineProcess.clients.appendingPathComponent("probe").appendingPathComponent(file)
        let text = try String(contentsOf: path, encoding: .utf8)
        try self.init(lines: text.split(separator: "\n").map { Data($0.utf8) })
    }

    /// Asks a server.
    ///
    /// - Parameter lastCase: The name of the last question, as it is printed.
    init(asking url: String, options: [String] = [], lastCase: String) async throws {
        let probe = try LineProcess(script: "probe/probe.py", arguments: [url] + options)
        let last = try await probe.take("'\(lastCase)'", within: .seconds(120)) { $0.string("case") == lastCase }
        let lines = probe.takeAll { _ in true } + [last]
        // It has printed everything; a connection that it cut may keep it from ending until the next heartbeat.
        probe.terminate()
        try self.init(lines: lines.map { Data($0.document.bytes) })
    }

    private init(lines: [Data]) throws {
        var parent = ""
        for line in lines {
            guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any],
                let name = object["case"] as? String, let answer = object["got"]
            else { throw ServerProblem(description: "the probe printed '\(String(decoding: line, as: UTF8.self))'") }
            let isContinued = name.hasPrefix("  ")
            let fullName = isContinued ? "\(parent), \(name.dropFirst(2))" : name
            if !isContinued { parent = name }
            let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes]
            let canonical = try JSONSerialization.data(withJSONObject: answer, options: options)
            self.cases.append(fullName)
            self.byCase[fullName] = Self.withoutOffsets(String(decoding: canonical, as: UTF8.self))
        }
    }

    /// Replaces the last argument of events that clients can recover from, which is another in every run.
    private static func withoutOffsets(_ answer: String) -> String {
        answer.replacing(/,\\"[A-Za-z0-9_\-]{7}(?:\.[0-9]+)?\\"\]/, with: #",\"…\"]"#)
    }

    /// The names of the cases that these answer in another way than `reference`, or not at all.
    func differences(from reference: ProbeAnswers) -> Set<String> {
        Set(reference.cases.filter { !self.agrees(with: reference, in: $0) })
    }

    private func agrees(with reference: ProbeAnswers, in name: String) -> Bool {
        guard let ours = self.byCase[name], let theirs = reference.byCase[name] else { return false }
        guard name == "two namespaces in one payload" else { return ours == theirs }
        // The namespaces' handlers run side by side: only the order within a namespace is anybody's business.
        return Self.byNamespace(ours) == Self.byNamespace(theirs)
    }

    private static func byNamespace(_ answer: String) -> [[Substring]] {
        let packets = answer.trimming { $0 == "\"" }.split(separator: "<RS>")
        return [packets.filter { $0.contains("/custom") }, packets.filter { !$0.contains("/custom") }]
    }
}

extension String {
    fileprivate func trimming(_ isOuter: (Character) -> Bool) -> Substring {
        var rest = self[...].drop(while: isOuter)
        while let last = rest.last, isOuter(last) { rest.removeLast() }
        return rest
    }
}
