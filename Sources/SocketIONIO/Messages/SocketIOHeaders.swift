/// The header fields of a request or response, in order; names are compared without case.
public struct SocketIOHeaders: Sendable, Sequence, ExpressibleByDictionaryLiteral {
    public typealias Element = (name: String, value: String)

    private var fields: [Element]

    /// Fields in this order.
    public init(_ fields: [Element] = []) { self.fields = fields }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.fields = elements.map { (name: $0.0, value: $0.1) }
    }

    /// Adds a field behind the others, also when there is one of that name.
    public mutating func add(_ name: String, _ value: String) { self.fields.append((name, value)) }

    /// The first value of `name`.
    public subscript(name: String) -> String? { self.fields.first { $0.name.equalsIgnoringCase(name) }?.value }

    /// All values of `name`.
    public func values(_ name: String) -> [String] {
        self.fields.filter { $0.name.equalsIgnoringCase(name) }.map(\.value)
    }

    /// Whether a field of this name, a list with commas, names `token`; tokens are compared without case.
    func list(_ name: String, contains token: String) -> Bool {
        self.values(name).contains { value in
            value.utf8.split(separator: UInt8(ascii: ",")).contains { part in
                Substring(part).drop { $0 == " " || $0 == "\t" }.trimmedEnd.equalsIgnoringCase(token)
            }
        }
    }

    public func makeIterator() -> Array<Element>.Iterator { self.fields.makeIterator() }
}

extension Substring {
    fileprivate var trimmedEnd: Substring {
        var rest = self
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }
}

extension StringProtocol {
    /// Whether both are equal but for the case of their ASCII letters.
    func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
        self.utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension UInt8 {
    fileprivate var asciiLowercased: UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self ? self | 0x20 : self
    }
}
