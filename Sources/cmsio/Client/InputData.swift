import Foundation
import JSONText

/// The JSON that a command was given: on the command line, in a file, or on standard input.
struct InputData: Sendable {
    let document: JSONDocument
    /// What messages call it.
    private let name: String

    /// - Parameter argument: `-` for standard input; JSON, known by its first character `{`, `[` or `"`; else a file.
    /// - Throws: ``CommandFailure``, with the line and column of text that is not JSON.
    init(argument: String) throws {
        let (bytes, name) = try Self.read(argument)
        try self.init(bytes, named: name)
    }

    private init(_ bytes: [UInt8], named name: String) throws {
        self.name = name
        do {
            self.document = try JSONDocument(parsing: bytes)
        } catch {
            throw CommandFailure(.badData, "\(name): \(error).")
        }
    }

    var bytes: [UInt8] { self.document.bytes }

    /// The same with one value changed.
    ///
    /// - Throws: ``CommandFailure`` when the data has no place for it.
    func applying(_ change: DataChange) throws -> InputData {
        try InputData(change.applied(to: self.document, named: self.name), named: self.name)
    }

    private static func read(_ argument: String) throws -> (bytes: [UInt8], name: String) {
        if argument == "-" { return (self.readStandardInput(as: "JSON"), "standard input") }
        let first = argument.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if let first, "{[\"".utf8.contains(first) { return (Array(argument.utf8), "the data given") }
        let kinds = "data is a file, '-' for standard input, or JSON that begins with {, [ or \""
        return (try self.readFile(argument, orWrite: kinds), argument)
    }

    /// The bytes of a file, or of standard input for `-`.
    ///
    /// - Parameter kind: What they should be.
    /// - Throws: ``CommandFailure``
    static func readBytes(_ argument: String, as kind: String) throws -> [UInt8] {
        if argument == "-" { return self.readStandardInput(as: kind) }
        return try self.readFile(argument, orWrite: "name a file with \(kind) in it, or '-' for standard input")
    }

    private static func readStandardInput(as kind: String) -> [UInt8] {
        if isatty(STDIN_FILENO) == 1 { Terminal.tell("Write the \(kind), and end with Ctrl-D on a line of its own.") }
        return [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    }

    private static func readFile(_ path: String, orWrite wayOut: String) throws -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(.noInput, "there is no file '\(path)'; \(wayOut).")
        }
        guard !isFolder.boolValue else {
            throw CommandFailure(.noInput, "'\(path)' is a folder; \(wayOut).")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.denied, "cannot read the file '\(path)'; check its permissions.")
        }
        return [UInt8](data)
    }
}
