import Foundation
import TestClients

/// Inputs that were worth keeping: small ones of every kind, and what a fuzzer has found.
enum Corpus {
    /// The files of a target, in the order of their names.
    static func inputs(_ target: DecoderTarget) throws -> [[UInt8]] {
        let folder = LineProcess.clients.appendingPathComponent("corpus").appendingPathComponent(target.rawValue)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.map { Array(try Data(contentsOf: folder.appendingPathComponent($0))) }
    }
}
