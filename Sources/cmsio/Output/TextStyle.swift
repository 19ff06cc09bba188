import Foundation

/// Colours for a terminal, or none.
package struct TextStyle: Sendable {
    let isColored: Bool

    package init(isColored: Bool) {
        self.isColored = isColored
    }

    /// - Parameters:
    ///   - descriptor: Where the text goes; `auto` colours it only on a terminal that can show colours.
    ///   - environment: `NO_COLOR`, when not empty, and `TERM=dumb` turn `auto` off (no-color.org).
    init(_ choice: ColorChoice, for descriptor: Int32, environment: [String: String]) {
        switch choice {
        case .always: self.isColored = true
        case .never: self.isColored = false
        case .auto:
            self.isColored =
                (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb" && isatty(descriptor) == 1
        }
    }

    func strong(_ text: String) -> String { self.wrap(text, "1") }
    func faint(_ text: String) -> String { self.wrap(text, "2") }
    func good(_ text: String) -> String { self.wrap(text, "32") }
    func bad(_ text: String) -> String { self.wrap(text, "31") }
    func warning(_ text: String) -> String { self.wrap(text, "33") }
    func name(_ text: String) -> String { self.wrap(text, "36") }

    private func wrap(_ text: String, _ code: String) -> String {
        self.isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
