/// A line in parts, each in its own colour, cut to a width as it is seen.
struct StyledLine {
    private var parts: [(text: String, style: (String) -> String)] = []

    /// - Parameter style: Colours the text once it is cut.
    mutating func add(_ text: String, _ style: @escaping (String) -> String = { $0 }) {
        self.parts.append((Printable.text(text), style))
    }

    mutating func add(_ line: StyledLine) { self.parts += line.parts }

    var width: Int { self.parts.reduce(0) { $0 + DisplayWidth.columns($1.text) } }

    /// - Parameter width: The columns it may take; nil for any number.
    func text(width: Int?) -> String {
        guard let width, self.width > width else { return self.parts.map { $0.style($0.text) }.joined() }
        var left = width
        var line = ""
        for part in self.parts {
            let columns = DisplayWidth.columns(part.text)
            if columns < left {
                line += part.style(part.text)
                left -= columns
            } else {
                return line + part.style(DisplayWidth.cut(part.text + "…", columns: left))
            }
        }
        return line
    }
}
