import ArgumentParser
import ContentServer
import Foundation
import JSONText
import Logging

extension CompletionKind {
    /// Names of a kind, which the running server knows.
    static func names(_ kind: NameKind) -> CompletionKind {
        .custom { words, index, partial in await ShellCompletion.find(kind, words, at: index, partial) }
    }
}

/// What the completion scripts of the shells ask the program for.
private enum ShellCompletion {
    /// How long a key press may wait.
    private static let patience = Duration.milliseconds(150)

    /// The names of a kind that go on what is typed. Whatever is in the way, nothing is said.
    ///
    /// - Parameters:
    ///   - words: The command line as typed, from the program's name on.
    ///   - index: Of the word that is completed.
    ///   - partial: What stands before the cursor in it.
    static func find(_ kind: NameKind, _ words: [String], at index: Int, _ partial: String) async -> [String] {
        let environment = ProcessInfo.processInfo.environment
        let shell = environment["SAP_SHELL"].flatMap(ShellWord.Shell.init)
        let word = ShellWord(words, at: index, beforeCursor: partial, shell: shell)
        guard let names = await Self.names(words.map(ShellWord.unquoted)) else { return [] }
        let types = Set(names.types.flatMap { [$0.name, $0.uid] })
        let type = words.prefix(max(0, index)).map(ShellWord.unquoted).last { types.contains($0) }
        return word.answer(NameCandidates(names).find(kind, beginning: word.typed, type: type))
    }

    /// - Returns: nil without an answer in time.
    private static func names(_ words: [String]) async -> KnownNames? {
        let (answers, answer) = AsyncStream.makeStream(of: KnownNames?.self)
        // Not in a group, which would wait for the slower one. Without a server there is nothing to complete.
        Task { answer.yield(try? await Self.ask(words)) }
        Task {
            try? await Task.sleep(for: Self.patience)  // never cancelled
            answer.yield(nil)
        }
        for await names in answers { return names }
        return nil
    }

    private static func ask(_ words: [String]) async throws -> KnownNames {
        let options = GivenOptions(among: words)
        var settings = try SettingsReader(options: options, environment: ProcessInfo.processInfo.environment)
        let location = try ServerLocation.find(options, &settings)
        let silence = Logger(label: "cmsio") { _ in SwiftLogNoOpLogHandler() }
        return try await OperatorConnection.ask(location, .console(.names(type: nil)), logger: silence)
            .decode(KnownNames.self, "names")
    }
}

extension GivenOptions {
    /// Those that say which server is meant, on a command line that may be half typed.
    fileprivate init(among words: [String]) {
        self.init()
        let value = { (names: [String]) -> String? in
            for (word, next) in zip(words, words.dropFirst()) where names.contains(word) { return next }
            let joined = words.first { word in names.contains { word.hasPrefix("\($0)=") } }
            return joined?.split(separator: "=", maxSplits: 1).last.map(String.init)
        }
        self.server = value(["-s", "--server"])
        self.keyFile = value(["--key-file"])
        self.data = value(["--data"])
        self.config = value(["--config"])
    }
}
