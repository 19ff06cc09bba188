import Foundation

/// The folders and files in a folder, sorted by name, without hidden ones.
struct FolderListing {
    struct File {
        let path: String
        /// The name without its extension.
        let stem: String
    }

    let path: String
    private let names: [String]

    /// - Parameter path: A folder; one that is not there has nothing in it.
    init(_ path: String) {
        self.path = path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        self.names = names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Its own name, also when it was given as `.`.
    var name: String { URL(fileURLWithPath: self.path).standardizedFileURL.lastPathComponent }

    var parent: FolderListing? { FolderListing(self.path(of: "..")) }

    var folders: [FolderListing] { self.names.filter(self.isFolder).map { FolderListing(self.path(of: $0)) } }

    func folder(_ name: String) -> FolderListing? {
        self.isFolder(name) ? FolderListing(self.path(of: name)) : nil
    }

    func files(withExtension pathExtension: String) -> [File] {
        self.names.filter { ($0 as NSString).pathExtension == pathExtension && self.hasFile($0) }
            .map { File(path: self.path(of: $0), stem: ($0 as NSString).deletingPathExtension) }
    }

    func hasFile(_ name: String) -> Bool {
        self.names.contains(name) && !self.isFolder(name)
    }

    func path(of name: String) -> String { (self.path as NSString).appendingPathComponent(name) }

    private func isFolder(_ name: String) -> Bool {
        var isFolder: ObjCBool = false
        let path = (self.path as NSString).appendingPathComponent(name)
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
