import Foundation

/// Reads files and folders, and remembers each as it was before it was read.
///
/// Used by one reading of a project or a folder of schemas, on one thread.
package final class FileTrail {
    /// No larger file is read.
    private static let maxBytes = 32 << 20

    private var stamps: [String: FileStamp] = [:]

    package init() {}

    /// All that was looked at so far, also what was not there.
    package var fingerprint: ProjectFingerprint { ProjectFingerprint(stamps: self.stamps) }

    /// - Returns: nil if there is no such file, it is no plain one or too large, or it cannot be read.
    func contents(of path: String) -> [UInt8]? {
        self.note(path)
        guard let stamp = FileStamp(of: path), stamp.kind == .file, stamp.size <= Self.maxBytes else { return nil }
        return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }

    /// - Returns: Nothing for a folder that is not there.
    func names(in path: String) -> [String] {
        self.note(path)
        return (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    func hasFile(_ path: String) -> Bool {
        self.note(path)
        return FileStamp(of: path)?.kind == .file
    }

    package func hasFolder(_ path: String) -> Bool {
        self.note(path)
        return FileStamp(of: path)?.kind == .folder
    }

    private func note(_ path: String) {
        // The first look counts: a change after it must be noticed.
        if self.stamps[path] == nil { self.stamps[path] = FileStamp(of: path) ?? .missing }
    }
}

extension FileTrail {
    /// What relative paths are relative to.
    static var currentFolder: String { FileManager.default.currentDirectoryPath }
}
