#if os(Linux)
    import Foundation

    /// A folder that is gone when this object is.
    final class TemporaryFolder {
        let path: String

        init() throws {
            let path = NSTemporaryDirectory() + "cmsio-bench-" + UUID().uuidString.prefix(8).lowercased()
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            self.path = path
        }

        deinit {
            // What cannot be removed stays in the folder for such things.
            try? FileManager.default.removeItem(atPath: self.path)
        }
    }
#endif
