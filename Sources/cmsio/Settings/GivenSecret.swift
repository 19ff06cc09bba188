/// Where a secret is: in a file that is named, or set.
enum GivenSecret: Sendable {
    /// - Parameter name: How messages call it.
    case file(String, name: String)
    case text(String)

    /// Nil when nothing says where; a flag counts more than the environment, and that more than the file of settings.
    ///
    /// - Parameters:
    ///   - name: What messages call the file, as in `webhook secret file`.
    ///   - flag: The file that the command line names.
    /// - Throws: ``CommandFailure``
    init?(
        _ text: Setting<String?>,
        orIn file: Setting<String?>,
        named name: String,
        _ settings: inout SettingsReader,
        flag: String?
    ) throws {
        let file = try settings.read(file, flag: flag)
        let text = try settings.read(text, flag: nil)
        if let text, flag == nil {
            self = .text(text)
        } else if let file {
            self = .file(file, name: "the \(name) '\(file)'")
        } else {
            return nil
        }
    }

    /// - Throws: ``CommandFailure`` for a file that cannot be read or holds none.
    func read() throws -> String {
        switch self {
        case .file(let path, let name): try SecretFile.read(path, named: name)
        case .text(let secret): secret
        }
    }
}
