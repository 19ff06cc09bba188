import ContentModel
import JSONText
import Testing

/// Every case of the folder named by `CMSIO_VECTORS` (default: the copy in Vectors), compared with what Strapi made of it.
@Suite("StrapiVectors")
struct StrapiVectorsTests {
    @Test("every case comes out as Strapi makes it, and in strict mode as a part of that")
    func allCases() throws {
        let folder = try #require(VectorFolder.chosen)
        var catalogs = VectorCatalogs(folder: folder)
        let cases = try folder.cases()
        var failed = 0
        for vector in cases {
            let catalog = try catalogs.catalog(for: vector)
            let failures = try VectorComparison(vector, catalog).failures()
            if !failures.isEmpty { failed += 1 }
            for failure in failures { Issue.record("\(vector.id): \(failure)") }
        }
        print("StrapiVectors: \(cases.count) cases compared, \(failed) failed")
        #expect(!cases.isEmpty)
    }
}

/// Catalogs by what cases ask of them, each made once.
struct VectorCatalogs {
    private struct Key: Hashable {
        let version: StrapiVersion
        let privateAttributes: [ExactString]
    }

    let folder: VectorFolder
    private var catalogs: [Key: ContentCatalog] = [:]

    init(folder: VectorFolder) { self.folder = folder }

    mutating func catalog(for vector: VectorCase) throws -> ContentCatalog {
        let key = Key(version: vector.version, privateAttributes: vector.privateAttributes)
        if let known = self.catalogs[key] { return known }
        let catalog = try self.folder.catalog(key.version, privateAttributes: key.privateAttributes)
        self.catalogs[key] = catalog
        return catalog
    }
}

/// What one case says against what we do.
struct VectorComparison {
    private let vector: VectorCase
    private let catalog: ContentCatalog
    private let type: ContentType
    private let document: JSONDocument

    init(_ vector: VectorCase, _ catalog: ContentCatalog) throws {
        self.vector = vector
        self.catalog = catalog
        self.type = try #require(catalog.contentType(named: vector.uid), "no type \(vector.uid)")
        self.document = try JSONDocument(parsing: vector.data.bytes)
    }

    /// What differs, each with the first differing path.
    func failures() throws -> [String] {
        var failures = self.deliveryFailures()
        failures += try self.sanitizingFailures("sanitized", self.vector.permissions)
        if self.vector.expected("sanitizedStrapiReadOnly") != nil {
            failures += try self.sanitizingFailures("sanitizedStrapiReadOnly", .readOnly)
        }
        switch self.vector.version {
        case .v4:
            failures += try self.shapeFailures("transformed", .v4)
        case .v5:
            failures += try self.shapeFailures("transformed", .v5)
            failures += try self.shapeFailures("transformedJsonApi", .v4)
            failures += try self.shapeFailures("transformedPluginIo", .plugin)
        }
        return failures
    }

    private func deliveryFailures() -> [String] {
        let action = ExactString("\(self.vector.uid).\(self.vector.event)")
        let isDelivered = self.vector.permissions.allows(action)
        let expected = self.vector.expected("delivered")
        return expected == nil || expected == .bool(isDelivered) ? [] : ["delivered: \(isDelivered)"]
    }

    private func plan(_ mode: SanitizeMode, _ shape: Shape, _ permissions: Permissions) -> ViewPlan {
        ViewPlan(catalog: self.catalog, type: self.type, permissions: permissions, mode: mode, shape: shape)
    }

    private func sanitizingFailures(_ name: ExactString, _ permissions: Permissions) throws -> [String] {
        let exact = self.result { () throws(ViewError) in
            try self.plan(.exact, .v5, permissions).sanitize(self.document)
        }
        let strict = self.result { () throws(ViewError) in
            try self.plan(.strict, .v5, permissions).sanitize(self.document)
        }
        let isError = name == "sanitized" && self.vector.expected("error") != nil
        var failures = try self.failures(of: name, exact, isError: isError)
        switch (try self.value(strict), try self.value(exact)) {
        case (let strict?, let exact?):
            if let place = strict.firstExcess(over: exact) {
                failures.append("\(name), strict: more than exact at \(place)")
            }
        case (.some, nil):
            failures.append("\(name), strict: goes out where exact throws")
        case (nil, _):
            break
        }
        return failures
    }

    private func shapeFailures(_ name: ExactString, _ shape: Shape) throws -> [String] {
        let isError = self.vector.expected("error") != nil || self.vector.expected(ExactString("\(name)Error")) != nil
        let result = self.result { () throws(ViewError) in
            try self.plan(.exact, shape, self.vector.permissions).view(of: self.document).argument
        }
        return try self.failures(of: name, result, isError: isError)
    }

    private func failures(
        of name: ExactString,
        _ result: Result<[UInt8], ViewError>,
        isError: Bool
    ) throws -> [String] {
        switch (result, self.vector.expected(name)) {
        case (.success, _) where isError:
            return ["\(name): goes out where Strapi throws"]
        case (.failure(let error), let expected):
            return isError || expected == nil ? [] : ["\(name): \(error)"]
        case (.success(let bytes), let expected?):
            let value = try JSONValue(parsing: bytes).inJavaScriptOrder
            let place = value.firstDifference(from: expected.inJavaScriptOrder, ordered: self.vector.isOrdered)
            return place.map { ["\(name): differs at \($0)"] } ?? []
        case (.success, nil):
            return []
        }
    }

    private func result(_ body: () throws(ViewError) -> [UInt8]) -> Result<[UInt8], ViewError> {
        do throws(ViewError) { return .success(try body()) } catch { return .failure(error) }
    }

    private func value(_ result: Result<[UInt8], ViewError>) throws -> JSONValue? {
        guard case .success(let bytes) = result else { return nil }
        return try JSONValue(parsing: bytes)
    }
}
