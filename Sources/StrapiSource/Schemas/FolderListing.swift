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
    private let trail: FileTrail

    /// - Parameter path: A folder; one that is not there has nothing in it.
    init(_ path: String, _ trail: FileTrail) {
        self.path = path
        self.trail = trail
        self.names = trail.names(in: path).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Its own name, also when it was given as `.`.
    var name: String { URL(fileURLWithPath: self.path).standardizedFileURL.lastPathComponent }

    var parent: FolderListing? { FolderListing(self.path(of: ".."), self.trail) }

    var folders: [FolderListing] {
        self.names.filter(self.isFolder).map { FolderListing(self.path(of: $0), self.trail) }
    }

    func folder(_ name: String) -> FolderListing? {
        self.isFolder(name) ? FolderListing(self.path(of: name), self.trail) : nil
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
        self.names.contains(name) && FileStamp(of: self.path(of: name))?.kind == .folder
    }
}
