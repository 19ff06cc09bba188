import Foundation

/// The lines that were typed into the console, for the next time: a file that only its owner may read (0600).
///
/// What cannot be read or written is not worth ending a console for: then there is no history, and `open` says why.
struct HistoryFile: Sendable {
    /// How many lines are kept.
    static let most = 1000

    let path: String

    /// In the data folder that commands would use, else in the state folder of the user.
    ///
    /// Source: XDG Base Directory Specification 0.8, `XDG_STATE_HOME`.
    init?(_ folder: DataFolder?, environment: [String: String]) {
        if let folder {
            self.path = folder.path(of: .history)
            return
        }
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let base = state ?? environment["HOME"].map({ "\($0)/.local/state" }) else { return nil }
        self.path = "\(base)/cmsio/history"
    }

    /// The kept lines, the oldest first. Of a file that has grown too long the oldest lines are removed.
    ///
    /// - Throws: ``CommandFailure``
    func open() throws -> [String] {
        let folder = (self.path as NSString).deletingLastPathComponent
        if !FileManager.default.fileExists(atPath: folder) {
            try? FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )  // what follows fails, and says it
        }
        if !FileManager.default.fileExists(atPath: self.path) {
            try PrivateFile.createOnce(self.path, contents: "")
        }
        guard chmod(self.path, 0o600) == 0, let data = FileManager.default.contents(atPath: self.path) else {
            throw CommandFailure(.badConfiguration, "cannot read the history '\(self.path)': \(SystemError.text()).")
        }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count > Self.most else { return lines }
        let last = Array(lines.suffix(Self.most))
        try PrivateFile.replace(self.path, contents: last.joined(separator: "\n") + "\n")
        return last
    }

    /// Adds a line that ``HistoryRule`` keeps.
    func append(_ line: String) {
        let descriptor = Foundation.open(self.path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // In one write, so that lines of two consoles do not mix.
        let bytes = Array((line + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
