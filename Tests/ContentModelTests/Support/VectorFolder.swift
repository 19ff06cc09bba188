import ContentModel
import Foundation
import JSONText

/// A folder of cases made by running Strapi itself: schemas, components, effective models, cases.
///
/// Its format is described in the README beside the copy in Vectors.
struct VectorFolder: Sendable {
    let url: URL

    /// The folder named by `CMSIO_VECTORS`, or else the copy among these tests.
    static var chosen: VectorFolder? {
        if let path = ProcessInfo.processInfo.environment["CMSIO_VECTORS"] {
            return VectorFolder(url: URL(fileURLWithPath: path))
        }
        return self.own
    }

    static var own: VectorFolder? {
        Bundle.module.url(forResource: "Vectors", withExtension: nil).map { VectorFolder(url: $0) }
    }

    /// The custom fields registered in the reference.
    static let customFields: [ExactString: ExactString] = [
        "plugin::color-picker.color": "string",
        "plugin::color-picker.vault": "password",
        "plugin::color-picker.matrix": "json",
    ]

    func catalog(_ version: StrapiVersion, privateAttributes: [ExactString] = []) throws -> ContentCatalog {
        let types = try self.files(in: "schemas") { .contentType(uid: ExactString("api::\($0).\($0)")) }
        let components = try self.files(in: "components") { .component(uid: ExactString($0)) }
        return try ContentCatalog(
            files: types + components,
            options: ModelOptions(
                version: version,
                customFields: Self.customFields,
                privateAttributes: privateAttributes
            )
        )
    }

    private func files(in folder: String, kind: (String) -> SchemaFile.Kind) throws -> [SchemaFile] {
        let folder = self.url.appendingPathComponent(folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".json") }
            .map { name in
                let file = folder.appendingPathComponent(name)
                return SchemaFile(
                    kind: kind(String(name.dropLast(5))),
                    path: file.path,
                    bytes: Array(try Data(contentsOf: file))
                )
            }
    }

    func value(_ path: String) throws -> JSONValue {
        let bytes = Array(try Data(contentsOf: self.url.appendingPathComponent(path)))
        return JSONValue(try JSONDocument(parsing: bytes, limits: JSONLimits(maxBytes: .max)))
    }

    func cases() throws -> [VectorCase] {
        try self.value("cases.json").elements.map { VectorCase($0) }
    }
}

/// One case of a ``VectorFolder``.
struct VectorCase: Sendable {
    private let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    var id: String { self.value["id"]?.string?.string ?? "?" }
    var version: StrapiVersion { self.value["strapi"] == .number("4") ? .v4 : .v5 }
    var uid: ExactString { self.value["uid"]?.string ?? "" }
    var event: ExactString { self.value["event"]?.string ?? "" }
    var data: JSONValue { self.value["data"] ?? .null }
    var tokenType: ExactString? { self.value["auth"]?["tokenType"]?.string }

    /// A note says that the order of the file is not the reference's.
    var isOrdered: Bool {
        switch self.value["keyOrder"] {
        case nil, .array: true
        default: false
        }
    }

    var privateAttributes: [ExactString] { self.value["config"]?["api.responses.privateAttributes"]?.strings ?? [] }

    /// As plugin-io sees them: a read-only token has none.
    var permissions: Permissions {
        if self.tokenType == "full-access" { return .fullAccess }
        return Permissions(actions: Set(self.value["auth"]?["effectiveActions"]?.strings ?? []))
    }

    func expected(_ name: ExactString) -> JSONValue? { self.value["expect"]?[name] }
}
