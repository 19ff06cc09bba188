import ArgumentParser
import Foundation

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case pretty, json

    func text(of figures: [Figure], load: DocumentLoad) -> String {
        switch self {
        case .pretty: Self.table(of: figures, load: load)
        case .json: Self.json(of: figures, load: load)
        }
    }

    private static func table(of figures: [Figure], load: DocumentLoad) -> String {
        let head = "\(load.name): \(load.documents.count) document(s), \(load.byteCount) bytes; MB/s"
        let columns =
            "library".padded(12) + "job".padded(20) + "median".aligned(9) + "min".aligned(9) + "max".aligned(9)
        let rows = figures.map { figure in
            figure.library.padded(12) + figure.job.padded(20)
                + [figure.median, figure.min, figure.max].map { String(format: "%.1f", $0).aligned(9) }.joined()
        }
        return ([head, columns] + rows).joined(separator: "\n")
    }

    private struct Report: Encodable {
        let load: String
        let documents: Int
        let bytes: Int
        let unit = "MB/s"
        let figures: [Figure]
    }

    private static func json(of figures: [Figure], load: DocumentLoad) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let report = Report(load: load.name, documents: load.documents.count, bytes: load.byteCount, figures: figures)
        // Encoding strings and finite numbers has nothing to fail on.
        return (try? encoder.encode(report)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension String {
    /// Filled up with spaces behind.
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - self.count)) }

    /// Filled up with spaces before.
    fileprivate func aligned(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - self.count)) + self
    }
}
