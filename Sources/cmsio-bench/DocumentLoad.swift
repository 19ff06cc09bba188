import Foundation

/// The documents that one pass of a job goes through.
struct DocumentLoad {
    let name: String
    let documents: [[UInt8]]

    var byteCount: Int { self.documents.reduce(0) { $0 + $1.count } }

    static let generatedArticle = DocumentLoad(name: "generated article", documents: [SampleArticle.json()])

    private init(name: String, documents: [[UInt8]]) {
        self.name = name
        self.documents = documents
    }

    /// - Parameter path: A file, or a folder whose `.json` files (not those in folders below it) are read.
    init(readingFrom path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw LoadError(description: "there is no file or folder '\(path)'. Give a JSON file or a folder of them.")
        }
        let files = isFolder.boolValue ? try Self.jsonFiles(in: path) : [path]
        self.init(name: path, documents: try files.map { Array(try Data(contentsOf: URL(fileURLWithPath: $0))) })
    }

    private static func jsonFiles(in folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
            .sorted()
        guard !names.isEmpty else {
            throw LoadError(description: "the folder '\(folder)' has no .json files. Give one that has.")
        }
        return names.map { folder + "/" + $0 }
    }
}

/// Why there is nothing to measure.
struct LoadError: Error, CustomStringConvertible {
    let description: String
}
