import ArgumentParser
import Foundation
import JSONText

/// The documents that one pass of a job goes through.
struct DocumentLoad {
    let name: String
    let documents: [[UInt8]]

    var byteCount: Int { self.documents.reduce(0) { $0 + $1.count } }

    static let generatedArticles = DocumentLoad(name: "generated articles", documents: SampleArticle.documents(64))

    private init(name: String, documents: [[UInt8]]) {
        self.name = name
        self.documents = documents
    }

    /// - Parameter path: A file, or a folder whose `.json` files (not those in folders below it) are read.
    init(readingFrom path: String) throws(BenchError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw BenchError("there is no '\(path)'. Give a JSON file or a folder of them.", .noInput)
        }
        var documents: [[UInt8]] = []
        for file in isFolder.boolValue ? try Self.jsonFiles(in: path) : [path] {
            documents.append(try Self.document(readFrom: file))
        }
        self.init(name: path, documents: documents)
    }

    private static func jsonFiles(in folder: String) throws(BenchError) -> [String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
            if !names.isEmpty { return names.sorted().map { folder + "/" + $0 } }
        } catch {
            throw BenchError("cannot read the folder '\(folder)': \(error.localizedDescription)", .noInput)
        }
        throw BenchError("the folder '\(folder)' has no .json files. Give one that has.", .noInput)
    }

    private static func document(readFrom file: String) throws(BenchError) -> [UInt8] {
        do {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            return try JSONDocument(parsing: bytes).bytes
        } catch let error as JSONError {
            throw BenchError("'\(file)' is not JSON: \(error)", .badData)
        } catch {
            throw BenchError("cannot read '\(file)': \(error.localizedDescription)", .noInput)
        }
    }
}
