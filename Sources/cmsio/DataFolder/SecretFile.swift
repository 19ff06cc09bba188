import Foundation

/// A file with one secret in its first line.
enum SecretFile {
    /// Reads the secret, and makes it up first if there is no such file: 32 random bytes, as 64 hexadecimal digits.
    ///
    /// - Throws: ``CommandFailure``
    static func readOrCreate(_ path: String) throws -> String {
        if !FileManager.default.fileExists(atPath: path) {
            try PrivateFile.createOnce(path, contents: Self.random() + "\n")
        }
        return try self.read(path, named: "the key file '\(path)'")
    }

    /// Reads the first line.
    ///
    /// - Parameter name: How messages call the file.
    /// - Throws: ``CommandFailure``
    static func read(_ path: String, named name: String) throws -> String {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.noInput, "\(name) does not exist; check the path.")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.denied, "\(name) cannot be read; check its permissions.")
        }
        let line = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let secret = String(data: Data(line), encoding: .utf8), !secret.isEmpty else {
            throw CommandFailure(.badConfiguration, "\(name) has no secret in its first line; write one, or remove it.")
        }
        return secret
    }

    private static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
