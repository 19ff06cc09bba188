import Foundation

/// What `server.json` says while a server serves: where it is, and who.
struct ServerRecord: Codable, Sendable, Equatable {
    /// `http://127.0.0.1:1338`
    let url: String
    /// `/socket.io`
    let path: String
    let pid: Int32

    /// - Returns: Nil when no server has left one, or none that can be read.
    static func read(in folder: DataFolder) -> ServerRecord? {
        FileManager.default.contents(atPath: folder.path(of: .server)).flatMap {
            // A record that cannot be read tells as much as none.
            try? JSONDecoder().decode(ServerRecord.self, from: $0)
        }
    }

    func write(in folder: DataFolder) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(self), as: UTF8.self)
        try PrivateFile.replace(folder.path(of: .server), contents: text + "\n")
    }

    static func remove(in folder: DataFolder) {
        unlink(folder.path(of: .server))
    }
}
