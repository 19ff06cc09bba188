import ContentModel
import Foundation
import JSONText

/// A folder of cases: `schemas/<name>.json`, `components/<category>.<name>.json`, and `cases.json` with an array of
/// `{id, strapi: 4|5, uid, auth: {tokenType?, effectiveActions}, event, config?, data}`.
///
/// Only the cases of Strapi 5 are taken, and of those the ones that have a view.
struct CaseFolder {
    private let path: String

    init(path: String) { self.path = path }

    /// - Parameter least: Entries with fewer bytes are left out.
    /// - Throws: ``BenchError`` when there is nothing to measure.
    func jobs(ofAtLeast least: Int) throws -> [ViewJob] {
        let (types, components) = (try self.schemas(), try self.components())
        let cases = try self.document("cases.json")
        var jobs: [ViewJob] = []
        for node in cases.elements(cases.root) where cases.number("strapi", in: node) == 5 {
            let options = ModelOptions(
                customFields: Self.customFields,
                privateAttributes: cases.value("config", in: node)
                    .map { cases.strings("api.responses.privateAttributes", in: $0) } ?? []
            )
            let catalog = try ContentCatalog(files: types + components, options: options)
            guard let uid = cases.text("uid", in: node), let type = catalog.contentType(named: uid),
                let data = cases.value("data", in: node).map({ cases.text($0) }), data.count >= least
            else { continue }
            let plan = ViewPlan(catalog: catalog, type: type, permissions: cases.permissions(of: node), shape: .v5)
            let event = ExactString("\(type.singularName):\(cases.text("event", in: node)?.string ?? "update")")
            let job = ViewJob(event: event, data: data, plan: plan)
            // A case for which the reference gives an error has no view.
            if (try? job.run()) != nil { jobs.append(job) }
        }
        guard jobs.isEmpty else { return jobs }
        throw BenchError(
            "'\(self.path)/cases.json' has no case of Strapi 5 with \(least) bytes or more: give a smaller --least.",
            .badData
        )
    }

    /// The custom fields of the reference's cases.
    private static let customFields: [ExactString: ExactString] = [
        "plugin::color-picker.color": "string",
        "plugin::color-picker.vault": "password",
        "plugin::color-picker.matrix": "json",
    ]

    private func schemas() throws -> [SchemaFile] {
        try self.files(in: "schemas") { .contentType(uid: ExactString("api::\($0).\($0)")) }
    }

    private func components() throws -> [SchemaFile] {
        try self.files(in: "components") { .component(uid: ExactString($0)) }
    }

    private func files(in folder: String, kind: (String) -> SchemaFile.Kind) throws -> [SchemaFile] {
        let folder = "\(self.path)/\(folder)"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw BenchError("there is no folder '\(folder)': give a folder of cases.", .noInput)
        }
        return try names.sorted().filter { $0.hasSuffix(".json") }.map { name in
            let path = "\(folder)/\(name)"
            return SchemaFile(kind: kind(String(name.dropLast(5))), path: path, bytes: try Self.contents(of: path))
        }
    }

    private func document(_ name: String) throws -> JSONDocument {
        let path = "\(self.path)/\(name)"
        do {
            return try JSONDocument(parsing: try Self.contents(of: path), limits: JSONLimits(maxBytes: .max))
        } catch let error as JSONError {
            throw BenchError("'\(path)' is not JSON: \(error)", .badData)
        }
    }

    private static func contents(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw BenchError("cannot read '\(path)': give a folder of cases.", .noInput)
        }
        return [UInt8](data)
    }
}

extension JSONDocument {
    fileprivate func text(_ key: ExactString, in node: JSONNode) -> ExactString? {
        self.value(key, in: node).flatMap { self.exactString($0) }
    }

    fileprivate func number(_ key: ExactString, in node: JSONNode) -> Int? {
        self.value(key, in: node).flatMap { self.integer($0) }
    }

    fileprivate func strings(_ key: ExactString, in node: JSONNode) -> [ExactString] {
        self.value(key, in: node).map { self.elements($0).compactMap { self.exactString($0) } } ?? []
    }

    /// What the audience of a case may do.
    fileprivate func permissions(of node: JSONNode) -> Permissions {
        guard let auth = self.value("auth", in: node) else { return .fullAccess }
        if self.text("tokenType", in: auth) == "full-access" { return .fullAccess }
        return Permissions(actions: Set(self.strings("effectiveActions", in: auth)))
    }
}
