/// Why the store cannot be used, with the way out for whoever reads the message.
package struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// The folder is not there.
        case noFolder
        /// The file or its folder may not be written.
        case notWritable
        case notADatabase
        /// A database of another program.
        case foreignDatabase
        case newerSchema(found: Int, supported: Int)
        /// Another process holds it and does not let go.
        case busy
        case failed(sqlite: Int32, text: String)
    }

    package let path: String
    package let reason: Reason

    package var description: String {
        switch self.reason {
        case .noFolder:
            "cannot open the store '\(self.path)': its folder does not exist. "
                + "Make the folder, or name another one with --data."
        case .notWritable:
            "cannot open the store '\(self.path)': it or its folder cannot be written. "
                + "Run as the folder's owner, or name another folder with --data."
        case .notADatabase:
            "'\(self.path)' is not a SQLite database. Move it away, or name another folder with --data."
        case .foreignDatabase:
            "'\(self.path)' is a database of another program, and is left as it is. Name another folder with --data."
        case .newerSchema(let found, let supported):
            "the store '\(self.path)' was made by a newer cmsio (schema \(found), this one knows up to \(supported)). "
                + "Use that cmsio, or name another folder with --data."
        case .busy:
            "the store '\(self.path)' is held by another process. Try again, or end that process."
        case .failed(let code, let text):
            "cannot use the store '\(self.path)': \(text) (SQLite \(code)). "
                + "Check the disk and the folder, or name another one with --data."
        }
    }
}
