/// How sizes are written: a number of bytes, or with `kB`, `MB`, `GB` (thousands) or `KiB`, `MiB`, `GiB` (1024s).
package enum ByteCountText {
    private static let units: [(name: String, bytes: Int)] = [
        ("", 1), ("b", 1), ("k", 1000), ("kb", 1000), ("m", 1_000_000), ("mb", 1_000_000), ("g", 1_000_000_000),
        ("gb", 1_000_000_000), ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30),
    ]

    /// - Throws: ``SettingProblem``
    package static func parse(_ text: String) throws -> Int {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text[digits.endIndex...].lowercased()
        guard let number = Int(digits), let factor = self.units.first(where: { $0.name == unit }),
            case (let product, let overflow) = number.multipliedReportingOverflow(by: factor.bytes), !overflow
        else { throw SettingProblem("write a number of bytes, or one with its unit, as in 500kB or 1MiB") }
        return product
    }
}
