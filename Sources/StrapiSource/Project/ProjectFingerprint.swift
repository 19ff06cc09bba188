#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How the files and folders of a project, or of plain schemas, looked when they were read, to notice cheaply that one changed.
///
/// A folder changes with the names in it, so new files are noticed too. A change that keeps size, time and inode of a file is
/// not.
package struct ProjectFingerprint: Hashable, Sendable {
    let stamps: [String: FileStamp]

    /// The same files and folders as they look now; differs from this one if the project should be read again.
    package func renewed() -> ProjectFingerprint {
        var stamps = self.stamps
        for path in stamps.keys { stamps[path] = FileStamp(of: path) ?? .missing }
        return ProjectFingerprint(stamps: stamps)
    }
}

/// What `stat` says of a file or folder, as far as it shows changes.
struct FileStamp: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case folder, file
        /// A device, pipe or socket, whose reading may never end; or nothing.
        case other
    }

    let kind: Kind
    let size: Int
    let inode: UInt64
    let seconds: Int
    let nanoseconds: Int

    static let missing = FileStamp(kind: .other, size: -1, inode: 0, seconds: 0, nanoseconds: 0)

    private init(kind: Kind, size: Int, inode: UInt64, seconds: Int, nanoseconds: Int) {
        self.kind = kind
        self.size = size
        self.inode = inode
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// - Returns: nil for what is not there.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        let type = status.st_mode & S_IFMT
        self.init(
            kind: type == S_IFDIR ? .folder : type == S_IFREG ? .file : .other,
            size: Int(status.st_size),
            inode: UInt64(status.st_ino),
            seconds: time.tv_sec,
            nanoseconds: time.tv_nsec
        )
    }
}
