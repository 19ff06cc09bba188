/// Text broken into lines at its spaces.
enum WrappedText {
    /// - Parameter columns: What a line has at most, unless one word has more; nil for no limit.
    /// - Returns: One line at least.
    static func lines(_ text: String, columns: Int?) -> [String] {
        guard let columns, DisplayWidth.columns(text) > columns else { return [text] }
        var lines: [String] = []
        var line = ""
        var width = 0
        for word in text.split(separator: " ") {
            let wordWidth = DisplayWidth.columns(String(word))
            if !line.isEmpty, width + 1 + wordWidth > columns {
                lines.append(line)
                (line, width) = ("", 0)
            }
            if !line.isEmpty {
                line += " "
                width += 1
            }
            line += word
            width += wordWidth
        }
        return lines + [line]
    }
}
