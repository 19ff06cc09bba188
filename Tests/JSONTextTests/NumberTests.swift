import JSONText
import Testing

@Suite("Numbers")
struct NumberTests {
    static let integers: [(String, Int?)] = [
        ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("120", 120), ("1000000", 1_000_000), ("10203040", 10_203_040),
        ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
        ("-9223372036854775809", nil), ("18446744073709551615", nil), ("18446744073709551616", nil),
        ("99999999999999999999", nil), ("100000000000000000000", nil), ("1.0", 1), ("-1.000", -1), ("1.5", nil),
        ("0.0", 0), ("1e3", 1000), ("1E+3", 1000), ("1000e-3", 1), ("1e-1", nil), ("1.2e1", 12), ("1.25e1", nil),
        ("1.5e0", nil), ("12.50e1", 125), ("9.223372036854775807e18", .max), ("1e18", 1_000_000_000_000_000_000),
        ("1e19", nil), ("0e99999999999999999999", 0), ("0.000e-99999999999999999999", 0),
        ("1e99999999999999999999", nil),
        ("1e-99999999999999999999", nil), ("123456789012345678901234567890", nil), ("0.1e1", 1), ("0.001e3", 1),
        ("0.0010e2", nil), ("1230000000000000000000000e-22", 123),
    ]

    @Test("are integers when their value is one that fits, however they are written", arguments: integers)
    func integer(text: String, value: Int?) throws {
        let document = try JSONDocument(parsing: text)
        #expect(document.integer(document.root) == value)
    }

    @Test("end where the next thing begins")
    func inPlace() throws {
        let document = try JSONDocument(parsing: "[12,-3.0,4e1]")
        #expect(document.elements(document.root).map { document.integer($0) } == [12, -3, 40])
    }

    @Test("are not made of anything else", arguments: ["\"1\"", "true", "null", "[1]", "{}"])
    func otherKinds(text: String) throws {
        let document = try JSONDocument(parsing: text)
        #expect(document.integer(document.root) == nil)
    }

    @Test("truth values are read only from true and false")
    func bools() throws {
        let document = try JSONDocument(parsing: "[true,false,null,1,\"true\"]")
        #expect(document.elements(document.root).map { document.bool($0) } == [true, false, nil, nil, nil])
    }
}
