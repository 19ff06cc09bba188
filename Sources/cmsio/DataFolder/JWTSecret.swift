/// The secret that signs JWTs: set, or in a file that is named, or the folder's own, made when it is first needed.
enum JWTSecret {
    /// - Throws: ``CommandFailure``
    static func read(_ settings: inout SettingsReader, _ folder: DataFolder) throws -> String {
        let file = try settings.read(Settings.jwtSecretFile, flag: nil)
        if let secret = try settings.read(Settings.jwtSecret, flag: nil) { return secret }
        if let file { return try SecretFile.read(file, named: "the JWT secret file '\(file)'") }
        return try SecretFile.readOrCreate(folder.path(of: .jwtKey))
    }
}
