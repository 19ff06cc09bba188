package import JSONText

/// A name that somebody wrote, fit for a message of one line: in quotes, without control characters, cut after 64
/// characters.
package func quoted(_ name: ExactString) -> String {
    let scalars = name.string.unicodeScalars
    var text = String.UnicodeScalarView()
    for scalar in scalars.prefix(64) {
        text.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    if scalars.count > 64 { text.append("…") }
    return "'\(String(text))'"
}
