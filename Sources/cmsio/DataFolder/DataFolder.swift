import Foundation

/// The folder of a server: its store, its keys, and while it serves, where it is.
///
/// Only its owner may look inside (0700), and a `.gitignore` keeps it out of repositories.
struct DataFolder: Sendable, Equatable {
    static let name = ".cmsio"

    let path: String

    func path(of file: File) -> String { (self.path as NSString).appendingPathComponent(file.rawValue) }

    /// The files that may be in it.
    enum File: String, CaseIterable, Sendable {
        case gitignore = ".gitignore"
        case lock
        case server = "server.json"
        case operatorKey = "operator.key"
        case jwtKey = "jwt.key"
        case store = "cmsio.sqlite"
        case demoStore = "demo.sqlite"
        case history
    }

    /// Makes the folder, or takes over one that is empty or was made so before.
    ///
    /// - Throws: ``CommandFailure`` when there is another kind of folder, or one of another user.
    static func create(at path: String) throws -> DataFolder {
        let folder = DataFolder(path: path)
        if try Self.check(at: path) == nil, mkdir(path, 0o700) != 0 {
            throw CommandFailure(
                .badConfiguration,
                "cannot make the data folder '\(path)': \(SystemError.text()). Name another with --data."
            )
        }
        guard chmod(path, 0o700) == 0 else {
            throw CommandFailure(.badConfiguration, "cannot make '\(path)' private: \(SystemError.text()).")
        }
        try PrivateFile.createOnce(folder.path(of: .gitignore), contents: "*\n")
        return folder
    }

    /// Looks whether ``create(at:)`` could take the folder, and changes nothing.
    ///
    /// - Returns: Nil when it is not there yet.
    /// - Throws: ``CommandFailure``
    static func check(at path: String) throws -> DataFolder? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let folder = DataFolder(path: path)
        try folder.checkOwner()
        try folder.checkNothingElseInside()
        return folder
    }

    /// Takes a folder that must be there.
    ///
    /// - Throws: ``CommandFailure`` when it is not, or when it is another user's, who could have put any key there.
    static func open(at path: String) throws -> DataFolder {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure(
                .noInput,
                "there is no data folder '\(path)': run where serve runs, or name its folder with --data."
            )
        }
        let folder = DataFolder(path: path)
        try folder.checkOwner()
        return folder
    }

    /// The nearest `.cmsio`, in a folder or above it.
    ///
    /// - Throws: ``CommandFailure`` when that one is another user's.
    static func find(from start: String = FileManager.default.currentDirectoryPath) throws -> DataFolder? {
        var place = start
        while true {
            let candidate = (place as NSString).appendingPathComponent(Self.name)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), isFolder.boolValue {
                return try Self.open(at: candidate)
            }
            let above = (place as NSString).deletingLastPathComponent
            guard above != place, !above.isEmpty else { return nil }
            place = above
        }
    }

    private func checkOwner() throws {
        var status = stat()
        guard stat(self.path, &status) == 0, status.st_uid == geteuid() else {
            throw CommandFailure(
                .denied,
                "the data folder '\(self.path)' belongs to another user and is not trusted; name your own with --data."
            )
        }
    }

    /// Guards somebody's own folder, named by mistake, from being made private and ignored by git.
    private func checkNothingElseInside() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []
        guard !names.isEmpty, !names.contains(File.operatorKey.rawValue) else { return }
        let ours = Set(File.allCases.map(\.rawValue))
        guard let other = names.sorted().first(where: { !ours.contains($0) }) else { return }
        throw CommandFailure(
            .badConfiguration,
            "'\(self.path)' is no data folder, it holds '\(other)'; name a new or empty folder with --data."
        )
    }
}
