import Foundation

/// The server that a command talks to, and how it found it.
struct ServerLocation: Sendable {
    let address: ServerAddress
    /// What opens its operator namespace; nil when nothing named one.
    let key: String?
    /// What to say about a server that does not answer.
    let wayOut: String
    /// What to say about a server that refuses.
    var wayIn: String
    /// What to say besides when it refuses as no cmsio server would.
    var wayElsewhere = ""

    /// Finds the server: the one `--server` names, else the one of the data folder.
    ///
    /// A key found in a data folder goes to that folder's server and to no other; a server named otherwise gets the key
    /// that was named with it.
    ///
    /// - Throws: ``CommandFailure``
    static func find(_ options: GivenOptions, _ settings: inout SettingsReader) throws -> ServerLocation {
        let server = try settings.read(Settings.server, flag: options.server)
        let keyFile = try settings.read(Settings.keyFile, flag: options.keyFile)
        if let server { return try self.named(server, keyFile: keyFile) }
        guard let folder = try DataFolder.locate(options, &settings) else { throw self.none }
        return try self.local(folder, keyFile: keyFile)
    }

    /// The server that holds a folder.
    ///
    /// - Throws: ``CommandFailure`` when no server does.
    static func local(_ folder: DataFolder, keyFile: String?) throws -> ServerLocation {
        guard let record = ServerRecord.read(in: folder) else {
            throw CommandFailure(.unreachable, "no server serves '\(folder.path)'; start one with 'cmsio serve'.")
        }
        let address: ServerAddress
        do {
            address = try ServerAddress(parsing: record.url, defaultPath: record.path)
        } catch {
            throw CommandFailure(
                .badConfiguration,
                "'\(folder.path(of: .server))' has no address that can be read; restart 'cmsio serve'."
            )
        }
        // The port of a server that is gone may be anybody's by now, who must not be told the key.
        guard FolderLock.holder(of: folder) != nil else {
            throw CommandFailure(
                .unreachable,
                "cannot reach the server at \(address): the process \(record.pid) that wrote "
                    + "'\(folder.path(of: .server))' is gone. Start 'cmsio serve' again."
            )
        }
        let path = keyFile ?? folder.path(of: .operatorKey)
        return ServerLocation(
            address: address,
            key: try SecretFile.read(path, named: "the key file '\(path)'"),
            wayOut: "The process \(record.pid) serves '\(folder.path)' and does not answer: restart it.",
            wayIn: "The key file is '\(path)'; check that it is this server's."
        )
    }

    private static func named(_ server: String, keyFile: String?) throws -> ServerLocation {
        let address: ServerAddress
        do {
            address = try ServerAddress(parsing: server)
        } catch {
            throw CommandFailure(.usage, "'\(server)' is no server address: \(error).")
        }
        return ServerLocation(
            address: address,
            key: try keyFile.map { try SecretFile.read($0, named: "the key file '\($0)'") },
            wayOut: "Check the address, and that the server runs.",
            wayIn: keyFile.map { "The key file is '\($0)'; check that it is this server's." } ?? ""
        )
    }

    /// The key.
    ///
    /// - Throws: ``CommandFailure`` when there is none, which is so only for a server that `--server` names.
    func requireKey() throws -> String {
        guard let key else {
            throw CommandFailure(
                .usage,
                "--server needs the operator key of \(self.address): add --key-file FILE, or set CMSIO_KEY_FILE."
            )
        }
        return key
    }

    private static let none = CommandFailure(
        .noInput,
        "no server found: run where serve runs, or give --data or --server with --key-file."
    )
}

extension DataFolder {
    /// The folder that `--data`, `CMSIO_DATA` or `cmsio.yaml` names, else the nearest `.cmsio`; nil if there is none.
    ///
    /// - Throws: ``CommandFailure`` when a folder that was named is not there, or is another user's.
    static func locate(_ options: GivenOptions, _ settings: inout SettingsReader) throws -> DataFolder? {
        if let path = try settings.read(Settings.data, flag: options.data) { return try .open(at: path) }
        return try .find()
    }
}
