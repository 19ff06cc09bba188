import Foundation

/// The secret that signs JWTs: set, or in a file that is named, or the folder's own, made when it is first needed.
enum JWTSecret {
    /// - Throws: ``CommandFailure``
    static func read(_ settings: inout SettingsReader, _ folder: DataFolder) throws -> String {
        let file = try settings.read(Settings.jwtSecretFile, flag: nil)
        if let secret = try settings.read(Settings.jwtSecret, flag: nil) { return secret }
        if let file { return try self.read(file) }
        return try SecretFile.readOrCreate(folder.path(of: .jwtKey))
    }

    /// Where the secret is, once it has been seen there; nil when it has to be made.
    ///
    /// - Throws: ``CommandFailure``
    static func place(_ settings: inout SettingsReader, _ folder: DataFolder?) throws -> String? {
        let file = try settings.read(Settings.jwtSecretFile, flag: nil)
        if try settings.read(Settings.jwtSecret, flag: nil) != nil {
            return Settings.jwtSecret.description.environmentName
        }
        let own = folder?.path(of: .jwtKey)
        guard let path = file ?? own.flatMap({ FileManager.default.fileExists(atPath: $0) ? $0 : nil }) else {
            return nil
        }
        _ = try self.read(path)
        return path
    }

    private static func read(_ path: String) throws -> String {
        try SecretFile.read(path, named: "the JWT secret file '\(path)'")
    }
}
