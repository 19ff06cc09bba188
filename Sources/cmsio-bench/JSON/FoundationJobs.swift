import Foundation

struct FoundationParse: JSONJob {
    let library = "Foundation"
    let job = "parse"

    func run(_ document: [UInt8]) throws -> Int {
        let value = try JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)
        return (value as? [String: Any])?.count ?? 0
    }
}

struct FoundationView: JSONJob {
    let library = "Foundation"
    let job = "parse, drop, wrap"

    private let dropped = Set(KnownFields.dropped)

    func run(_ document: [UInt8]) throws -> Int {
        let value = try JSONSerialization.jsonObject(with: Data(document), options: .fragmentsAllowed)
        let view: [String: Any] = ["data": self.cleaned(value), "meta": [String: Any]()]
        return try JSONSerialization.data(withJSONObject: view).count
    }

    private func cleaned(_ value: Any) -> Any {
        if let object = value as? [String: Any] {
            return object.filter { !self.dropped.contains($0.key) }.mapValues { self.cleaned($0) }
        }
        if let array = value as? [Any] { return array.map { self.cleaned($0) } }
        return value
    }
}
